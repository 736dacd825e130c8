// The loss surface as a relief that can be turned: quadrilaterals, drawn from the farthest to the nearest.

const RELIEF_GRID = 46;
const KEY_TURN = Math.PI / 36;

/** Of the box, whose floor is 2 by 2. */
const TALL = 1.3;

/** How the relief is looked at, in radians. Who has turned it keeps that when other axes are chosen. */
const view = {azimuth: 0.6, elevation: 0.66, turned: false};

/** So that the descent begins behind on the left, and comes down towards the reader. */
function lookAlongPath({path: [start], minimum, region: {x, y}}) {
  const end = minimum ?? [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  const way = [(start[0] - end[0]) / (x[1] - x[0]), (start[1] - end[1]) / (y[1] - y[0])];
  if (!view.turned && way.every(Number.isFinite) && (way[0] !== 0 || way[1] !== 0)) {
    view.azimuth = Math.atan2(way[1], way[0]) - Math.PI / 2 - 0.45;
  }
}

function buildRelief(width, plane) {
  const node = byId('relief');
  const height = Math.round(Math.min(460, width * 0.8));
  const sheet = element('canvas', {
    tabindex: 0, role: 'img', 'aria-label': 'The loss as a relief. Drag, or use the arrow keys, to turn it.',
  });
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  sheet.width = width * ratio;
  sheet.height = height * ratio;
  sheet.style.width = `${width}px`;
  sheet.style.aspectRatio = `${width} / ${height}`;
  node.append(sheet);
  const context = sheet.getContext('2d');
  const backdrop = element('canvas', {width: sheet.width, height: sheet.height});
  const relief = {
    width, height, context, ratio, plane, mesh: meshOf(plane), frame: 0, backdrop,
    ink: colour('--ink'), muted: colour('--muted'), rule: colour('--rule'),
  };
  const turned = () => {
    sheet.dataset.azimuth = view.azimuth.toFixed(3);
    sheet.dataset.elevation = view.elevation.toFixed(3);
    drawBackdrop(relief);
    drawMoment(relief);
  };
  turnable(sheet, turned);
  turned();
  return frame => {
    relief.frame = frame;
    sheet.dataset.frame = frame;
    drawMoment(relief);
  };
}

/** Turns by dragging, touching and arrow keys. */
function turnable(sheet, draw) {
  let queued = false;
  const turn = (azimuth, elevation) => {
    view.turned = true;
    view.azimuth = (view.azimuth + azimuth) % (2 * Math.PI);
    view.elevation = Math.max(0.12, Math.min(1.5, view.elevation + elevation));
    if (!queued) {
      queued = true;
      requestAnimationFrame(() => {
        queued = false;
        draw();
      });
    }
  };
  sheet.addEventListener('pointerdown', event => sheet.setPointerCapture(event.pointerId));
  sheet.addEventListener('pointermove', event => {
    if (sheet.hasPointerCapture(event.pointerId)) {
      turn(event.movementX * 0.01, event.pointerType === 'touch' ? 0 : event.movementY * 0.008);
    }
  });
  const keys = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};
  sheet.addEventListener('keydown', event => {
    if (event.key in keys) {
      event.preventDefault();
      turn(...keys[event.key].map(way => way * KEY_TURN));
    }
  });
}

/** Corners in a box of −1 to 1 by −1 to 1 by 0 to 1, and a colour for each quadrilateral. */
function meshOf(plane) {
  const n = RELIEF_GRID;
  const {values} = sampled(plane, n);
  const z = values.map(value => heightOf(plane, value));
  const colours = [];
  for (let j = 0; j + 1 < n; j++) {
    for (let i = 0; i + 1 < n; i++) {
      const k = j * n + i;
      const mean = (values[k] + values[k + 1] + values[k + n] + values[k + n + 1]) / 4;
      colours.push(lossColour(plane.scale.share(mean)));
    }
  }
  return {n, z, colours};
}

function heightOf(plane, value) {
  const {low, high} = plane.scale;
  return high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0;
}

/** To the paper: x, y in pixels, and how near it is. */
function projection({width, height}) {
  const [sa, ca, se, ce] = [
    Math.sin(view.azimuth), Math.cos(view.azimuth), Math.sin(view.elevation), Math.cos(view.elevation),
  ];
  // However it is turned, it fits: the floor's diagonal is the widest.
  const diagonal = 2 * Math.SQRT2;
  const size = Math.min((width - 64) / diagonal, (height - 30) / (diagonal * se + TALL * ce));
  return (x, y, z) => {
    const across = x * ca + y * sa;
    const near = x * sa - y * ca;
    return [
      width / 2 + size * across,
      height / 2 + size * (near * se - TALL * (z - 0.5) * ce),
      near * ce + TALL * z * se,
    ];
  };
}

/** All but the path: of a descent that plays, the same from frame to frame. */
function drawBackdrop(relief) {
  const context = cleared(relief.backdrop, relief);
  const project = projection(relief);
  const drawn = {...relief, context};
  drawFloor(drawn, project);
  drawMesh(context, relief.mesh, project);
  drawReliefMinimum(drawn, project);
  drawReliefNames(drawn, project);
}

function drawMoment(relief) {
  const context = cleared(relief.context.canvas, relief);
  context.drawImage(relief.backdrop, 0, 0, relief.width, relief.height);
  drawReliefPath(relief, projection(relief));
}

function cleared(sheet, {width, height, ratio}) {
  const context = sheet.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.lineJoin = 'round';
  return context;
}

function drawFloor({context, rule}, project) {
  context.strokeStyle = rule;
  context.lineWidth = 1;
  strokeLine(context, [[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0], [-1, -1, 0]].map(corner => project(...corner)));
}

function strokeLine(context, places) {
  context.beginPath();
  places.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.stroke();
}

function drawMesh(context, {n, z, colours}, project) {
  const at = i => -1 + (2 * i) / (n - 1);
  const corners = z.map((height, k) => project(at(k % n), at(Math.floor(k / n)), height));
  const quads = colours.map((fill, q) => {
    const k = Math.floor(q / (n - 1)) * n + (q % (n - 1));
    return {fill, k, near: corners[k][2] + corners[k + 1][2] + corners[k + n][2] + corners[k + n + 1][2]};
  });
  quads.sort((p, q) => p.near - q.near);
  context.lineWidth = 0.7;
  for (const {fill, k} of quads) {
    context.fillStyle = fill;
    // The line closes the seams between neighbours.
    context.strokeStyle = fill;
    context.beginPath();
    for (const [i, corner] of [k, k + 1, k + n + 1, k + n].entries()) {
      const [x, y] = corners[corner];
      if (i === 0) {
        context.moveTo(x, y);
      } else {
        context.lineTo(x, y);
      }
    }
    context.closePath();
    context.fill();
    context.stroke();
    drawMeshLines(context, corners, k, n);
  }
}

/** Every third line of the grid, so that the shape can be seen: by both neighbours, as one covers half of the other's. */
function drawMeshLines(context, corners, k, n) {
  const [i, j] = [k % n, Math.floor(k / n)];
  context.strokeStyle = 'rgba(255, 255, 255, 0.2)';
  if (i % 3 !== 1) {
    const side = i % 3 === 0 ? k : k + 1;
    strokeLine(context, [corners[side], corners[side + n]]);
  }
  if (j % 3 !== 1) {
    const side = j % 3 === 0 ? k : k + n;
    strokeLine(context, [corners[side], corners[side + 1]]);
  }
}

/** From coordinates of the axes to the surface on the paper. */
function onSurface(plane, project) {
  const {x, y} = plane.region;
  return ([u, v]) => project(
    -1 + (2 * (u - x[0])) / (x[1] - x[0]),
    -1 + (2 * (v - y[0])) / (y[1] - y[0]),
    heightOf(plane, plane.loss(u, v)));
}

function drawReliefMinimum({context, plane}, project) {
  const target = markedPlace(plane);
  if (target === null) {
    return;
  }
  const [px, py] = onSurface(plane, project)(target);
  for (const [style, width] of [['rgba(16, 19, 26, 0.7)', 4.4], ['#ffffff', 2]]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    strokeLine(context, [[px - 6, py], [px + 6, py]]);
    strokeLine(context, [[px, py - 6], [px, py + 6]]);
  }
}

function drawReliefPath({context, plane, frame}, project) {
  const place = onSurface(plane, project);
  const lines = pathWithin(plane, 0, frame).map(ends => along(ends).map(place));
  for (const [style, width] of [['rgba(16, 19, 26, 0.65)', 4.4], ['#ffffff', 2]]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.lineCap = 'round';
    lines.forEach(line => strokeLine(context, line));
  }
  if (insideRegion(plane.region, plane.path[frame])) {
    const [px, py] = place(plane.path[frame]);
    context.beginPath();
    context.arc(px, py, 6, 0, 2 * Math.PI);
    context.fillStyle = '#ff5a36';
    context.strokeStyle = '#ffffff';
    context.lineWidth = 2;
    context.fill();
    context.stroke();
  }
}

/** A straight line over the axes is a curve on the surface. */
function along([p, q]) {
  return d3.range(13).map(i => [p[0] + ((q[0] - p[0]) * i) / 12, p[1] + ((q[1] - p[1]) * i) / 12]);
}

/** Names and ends of the axes, on the edges that are near. */
function drawReliefNames({context, plane, width, ink, muted, rule}, project) {
  const {axes} = data.surface;
  const nearY = project(0, 1, 0)[2] > project(0, -1, 0)[2] ? 1 : -1;
  const nearX = project(1, 0, 0)[2] > project(-1, 0, 0)[2] ? 1 : -1;
  context.font = '12px system-ui, sans-serif';
  const edges = [
    {axis: axes[plane.a], range: plane.region.x, at: t => project(t, nearY, 0)},
    {axis: axes[plane.b], range: plane.region.y, at: t => project(nearX, t, 0)},
  ];
  const middle = project(0, 0, 0);
  for (const {axis, range, at} of edges) {
    context.strokeStyle = muted;
    context.lineWidth = 1;
    strokeLine(context, [at(-1), at(1)]);
    context.fillStyle = muted;
    for (const t of [-0.92, 0.92]) {
      drawText(context, number(t < 0 ? range[0] : range[1], 3), outside(at(0), middle, at(t), 12), width);
    }
    context.fillStyle = ink;
    drawText(context, shortAxisText(axis, plane.raw, width < NARROW ? 7 : 14), outside(at(0), middle, at(0), 20), width);
  }
  drawHeights({context, plane, width, muted, rule}, project);
}

/** The loss at the leftmost edge. */
function drawHeights({context, plane, width, muted}, project) {
  const corners = [[-1, -1], [-1, 1], [1, -1], [1, 1]];
  const [x, y] = corners[d3.leastIndex(corners, (p, q) => project(...p, 0)[0] - project(...q, 0)[0])];
  context.strokeStyle = muted;
  strokeLine(context, [project(x, y, 0), project(x, y, 1)]);
  context.fillStyle = muted;
  const top = project(x, y, 1);
  drawText(context, number(plane.scale.high, 3), [top[0] - 5, top[1] - 6, -1], width);
}

/** A place so many pixels off an edge of the floor, away from the floor's middle; and to which side that is. */
function outside(edge, middle, [x, y], distance) {
  const [dx, dy] = [edge[0] - middle[0], edge[1] - middle[1]];
  const length = Math.hypot(dx, dy) || 1;
  return [x + (distance * dx) / length, y + (distance * dy) / length, dx / length];
}

/** At a place, on its side: −1 ends there, 1 begins there; but within the picture. */
function drawText(context, text, [x, y, side], width) {
  const size = context.measureText(text).width;
  const left = x + ((side - 1) * size) / 2;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, Math.max(2, Math.min(width - size - 2, left)), y);
}

/** In pixels: where names are cut short. */
const NARROW = 420;

function shortAxisText(axis, raw, length) {
  switch (axis.kind) {
    case 'WEIGHT':
      return `W · ${isolated(axis.name, length)}`;
    case 'BIAS':
      return raw ? 'b' : 'at the mean';
    default:
      return `direction ${isolated(axis.name, 8)}`;
  }
}
