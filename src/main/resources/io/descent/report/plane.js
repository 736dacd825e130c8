// The loss over two axes, or one: what contours, relief and tests are made of. No drawing here.

/** Of contours: how many times smaller the lowest above the minimum is than the highest. */
const DECADES = 3;
const LEVELS = 16;

/**
 * The mean squared error where coordinate a is x and coordinate b is y, and all others are as at the reference frame. For
 * a surface of grids: between their values, by cubics through them.
 *
 * @param a position of an axis
 * @param b position of another; null where there is one axis only, and y does not matter
 */
function loss(a, b, x, y) {
  return data.surface.quadratic !== null ? quadraticLoss(a, b, x, y) : gridLoss(a, b, x, y);
}

function quadraticLoss(a, b, x, y) {
  const {at, value, gradient, hessian} = data.surface.quadratic;
  const dx = x - at[a];
  const along = value + gradient[a] * dx + 0.5 * hessian[a][a] * dx * dx;
  if (b === null) {
    return along;
  }
  const dy = y - at[b];
  return along + gradient[b] * dy + hessian[a][b] * dx * dy + 0.5 * hessian[b][b] * dy * dy;
}

function gridLoss(a, b, x, y) {
  const grid = gridOf(a, b);
  return grid.a === a ? betweenGrid(grid, x, y) : betweenGrid(grid, y, x);
}

function gridOf(a, b) {
  return data.surface.grids.find(grid => (grid.a === a && grid.b === b) || (grid.a === b && grid.b === a));
}

/** Within four by four values; outside of the grid as at its edge. */
function betweenGrid({x: xs, y: ys, values}, x, y) {
  const [i, s] = cellOf(xs, x);
  const [j, t] = cellOf(ys, y);
  const row = k => cubic(m => values[inRange(k, ys.length) * xs.length + inRange(m, xs.length)], i, s);
  return cubic(row, j, t);
}

function inRange(i, length) {
  return Math.max(0, Math.min(length - 1, i));
}

/** The cell that a value is in, and where in it, from 0 to 1. */
function cellOf(values, value) {
  if (values.length === 1) {
    return [0, 0];
  }
  const i = Math.max(0, Math.min(values.length - 2, d3.bisectRight(values, value) - 1));
  return [i, Math.max(0, Math.min(1, (value - values[i]) / (values[i + 1] - values[i])))];
}

/** A cubic that goes through the values at 0 and 1, with the slopes between their neighbours. */
function cubic(valueAt, i, t) {
  const [p, q, r, s] = [valueAt(i - 1), valueAt(i), valueAt(i + 1), valueAt(i + 2)];
  return q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
}

/**
 * Two axes as they are drawn: x and y are their coordinates, but with a shear a bias is b itself and not the prediction
 * at the mean.
 *
 * @param shear that of these axes; null for coordinates as they are
 */
function planeOf(a, b, shear) {
  const {axes} = data.surface;
  const toAxes = shear ? shear.toAxes : (x, y) => [x, y];
  const plane = {
    a, b, raw: shear !== null,
    loss: (x, y) => loss(a, b, ...toAxes(x, y)),
    path: data.frames.map((_, k) => {
      const u = [axes[a].path[k], b === null ? 0 : axes[b].path[k]];
      return shear ? shear.fromAxes(...u) : u;
    }),
  };
  plane.curvature = curvatureOf(plane, shear);
  plane.minimum = minimumOf(plane);
  plane.region = regionOf(plane);
  plane.scale = scaleOf(plane);
  return plane;
}

/**
 * Between b̄ = b + ΣW·mean and b, where the other weights stay as they are: S is what they add at the features' means.
 * Null unless the axes are a weight and the bias, and S is known.
 */
function shearOf(a, b) {
  const {axes} = data.surface;
  const kinds = [axes[a].kind, axes[b].kind];
  if (!kinds.includes('WEIGHT') || !kinds.includes('BIAS')) {
    return null;
  }
  const weightFirst = kinds[0] === 'WEIGHT';
  const [weight, bias] = weightFirst ? [axes[a], axes[b]] : [axes[b], axes[a]];
  let others = 0;
  if (data.run.features !== 1) {
    if (data.weights === null) {
      return null;
    }
    others = bias.path[reference] - data.weights.bias[reference] - weight.path[reference] * weight.mean;
  }
  const offset = w => w * weight.mean + others;
  return weightFirst
    ? {means: [weight.mean, 0], toAxes: (x, y) => [x, y + offset(x)], fromAxes: (x, y) => [x, y - offset(x)]}
    : {means: [0, weight.mean], toAxes: (x, y) => [x + offset(y), y], fromAxes: (x, y) => [x - offset(y), y]};
}

/** Second derivatives and the gradient at the first place of the path, of a quadratic; else null. */
function curvatureOf(plane, shear) {
  const {quadratic} = data.surface;
  if (quadratic === null) {
    return null;
  }
  const [h, g] = [quadratic.hessian, quadratic.gradient];
  if (plane.b === null) {
    return {at: [quadratic.at[plane.a], 0], gradient: [g[plane.a], 0], hessian: [[h[plane.a][plane.a], 0], [0, 0]]};
  }
  const {a, b} = plane;
  const curvature = {
    at: [quadratic.at[a], quadratic.at[b]], gradient: [g[a], g[b]], hessian: [[h[a][a], h[a][b]], [h[b][a], h[b][b]]],
  };
  return shear ? sheared(curvature, shear) : curvature;
}

/** In coordinates of which one is b: by the chain rule. */
function sheared({at, gradient: [gx, gy], hessian: [[xx, xy], [, yy]]}, {fromAxes, means: [mx, my]}) {
  return {
    at: fromAxes(...at),
    gradient: [gx + mx * gy, gy + my * gx],
    hessian: [
      [xx + 2 * mx * xy + mx * mx * yy, xy + mx * yy + my * xx],
      [xy + mx * yy + my * xx, yy + 2 * my * xy + my * my * xx],
    ],
  };
}

/** Where the gradient is 0, or null where that is no one place. */
function minimumOf(plane) {
  if (plane.curvature === null) {
    return null;
  }
  const {at, gradient: [gx, gy], hessian: [[xx, xy], [, yy]]} = plane.curvature;
  if (plane.b === null) {
    return xx > 0 ? [at[0] - gx / xx, 0] : null;
  }
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-14 * xx * yy) || !(xx > 0)) {
    return null;
  }
  const place = [at[0] - (yy * gx - xy * gy) / determinant, at[1] - (xx * gy - xy * gx) / determinant];
  return place.every(Number.isFinite) ? place : null;
}

/** The part of the plane that is drawn: {x: [low, high], y: [low, high]}. */
function regionOf(plane) {
  if (data.surface.quadratic === null) {
    const grid = gridOf(plane.a, plane.b);
    const [x, y] = [d3.extent(grid.x), d3.extent(grid.y)];
    return grid.a === plane.a ? {x, y} : {x: y, y: x};
  }
  const centre = plane.minimum ?? plane.path[reference];
  const visible = diverged ? plane.path.slice(0, 1) : plane.path;
  const reach = [0, 1].map(i => d3.max(visible, place => Math.abs(place[i] - centre[i])));
  // An axis along which nothing moved still shows the bowl: as far as the loss rises as on the other one.
  const roots = [0, 1].map(i => Math.sqrt(Math.max(0, plane.curvature.hessian[i][i])));
  const energy = d3.max([0, 1], i => reach[i] * roots[i]);
  const wide = reach.map((r, i) => Math.max(r, roots[i] > 0 ? (0.4 * energy) / roots[i] : 0) || natural(centre[i], roots[i]));
  const interval = i => {
    const values = visible.map(place => place[i]);
    const margin = diverged ? 1.8 : 0.6;
    return [
      Math.min(centre[i] - margin * wide[i], centre[i] - 1.15 * (centre[i] - d3.min(values))),
      Math.max(centre[i] + margin * wide[i], centre[i] + 1.15 * (d3.max(values) - centre[i])),
    ];
  };
  return {x: interval(0), y: interval(1)};
}

/** How far to look where nothing moved at all. */
function natural(centre, root) {
  return root > 0 && data.surface.quadratic.value > 0
    ? Math.sqrt(data.surface.quadratic.value) / root
    : Math.abs(centre) / 2 || 1;
}

/** Values on an even grid over the region: {n, x, y, values by rows}. */
function sampled(plane, n) {
  const x = spread(plane.region.x, n);
  const y = plane.b === null ? [0] : spread(plane.region.y, n);
  return {n, x, y, values: y.flatMap(v => x.map(u => plane.loss(u, v)))};
}

function spread([low, high], n) {
  return d3.range(n).map(i => low + ((high - low) * i) / (n - 1));
}

/**
 * From losses to colours: levels are geometric above the minimum, so that both the far slope and the bowl have some.
 * What is far above where the descent began has the last colour.
 */
function scaleOf(plane) {
  const {values} = sampled(plane, 81);
  const inside = plane.minimum !== null && insideRegion(plane.region, plane.minimum);
  const low = inside ? Math.min(plane.loss(...plane.minimum), d3.min(values)) : d3.min(values);
  const seen = plane.path.filter(place => insideRegion(plane.region, place)).map(place => plane.loss(...place));
  const begun = seen.length > 0 ? d3.max(seen) - low : 0;
  const all = d3.max(values) - low;
  const range = begun > 0 ? Math.min(all, 8 * begun) : all;
  const share = value => 1 + Math.log10(Math.max((value - low) / range, 1e-300)) / DECADES;
  const levels = range > 0
    ? d3.range(LEVELS).map(i => low + range * 10 ** (-DECADES * (1 - i / LEVELS)))
    : [];
  return {low, high: low + range, levels, share: value => Math.max(0, Math.min(1, share(value)))};
}

function insideRegion({x, y}, [u, v]) {
  return u >= x[0] && u <= x[1] && (v >= y[0] && v <= y[1]);
}

/** The part of a straight line that is inside of the region, or null. */
function clipped(region, p, q) {
  let [from, to] = [0, 1];
  const d = [q[0] - p[0], q[1] - p[1]];
  for (const [i, [low, high]] of [region.x, region.y].entries()) {
    if (d[i] === 0) {
      if (p[i] < low || p[i] > high) {
        return null;
      }
    } else {
      const [near, far] = [(low - p[i]) / d[i], (high - p[i]) / d[i]].sort((s, t) => s - t);
      from = Math.max(from, near);
      to = Math.min(to, far);
    }
  }
  // A line to beyond all doubles has no direction.
  if (!(from <= to)) {
    return null;
  }
  const ends = [from, to].map(t => [p[0] + t * d[0], p[1] + t * d[1]]);
  return ends.flat().every(Number.isFinite) ? ends : null;
}

/** The path from frame to frame, as straight lines inside of the region. */
function pathWithin(plane, from, to) {
  return d3.range(from, to).map(k => clipped(plane.region, plane.path[k], plane.path[k + 1])).filter(Boolean);
}

/** The first frame outside of the region, or null. */
function firstOutside(plane) {
  const k = plane.path.findIndex(place => !insideRegion(plane.region, place));
  return k < 0 ? null : k;
}

/** As many digits as tell neighbouring levels apart. */
function levelDigits({low, high, levels}) {
  if (levels.length === 0) {
    return 4;
  }
  const size = Math.max(Math.abs(low), Math.abs(high));
  return Math.max(3, Math.min(8, Math.ceil(Math.log10(size / (levels[2] - low))) + 1));
}

function axisText(axis, raw) {
  switch (axis.kind) {
    case 'WEIGHT':
      return `weight of ${isolated(axis.name, 60)}`;
    case 'BIAS':
      return raw ? 'bias b' : `prediction at the mean, ${isolated(axis.name, 60)}`;
    default:
      return `direction ${isolated(axis.name, 20)} of the path`;
  }
}
