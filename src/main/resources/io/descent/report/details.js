// Facts as tables, and as text to copy.

function startDetails() {
  const {tables, run} = data;
  const hashes = [['Parameter hash', run.parameterHash], ['Fingerprint of the data', run.fingerprint]].filter(([, value]) => value);
  if (tables.length + hashes.length === 0) {
    return;
  }
  show('details');
  byId('details-tables').append(...tables.map(({name: text, rows}) => factTable(text, rows, '')));
  if (hashes.length > 0) {
    byId('details-tables').append(factTable('Identity', hashes, 'code'));
  }
  byId('copy').addEventListener('click', () => copy(asText()));
}

function factTable(text, rows, style) {
  return element('table', {}, element('caption', {}, bdi(text)),
    element('tbody', {}, ...rows.map(([key, value]) => element('tr', {},
      element('th', {scope: 'row'}, bdi(key)), element('td', {class: style}, bdi(known(value), 2000))))));
}

/** A list may be empty. */
function known(value) {
  return value === '' ? 'none' : value;
}

/** All facts, a line each. */
function asText() {
  const {run, tables} = data;
  const facts = [
    `rows: ${run.rows}`, `features: ${run.features}`, `optimizer: ${run.optimizer}`,
    ...run.fits.flatMap(fit => [`RMSE (${fit.examples}): ${fit.rmse}`, `R² (${fit.examples}): ${fit.r2 ?? '–'}`]),
    run.parameterHash && `parameter hash: ${run.parameterHash}`,
    run.fingerprint && `fingerprint: ${run.fingerprint}`,
    ...run.warnings.map(text => `warning: ${text}`),
  ].filter(Boolean);
  const lines = [
    data.title, `${STATES[run.state][0]}: ${run.sentence}`, '', ...facts,
    ...tables.flatMap(({name: text, rows}) => ['', text, ...rows.map(([key, value]) => `${key}: ${known(value)}`)]),
  ];
  return `${lines.join('\n')}\n`;
}

async function copy(text) {
  const copied = await written(text);
  byId('copied').textContent = copied ? 'Copied.' : 'This browser does not let a page copy.';
}

async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Of a page in a file some browsers refuse that; the older way asks nobody.
    const area = element('textarea', {style: 'position: fixed; opacity: 0'});
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
