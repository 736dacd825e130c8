// What this page shows. Its shape is that of the records of ReportData.
const data = JSON.parse(document.getElementById('descent-data').textContent);

/** What is not shown, and why: one sentence each, for the foot of the page. */
const leftOut = [];
