// What the fit came to.

const STATES = {
  RUNNING: ['running', 'wait running'],
  CONVERGED: ['converged', 'good'],
  FITTED: ['fitted', 'good'],
  NOT_CONVERGED: ['not converged', 'wait'],
  DIVERGED: ['diverged', 'bad'],
};

function drawHeader() {
  const {run, history} = data;
  byId('title').append(bdi(data.title));
  const [text, style] = STATES[run.state];
  byId('state').textContent = text;
  byId('state').className = `badge ${style}`;
  byId('sentence').append(bdi(run.sentence, 1000));
  byId('figures').append(...figures(run, history));
  if (run.fits.length > 1) {
    show('fits').append(fitsTable(run.fits));
  }
  if (run.warnings.length > 0) {
    show('warnings').append(...run.warnings.map(text => element('li', {}, bdi(text, 500))));
  }
}

function figures(run, history) {
  const records = history.iteration.length;
  const iterations = records > 0 ? history.iteration[records - 1] : data.frames[last]?.iteration ?? 0;
  const fit = run.fits[0];
  const of = fit && run.fits.length > 1 ? `${fit.examples}` : '';
  return [
    figure('Rows', integer(run.rows)),
    figure('Features', integer(run.features), labels(run.labels)),
    figure('Iterations', integer(iterations), `${name(run.optimizer, 40)}, at most ${integer(run.maxIterations)}`),
    fit && figure('RMSE', number(fit.rmse), of),
    fit && figure('R²', fit.r2 === null ? '–' : number(fit.r2), fit.r2 === null ? 'the label does not vary' : of),
    timeFigure(history),
  ].filter(Boolean);
}

/** What the run took, where that is known; the history knows the descent only. */
function timeFigure({seconds: times}) {
  const total = fact('Time', 'total');
  if (total !== null) {
    return figure('Time', name(total, 40));
  }
  return times.length > 0 && figure('Time of the descent', seconds(times[times.length - 1]));
}

function labels(all) {
  if (all.length === 0) {
    return '';
  }
  return all.length > 3
    ? `${all.length} labels`
    : element('span', {}, all.length === 1 ? 'label: ' : 'labels: ', ...all.flatMap((label, i) => (i > 0 ? [', ', bdi(label, 40)] : [bdi(label, 40)])));
}

function figure(term, value, detail = '') {
  const description = element('dd', {}, value);
  if (detail !== '') {
    description.append(element('small', {}, detail));
  }
  return element('div', {}, element('dt', {}, term), description);
}

function fitsTable(fits) {
  return element('table', {class: 'fits'},
    headRow('examples', ['rows', 'mean squared error', 'RMSE', 'R²']),
    element('tbody', {}, ...fits.map(fit => element('tr', {},
      element('th', {scope: 'row'}, bdi(fit.examples)),
      ...[integer(fit.rows), number(fit.mse), number(fit.rmse), number(fit.r2)].map(numberCell)))));
}

function headRow(first, others) {
  return element('thead', {}, element('tr', {},
    element('th', {scope: 'col'}, first), ...others.map(text => element('th', {scope: 'col', class: 'number'}, text))));
}

function numberCell(text) {
  return element('td', {class: 'number'}, text);
}
