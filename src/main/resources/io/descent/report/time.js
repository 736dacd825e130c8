// Where the time of the iterations went.

const PHASES = [
  {key: 'tasks', name: 'computing in tasks', colour: 'var(--first)'},
  {key: 'broadcast', name: 'handing out parameters', colour: 'var(--second)'},
  {key: 'reduce', name: 'adding up gradients', colour: 'var(--third)'},
  {key: 'update', name: 'the optimizer', colour: 'var(--fourth)'},
];

/** The least width of a bar, in pixels: of more iterations than fit, several share one. */
const BAR_WIDTH = 4;

function startTime() {
  const {history} = data;
  const phases = PHASES.filter(({key}) => history[key].length > 0);
  const total = d3.sum(phases, ({key}) => d3.sum(history[key]));
  if (history.iteration.length === 0 || !(total > 0)) {
    leftOut.push('There are no times of iterations.');
    return;
  }
  show('time');
  picture(byId('time-picture'), width => buildPhases(width, phases));
  byId('time-table').append(phaseTable(phases, total));
  startRates(history);
  const passes = history.gigabytesPerSecond.filter(value => value > 0).length;
  say('time-note',
    history.seconds.length > 0 ? `From the start to the end of the last iteration: ${seconds(history.seconds[history.seconds.length - 1])}.` : '',
    history.every > 1 ? `The bars and the table are of every ${integer(history.every)}th iteration, and the last.` : '',
    passes === 0 ? 'No iteration read the data: it was read once before, for sums from which all gradients follow.' : '');
}

/** Neighbouring iterations together, at most so many groups: the means of their times. */
function grouped(phases, groups) {
  const {iteration} = data.history;
  const size = Math.ceil(iteration.length / groups);
  return d3.range(0, iteration.length, size).map(start => {
    const end = Math.min(iteration.length, start + size);
    const means = Object.fromEntries(phases.map(({key}) => [key, d3.mean(data.history[key].slice(start, end))]));
    return {from: iteration[start], to: iteration[end - 1], start, end, ...means};
  });
}

function buildPhases(width, phases) {
  const groups = grouped(phases, Math.max(1, Math.floor((width - 72) / BAR_WIDTH)));
  const layers = d3.stack().keys(phases.map(({key}) => key))(groups);
  const most = d3.max(layers[layers.length - 1], d => d[1]) || 1;
  const unit = unitOf(2 * most, TIME_UNITS);
  const {factor} = unit;
  const y = linear([0, most * factor * 1.05]);
  const area = canvas(byId('time-picture'), {
    width, height: 260, margin: {right: 14, top: 26, bottom: 42}, ys: [y], label: 'Seconds of each iteration by what was done',
  });
  y.range([area.height, 0]);
  const x = d3.scaleBand(d3.range(groups.length), [0, area.width]).paddingInner(groups.length > 60 ? 0.08 : 0.2);
  const wide = Math.min(60, x.bandwidth());
  const left = i => x(i) + (x.bandwidth() - wide) / 2;
  drawPhaseAxes(area, groups, x, y, unit);
  layers.forEach((layer, p) => {
    area.inside.append('g').attr('fill', phases[p].colour).selectAll('rect').data(layer).join('rect')
      .attr('x', (_, i) => left(i)).attr('width', wide)
      .attr('y', d => y(d[1] * factor)).attr('height', d => y(d[0] * factor) - y(d[1] * factor))
      .append('title').text(d => `${groupText(d.data)}: ${phases[p].name} ${seconds(d[1] - d[0])}`);
  });
  const now = area.inside.append('rect').attr('class', 'time-now').attr('fill', 'none').attr('stroke', 'var(--ink)')
    .attr('height', area.height).attr('stroke-opacity', 0.6);
  return frame => {
    const at = data.frames[frame]?.iteration;
    const i = groups.findIndex(group => at >= group.from && at <= group.to);
    now.attr('visibility', i >= 0 ? 'visible' : 'hidden').attr('x', i >= 0 ? left(i) - 1 : 0)
      .attr('width', wide + 2);
  };
}

function groupText({from, to}) {
  return from === to ? `iteration ${integer(from)}` : `iterations ${integer(from)} to ${integer(to)}`;
}

function drawPhaseAxes(area, groups, x, y, unit) {
  // An even choice of bars: a band scale has no ticks of its own.
  const n = Math.max(1, Math.min(groups.length, Math.floor(area.width / 70)));
  const chosen = [...new Set(d3.range(n).map(i => Math.round((i * (groups.length - 1)) / Math.max(1, n - 1))))];
  const {axes, width, height, rows} = area;
  const from = i => integer(groups[i].from);
  axes.append('g').attr('class', 'grid').call(d3.axisLeft(y).ticks(rows).tickSize(-width).tickFormat(''));
  axes.append('g').attr('class', 'axis').call(d3.axisLeft(y).ticks(rows).tickFormat(tick).tickSizeOuter(0));
  axes.append('g').attr('class', 'axis').attr('transform', `translate(0,${height})`)
    .call(d3.axisBottom(x).tickValues(chosen).tickFormat(from).tickSizeOuter(0))
    .call(keptInside, area, i => x(i) + x.bandwidth() / 2, from);
  axisName(axes, 'iteration', width / 2, height + 36, width);
  axisName(axes, `${unit.name} of an iteration`, -6, -10, width).attr('text-anchor', 'start');
}

function phaseTable(phases, total) {
  const {history} = data;
  const records = history.iteration.length;
  const rows = phases.map(({key, name: text, colour: fill}) => {
    const sum = d3.sum(history[key]);
    return element('tr', {},
      element('th', {scope: 'row'}, element('span', {class: 'swatch', style: `background: ${fill}`}), text),
      ...[seconds(sum), seconds(sum / records), percent(sum / total)].map(numberCell));
  });
  const all = element('tr', {}, element('th', {scope: 'row'}, 'together'),
    ...[seconds(total), seconds(total / records), percent(1)].map(numberCell));
  return element('table', {}, headRow('', ['in all', 'mean', 'share']), element('tbody', {}, ...rows, all), ratesFoot());
}

/** How evenly tasks took part, and how fast they read, over all iterations. */
function ratesFoot() {
  const {gigabytesPerSecond, meanTask, slowestTask} = data.history;
  const rates = gigabytesPerSecond.filter(value => value > 0);
  const rows = [
    rates.length > 0 && ['reading, median', speed(d3.median(rates))],
    skews(meanTask, slowestTask).some(Boolean)
      && ['slowest task ÷ mean task, median', number(d3.median(skews(meanTask, slowestTask).filter(Boolean)), 3)],
  ].filter(Boolean);
  return element('tfoot', {}, ...rows.map(([text, value]) => element('tr', {},
    element('th', {scope: 'row', colspan: 2}, text), element('td', {class: 'number', colspan: 2}, value))));
}

function skews(meanTask, slowestTask) {
  return Array.from(slowestTask, (slowest, i) => (meanTask[i] > 0 ? slowest / meanTask[i] : null));
}

function startRates({gigabytesPerSecond, meanTask, slowestTask}) {
  const unit = unitOf(d3.max(gigabytesPerSecond) ?? 0, SPEED_UNITS);
  const rates = Array.from(gigabytesPerSecond, value => (value > 0 ? value * unit.factor : null));
  if (data.history.iteration.length < 2) {
    return;
  }
  const charts = [
    {title: `Reading, ${unit.short}`, values: rates, colour: 'var(--first)'},
    {title: 'Slowest task ÷ mean task', values: skews(meanTask, slowestTask), colour: 'var(--second)'},
  ].filter(chart => chart.values.some(value => value !== null));
  for (const chart of charts) {
    const node = element('div', {class: 'picture'});
    byId('time-rates').append(node);
    picture(node, width => buildRate(node, width, chart));
  }
}

function buildRate(node, width, {title, values, colour: stroke}) {
  const {iteration} = data.history;
  const y = linear([0, 1.08 * d3.max(values)]);
  const area = canvas(node, {
    width, height: 150, margin: {right: 24, top: 28, bottom: 24}, ys: [y], rows: 3, label: `${title} by iteration`,
  });
  const x = iterationScale(iteration, area.width);
  y.range([area.height, 0]);
  drawAxes(area, {x, y, whole: true});
  area.svg.append('text').attr('class', 'chart-title').attr('y', 14).text(title);
  area.inside.append('path').attr('class', 'line').style('stroke-width', 1.5).attr('stroke', stroke)
    .attr('d', d3.line((_, i) => x(iteration[i]), value => y(value)).defined(value => value !== null)(values));
  const now = area.inside.append('line').attr('class', 'now').attr('y2', area.height);
  return frame => {
    const at = x(data.frames[frame]?.iteration ?? -1);
    now.attr('x1', at).attr('x2', at);
  };
}
