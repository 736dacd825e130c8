// What this page shows. Its shape is that of the records of ReportData.
const data = JSON.parse(document.getElementById('descent-data').textContent);

/** Of what is missing: it may come while a run goes on. */
const yet = data.run.state === 'RUNNING' ? ' yet' : '';

/** A fact of the tables, as text; null where it is not told. */
function fact(table, key) {
  return data.tables.find(it => it.name === table)?.rows.find(([name]) => name === key)?.[1] ?? null;
}

/** What is not shown, and why: one sentence each, for the foot of the page. */
const leftOut = [];
