// The loss surface from above: filled contours, and the path on them.

const CONTOUR_GRID = 160;

function lossColour(share) {
  return d3.interpolateViridis(share);
}

function buildContours(width, plane) {
  const node = byId('contours');
  const {axes} = data.surface;
  const x = linear(plane.region.x);
  const y = linear(plane.region.y);
  const area = canvas(node, {
    width, height: Math.round(Math.min(460, Math.max(280, width * 0.8))), margin: {right: 14, top: 26, bottom: 44}, ys: [y],
    label: `Contours of the loss over ${axisText(axes[plane.a], plane.raw)} and ${axisText(axes[plane.b], plane.raw)}`,
  });
  x.range([0, area.width]);
  y.range([area.height, 0]);
  drawAxes(area, {
    x, y, grid: false, xName: axisText(axes[plane.a], plane.raw), yName: axisText(axes[plane.b], plane.raw),
  });
  drawLevels(area, plane, x, y);
  drawMinimum(area.inside, plane, x, y);
  return drawPath(area.inside, plane, x, y);
}

function drawLevels(area, plane, x, y) {
  const {levels} = plane.scale;
  area.inside.append('rect').attr('width', area.width).attr('height', area.height).attr('fill', levelColour(plane, -1));
  const n = CONTOUR_GRID;
  const shapes = d3.contours().size([n, n]).thresholds(levels)(sampled(plane, n).values);
  // A cell's value is that of its middle: half a cell lies outside on every side, and is clipped away.
  const place = d3.geoTransform({
    point(u, v) {
      this.stream.point(((u - 0.5) / (n - 1)) * area.width, area.height - ((v - 0.5) / (n - 1)) * area.height);
    },
  });
  area.inside.append('g').selectAll('path').data(shapes).join('path').attr('class', 'contour')
    .attr('d', d3.geoPath(place)).attr('fill', (_, i) => levelColour(plane, i))
    .append('title').text(shape => `mean squared error ${number(shape.value, levelDigits(plane.scale))}`);
}

/** Of what is above level i, and below the next one. */
function levelColour(plane, i) {
  return lossColour(Math.max(0, (i + 0.5) / LEVELS));
}

/** The minimum, or else the fitted parameters, where that is in the picture; else null. */
function markedPlace(plane) {
  const place = plane.minimum ?? (diverged ? null : plane.path[reference]);
  return place !== null && insideRegion(plane.region, place) ? place : null;
}

function drawMinimum(group, plane, x, y) {
  const place = markedPlace(plane);
  if (place === null) {
    return;
  }
  const cross = `M${x(place[0]) - 6} ${y(place[1])}h12m-6 -6v12`;
  group.append('path').attr('class', 'minimum-case').attr('d', cross);
  group.append('path').attr('class', 'minimum').attr('d', cross).append('title')
    .text(plane.minimum ? 'the minimum of this picture' : 'the fitted parameters');
}

/** The whole way, faint; that up to the frame; and where it is. */
function drawPath(group, plane, x, y) {
  const text = (from, to) => pathWithin(plane, from, to)
    .map(([p, q]) => `M${x(p[0])} ${y(p[1])}L${x(q[0])} ${y(q[1])}`).join('');
  const ahead = group.append('path').attr('class', 'path-ahead').attr('d', text(0, last));
  const casing = group.append('path').attr('class', 'path-case');
  const line = group.append('path').attr('class', 'path');
  const within = d3.range(plane.path.length).filter(k => insideRegion(plane.region, plane.path[k]));
  const dots = group.append('g').selectAll('circle').data(within).join('circle').attr('class', 'path-dot')
    .attr('r', within.length > 80 ? 1.2 : 2.2)
    .attr('cx', k => x(plane.path[k][0])).attr('cy', k => y(plane.path[k][1]));
  dots.append('title').text(k => momentText(data.frames[k]));
  const now = group.append('circle').attr('class', 'path-now').attr('id', 'contours-now').attr('r', 6.5);
  return frame => {
    const d = text(0, frame);
    casing.attr('d', d);
    line.attr('d', d);
    ahead.attr('visibility', frame === last ? 'hidden' : 'visible');
    dots.attr('opacity', k => (k <= frame ? 1 : 0.35));
    const place = plane.path[frame];
    const seen = insideRegion(plane.region, place);
    now.attr('visibility', seen ? 'visible' : 'hidden');
    if (seen) {
      now.attr('cx', x(place[0])).attr('cy', y(place[1]));
    }
  };
}

/** Where there is one axis: the loss as a curve. */
function buildLossCurve(width, plane) {
  const axis = data.surface.axes[plane.a];
  const {x: us, values} = sampled(plane, 241);
  const y = linear(padded(d3.extent(values)));
  const area = canvas(byId('contours'), {
    width, height: 320, margin: {right: 14, top: 26, bottom: 44}, ys: [y], label: `The loss over ${axisText(axis, false)}`,
  });
  const x = d3.scaleLinear(plane.region.x, [0, area.width]);
  y.range([area.height, 0]);
  drawAxes(area, {x, y, xName: axisText(axis, false), yName: 'mean squared error'});
  area.inside.append('path').attr('class', 'line').attr('stroke', 'var(--first)')
    .attr('d', d3.line((_, i) => x(us[i]), value => y(value))(values));
  const place = k => [bounded(x(plane.path[k][0]), area.width), bounded(y(plane.loss(plane.path[k][0], 0)), area.height)];
  const dots = area.inside.append('g').selectAll('circle').data(data.frames).join('circle').attr('class', 'mark')
    .attr('fill', 'var(--second)').attr('r', 3).attr('cx', (_, k) => place(k)[0]).attr('cy', (_, k) => place(k)[1]);
  const now = area.inside.append('circle').attr('class', 'path-now').attr('id', 'contours-now').attr('r', 6.5);
  return frame => {
    dots.attr('opacity', (_, k) => (k <= frame ? 0.9 : 0.2));
    now.attr('cx', place(frame)[0]).attr('cy', place(frame)[1]);
  };
}

/** What the colours mean: a step for each level. */
function buildLegend(width, plane) {
  const {scale} = plane;
  if (scale.levels.length === 0) {
    return () => {};
  }
  const area = canvas(byId('surface-legend'), {
    width: Math.min(width, 640), height: 54, margin: {left: 30, right: 30, top: 20, bottom: 20},
    label: `Colours: mean squared errors from ${number(scale.low)} to ${number(scale.high)}`,
  });
  const steps = LEVELS + 1;
  const step = area.width / steps;
  area.plot.append('text').attr('class', 'axis-name').attr('x', -2).attr('y', -7).text('mean squared error');
  area.plot.append('g').selectAll('rect').data(d3.range(steps)).join('rect')
    .attr('x', i => i * step).attr('width', step + 0.5).attr('height', 12).attr('fill', i => levelColour(plane, i - 1));
  const digits = levelDigits(scale);
  const every = width < 480 ? 5 : 3;
  area.plot.append('g').selectAll('text').data(scale.levels.map((_, i) => i).filter(i => i % every === 0)).join('text')
    .attr('x', i => (i + 1) * step).attr('y', 26).attr('text-anchor', 'middle').text(i => number(scale.levels[i], digits));
  return () => {};
}
