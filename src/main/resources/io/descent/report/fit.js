// Points with what is predicted for them, and what is left over.

const POINT_RADIUS = 2.6;

/** The label that is shown, of several. */
let chosenOutput = 0;

const decoded = new Map();

/** Predictions of a label, by frame and point: 16 bits each, as they lie in the page. */
function predictions(output) {
  if (!decoded.has(output)) {
    const bytes = Uint8Array.from(atob(output.predictions), c => c.charCodeAt(0));
    const points = output.actual.length;
    decoded.set(output, (frame, point) => {
      const i = 2 * (frame * points + point);
      const share = (bytes[i] + 256 * bytes[i + 1]) / 65535;
      return output.low * (1 - share) + output.high * share; // high − low can be beyond all doubles
    });
  }
  return decoded.get(output);
}

function copiesOf(point) {
  return points.copies.length > 0 ? points.copies[point] : 1;
}

/** Area grows slowly with the copies: some rows are there a million times. */
function radius(point) {
  return POINT_RADIUS * Math.min(4, 1 + Math.log2(copiesOf(point)) / 4);
}

/** Points that can be drawn, or null. */
const points = data.points !== null && data.points.outputs.some(output => output.actual.length > 0) ? data.points : null;

function pointsNote() {
  if (points === null) {
    return noPointsNote();
  }
  const shown = d3.sum(d3.range(points.outputs[0].actual.length), copiesOf);
  const examples = shown < points.of
    ? `${integer(shown)} of ${integer(points.of)} examples, chosen by their content.`
    : `All ${count(points.of, 'example')}.`;
  const labels = data.run.labels.length;
  return points.outputs.length < labels ? `${examples} The first ${points.outputs.length} of ${labels} labels.` : examples;
}

function noPointsNote() {
  if (data.points === null && fact('Settings', 'report.points') === 'false') {
    return 'No points: report.points is false.';
  }
  return `There are no points${data.points === null ? yet : ''}.`;
}

/**
 * An interval that holds the values of the reference frame, and those of other frames as long as they are not so far
 * away that nothing of it could be seen.
 */
function sensible(own, others) {
  const range = own[1] - own[0] || Math.abs(own[0]) || 1;
  const near = others.filter(([low, high]) => low >= own[0] - range && high <= own[1] + range);
  return padded(d3.extent([...own, ...near.flat()]));
}

function startFit() {
  if (points === null && data.curve === null) {
    leftOut.push(pointsNote());
    return;
  }
  show('fit');
  if (data.curve !== null) {
    byId('fit-heading').append('The best fit: ', bdi(data.curve.label, 60), ' by ', bdi(data.curve.feature, 60));
    say('fit-note', pointsNote(), 'The faint lines are those of earlier iterations.');
    picture(byId('fit-picture'), buildCurve);
  } else {
    byId('fit-heading').textContent = 'Predicted and actual';
    say('fit-note', pointsNote(), 'On the dashed line a prediction is what the label is.');
    startLabels();
    picture(byId('fit-picture'), buildAgainstActual);
  }
  if (points !== null) {
    show('residuals');
    picture(byId('residuals-picture'), buildResiduals);
  } else {
    byId('fit').classList.add('alone');
  }
}

function startLabels() {
  const {outputs} = points;
  if (outputs.length < 2) {
    return;
  }
  show('label-choice');
  options(byId('label'), outputs.map(output => name(output.label, 60)));
  byId('label').addEventListener('change', () => {
    chosenOutput = byId('label').selectedIndex;
    pictures.forEach(it => it.draw());
  });
}

function pictureHeight(width) {
  return Math.round(Math.min(420, Math.max(260, width * 0.68)));
}

function buildCurve(width) {
  const {x, y, feature, label} = data.curve;
  const output = points !== null && points.x.length > 0 ? points.outputs[0] : null;
  const own = d3.extent([...y[reference], ...(output ? output.actual : [])]);
  const yScale = linear(sensible(own, y.map(values => d3.extent(values))));
  const area = canvas(byId('fit-picture'), {
    width, height: pictureHeight(width), margin: {right: 14, top: 26, bottom: 44}, ys: [yScale],
    label: `Points and best-fit line of ${name(label, 60)} by ${name(feature, 60)}`,
  });
  const xScale = d3.scaleLinear(padded(d3.extent([...x, ...(output ? points.x : [])]), 0.03), [0, area.width]);
  yScale.range([area.height, 0]);
  drawAxes(area, {x: xScale, y: yScale, xName: isolated(feature, 60), yName: isolated(label, 60)});
  if (output) {
    area.inside.append('g').selectAll('circle').data(output.actual).join('circle')
      .attr('class', 'point').attr('r', (_, i) => radius(i))
      .attr('cx', (_, i) => xScale(points.x[i])).attr('cy', value => yScale(value));
  }
  const line = d3.line((_, i) => xScale(x[i]), value => bounded(yScale(value), area.height));
  const lines = area.inside.append('g').selectAll('path').data(y).join('path').attr('class', 'line earlier').attr('d', line);
  const best = area.inside.append('path').attr('class', 'line best').attr('id', 'best-line');
  return frame => {
    lines.attr('stroke-opacity', (_, i) => (i < frame ? 0.22 + 0.4 * ((i + 1) / (frame + 1)) ** 2 : 0));
    best.attr('d', line(y[frame]));
  };
}

/** A place in a picture, or one that is well outside: browsers cannot draw to any number. */
function bounded(place, size) {
  return Math.max(-20 * size, Math.min(21 * size, place));
}

function buildAgainstActual(width) {
  const output = points.outputs[chosenOutput];
  const predicted = predictions(output);
  const all = d3.range(output.actual.length);
  const [x, y] = againstActualScales(output);
  const area = canvas(byId('fit-picture'), {
    width, height: pictureHeight(width), margin: {right: 14, top: 26, bottom: 44}, ys: [y],
    label: `Predicted against actual ${name(output.label, 60)}`,
  });
  x.range([0, area.width]);
  y.range([area.height, 0]);
  drawAxes(area, {x, y, xName: `actual ${isolated(output.label, 60)}`, yName: `predicted ${isolated(output.label, 60)}`});
  const [low, high] = [Math.max(x.domain()[0], y.domain()[0]), Math.min(x.domain()[1], y.domain()[1])];
  if (low < high) {
    area.inside.append('line').attr('class', 'guide')
      .attr('x1', x(low)).attr('y1', y(low)).attr('x2', x(high)).attr('y2', y(high));
  }
  const dots = area.inside.append('g').selectAll('circle').data(all).join('circle')
    .attr('class', 'point').attr('r', radius).attr('cx', i => x(output.actual[i]));
  return frame => dots.attr('cy', i => bounded(y(predicted(frame, i)), area.height));
}

function predictedExtents(output) {
  const predicted = predictions(output);
  const all = d3.range(output.actual.length);
  return data.frames.map((_, frame) => d3.extent(all, i => predicted(frame, i)));
}

function againstActualScales(output) {
  const actual = d3.extent(output.actual);
  const extents = predictedExtents(output);
  const own = diverged ? actual : d3.extent([...actual, ...extents[reference]]);
  return [linear(padded(actual, 0.04)), linear(sensible(own, extents))];
}

/** 1, 2 or 5 times a power of ten, and at least so much: an axis that follows the values without shaking. */
function roundUp(value) {
  if (!(value > 0)) {
    return 1;
  }
  const finite = Math.min(value, FARTHEST);
  const power = 10 ** Math.floor(Math.log10(finite));
  return power * ([1, 2, 5].find(factor => factor * power >= finite) ?? 10);
}

/** The residuals' axis: 0 in its middle, and everything on it. */
function residualScale(residuals) {
  const reach = roundUp(1.02 * d3.max(residuals, Math.abs));
  return linear([-reach, reach]);
}

function buildResiduals(width) {
  const output = points.outputs[chosenOutput];
  const predicted = predictions(output);
  const all = d3.range(output.actual.length);
  const left = frame => all.map(i => output.actual[i] - predicted(frame, i));
  // The margin is that of all frames, so that the points do not jump while they move.
  const ys = data.frames.map((_, frame) => residualScale(left(frame)));
  const side = Math.round(Math.max(60, width * 0.2));
  const height = pictureHeight(width);
  const area = canvas(byId('residuals-picture'), {
    width, height, margin: {right: side + 24, top: 26, bottom: 44}, ys,
    label: `Residuals of ${name(output.label, 60)} against predictions, and their histogram`,
  });
  const own = d3.extent([...output.actual]);
  const x = d3.scaleLinear(sensible(own, predictedExtents(output)), [0, area.width]);
  const dots = area.inside.append('g').selectAll('circle').data(all).join('circle').attr('class', 'point').attr('r', radius);
  const bars = area.plot.append('g').attr('transform', `translate(${area.width + 12},0)`);
  bars.append('text').attr('class', 'axis-name').attr('y', area.height + 36).attr('x', side / 2).attr('text-anchor', 'middle')
    .text('histogram');
  const rects = bars.append('g');
  const zero = area.plot.append('line').attr('class', 'zero').attr('x2', width - area.margin.left - 10);
  let drawn = null;
  return frame => {
    const residuals = left(frame);
    const y = ys[frame].range([area.height, 0]);
    const [, reach] = y.domain();
    if (reach !== drawn) {
      drawAxes(area, {x, y, xName: `predicted ${isolated(output.label, 60)}`, yName: 'actual − predicted'});
      drawn = reach;
    }
    dots.attr('cx', i => bounded(x(predicted(frame, i)), area.width)).attr('cy', i => bounded(y(residuals[i]), area.height));
    zero.attr('y1', y(0)).attr('y2', y(0));
    drawHistogram(rects, residuals, y, side);
    sayResiduals(residuals, all.filter(i => !within(predicted(frame, i), x.domain())).length);
  };
}

function within(value, [low, high]) {
  return value >= low && value <= high;
}

/** Bars to the right of the points, on their axis. A point counts as often as its row is there. */
function drawHistogram(group, residuals, y, width) {
  const [low, high] = y.domain();
  const size = 32;
  const shares = new Array(size).fill(0);
  residuals.forEach((value, i) => {
    shares[Math.max(0, Math.min(size - 1, Math.floor(size * ((value - low) / (high - low)))))] += copiesOf(i);
  });
  const total = d3.sum(shares) || 1;
  const x = d3.scaleLinear([0, d3.max(shares)], [0, width]);
  const step = (high - low) / size;
  group.selectAll('rect').data(shares).join(enter => {
    const rect = enter.append('rect').attr('class', 'bar');
    rect.append('title');
    return rect;
  })
    .attr('y', (_, i) => y(low + (i + 1) * step) + 0.5).attr('height', Math.max(1, y(low) - y(low + step) - 1)).attr('width', x)
    .select('title').text((share, i) =>
      `${number(low + i * step, 3)} to ${number(low + (i + 1) * step, 3)}: ${percent(share / total)}`);
}

function sayResiduals(residuals, outside) {
  const total = d3.sum(residuals, (_, i) => copiesOf(i)) || 1;
  const mean = d3.sum(residuals, (value, i) => copiesOf(i) * value) / total;
  const deviation = Math.sqrt(d3.sum(residuals, (value, i) => copiesOf(i) * (value - mean) ** 2) / total);
  say('residuals-note',
    !Number.isFinite(mean + deviation) ? '' : `Of the points shown: mean ${number(Math.abs(mean) < 1e-4 * deviation ? 0 : mean, 3)}, standard deviation ${number(deviation, 3)}.`,
    outside > 0 ? `${count(outside, 'point lies', 'points lie')} outside of the picture.` : '');
}
