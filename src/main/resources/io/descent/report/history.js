// Loss, gradient and step size by iteration.

function startHistory() {
  const {history} = data;
  if (history.iteration.length === 0) {
    leftOut.push(`No iteration is recorded${yet}.`);
    return;
  }
  show('history');
  const charts = historyCharts(history);
  const all = charts.flatMap(chart => chart.lines.flatMap(line => line.values)).filter(value => value !== null);
  byId('history-scale').value = all.some(value => value > 0) ? 'log' : 'linear';
  const parts = charts.map(chart => {
    const node = element('div', {class: 'picture'});
    byId('history-pictures').append(node);
    return picture(node, width => buildHistory(node, width, chart));
  });
  const redraw = () => {
    parts.forEach(it => it.draw());
    sayHistory(charts);
  };
  byId('history-scale').addEventListener('change', redraw);
  sayHistory(charts);
}

function historyCharts({loss: losses, validationLoss, gradientNorm, stepSize}) {
  return [
    {
      title: 'Loss J, and of examples held out', short: 'Loss J', lines: [
        {name: 'training', values: losses, colour: 'var(--first)'},
        {name: 'held out', values: validationLoss, colour: 'var(--second)', dash: '6 3'},
      ],
    },
    {title: 'Norm of the gradient ‖∇J‖₂', lines: [{name: 'gradient norm', values: gradientNorm, colour: 'var(--third)'}]},
    {title: 'Step size', lines: [{name: 'step size', values: stepSize, colour: 'var(--fourth)'}]},
  ]
    .map(chart => ({...chart, lines: chart.lines.filter(line => line.values.some(value => value !== null))}))
    .filter(chart => chart.lines.length > 0)
    .map(chart => (chart.lines.length === 1 && chart.short ? {...chart, title: chart.short} : chart));
}

function sayHistory(charts) {
  const {history} = data;
  const log = byId('history-scale').value === 'log';
  const skipped = log && charts.some(chart => chart.lines.some(line => line.values.some(v => v !== null && v <= 0)));
  say('history-note',
    history.every > 1 ? `Every ${integer(history.every)} iterations and the last are shown.` : '',
    charts.every(chart => !chart.title.startsWith('Step')) ? 'This method has no step size.' : '',
    history.validationLoss.length === 0 ? 'No examples are held out.' : '',
    skipped ? 'Values that are not positive have no place on a logarithmic axis.' : '',
    keptSentence(),
    data.frames.length > 1 ? 'A click goes to the nearest frame.' : '');
}

function buildHistory(node, width, chart) {
  const {iteration} = data.history;
  const log = byId('history-scale').value === 'log';
  const seen = value => value !== null && (!log || value > 0);
  const legend = chart.lines.length > 1;
  const y = historyScale(chart, log, seen);
  const area = canvas(node, {
    width, height: 250, margin: {right: 24, top: legend ? 46 : 28, bottom: 42}, ys: [y],
    yFormat: value => number(value, 3), label: `${chart.title} by iteration`,
  });
  const x = iterationScale(iteration, area.width);
  y.range([area.height, 0]);
  drawAxes(area, {x, y, xName: 'iteration', whole: true});
  const title = area.svg.append('text').attr('class', 'chart-title').attr('x', 0).attr('y', 14).text(chart.title);
  if (legend) {
    drawLegend(area, chart.lines);
  }
  for (const line of chart.lines) {
    area.inside.append('path').attr('class', 'line').attr('stroke', line.colour).attr('stroke-dasharray', line.dash ?? null)
      .attr('d', d3.line((_, i) => x(iteration[i]), value => bounded(y(value), area.height)).defined(seen)(line.values));
    if (iteration.length === 1) {
      area.inside.append('circle').attr('r', 4).attr('fill', line.colour).attr('cx', x(iteration[0]))
        .attr('cy', seen(line.values[0]) ? y(line.values[0]) : -99);
    }
  }
  return historyMarks(area, chart, title, x, y, seen);
}

function iterationScale(iteration, width) {
  const [low, high] = d3.extent(iteration);
  return d3.scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [0, width]);
}

function historyScale(chart, log, seen) {
  const extent = d3.extent(chart.lines.flatMap(line => line.values).filter(seen));
  if (extent[0] === undefined) {
    return linear([0, 1]);
  }
  return log ? d3.scaleLog().domain(paddedLog(extent)) : linear(padded(extent));
}

function drawLegend(area, lines) {
  const group = area.plot.append('g').attr('transform', 'translate(0,-14)');
  let x = 0;
  for (const line of lines) {
    group.append('line').attr('x1', x).attr('x2', x + 20).attr('stroke', line.colour).attr('stroke-width', 2.4)
      .attr('stroke-dasharray', line.dash ?? null);
    const text = group.append('text').attr('x', x + 26).attr('y', 4).text(line.name);
    x += 44 + text.node().getComputedTextLength();
  }
}

/** What the values are under the pointer, where else the title is: both do not fit. */
function historyTip(area, title) {
  const tip = area.svg.append('text').attr('class', 'tip').attr('x', area.margin.left + area.width).attr('y', 14).attr('text-anchor', 'end');
  return text => {
    tip.text(text);
    title.attr('visibility', text === '' ? 'visible' : 'hidden');
  };
}

/** A line at the frame's iteration, with a dot on every curve; and under the pointer, what the values are. */
function historyMarks(area, chart, title, x, y, seen) {
  const {iteration} = data.history;
  const now = area.plot.append('line').attr('class', 'now').attr('y2', area.height);
  const dots = chart.lines.map(line =>
    area.plot.append('circle').attr('class', 'mark history-now').attr('r', 4.5).attr('fill', line.colour));
  const tip = historyTip(area, title);
  area.plot.append('rect').attr('width', area.width).attr('height', area.height).attr('fill', 'transparent')
    .style('cursor', data.frames.length > 1 ? 'pointer' : 'default')
    .on('pointermove', event => {
      const i = nearest(iteration, x.invert(d3.pointer(event)[0]));
      tip(`iteration ${integer(iteration[i])}: ${chart.lines.map(line => number(line.values[i])).join(' · ')}`);
    })
    .on('pointerleave', () => tip(''))
    .on('click', event => goToIteration(x.invert(d3.pointer(event)[0])));
  return frame => {
    const at = data.frames[frame]?.iteration;
    const [low, high] = x.domain();
    now.attr('visibility', at >= low && at <= high ? 'visible' : 'hidden').attr('x1', x(at ?? 0)).attr('x2', x(at ?? 0));
    const i = nearest(iteration, at ?? 0);
    chart.lines.forEach((line, k) => {
      const value = line.values[i] ?? null;
      dots[k].attr('visibility', at >= low && at <= high && seen(value) ? 'visible' : 'hidden')
        .attr('cx', x(iteration[i])).attr('cy', seen(value) ? y(value) : 0);
    });
  };
}

/** Position of the nearest of ascending numbers. */
function nearest(values, value) {
  const i = d3.bisectCenter(values, value);
  return Math.max(0, Math.min(values.length - 1, i));
}
