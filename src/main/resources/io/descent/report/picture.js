// Pictures: each is built for the width that it has, and moves to a frame.

const pictures = [];

/**
 * Keeps a picture in a node.
 *
 * @param build (width) → move(frame): draws into the node, which is empty, and returns what moves the drawing
 */
function picture(node, build) {
  const it = {node, width: 0, move: () => {}};
  it.draw = () => {
    it.width = Math.floor(node.clientWidth);
    if (it.width > 0) {
      node.replaceChildren();
      it.move = build(it.width);
      it.move(player.frame);
    }
  };
  pictures.push(it);
  it.draw();
  // Within the next frame: drawing changes heights, and may bring a scrollbar, which changes widths.
  new ResizeObserver(() => requestAnimationFrame(() => {
    if (Math.floor(node.clientWidth) !== it.width) {
      it.draw();
    }
  })).observe(node);
  return it;
}

/** A colour of the style sheet, as a canvas wants it. */
function colour(variable) {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

let clips = 0;

/**
 * An SVG with margins.
 *
 * @returns svg, plot (a group within the margins), its width and height, and inside: a group that is clipped to them
 */
function canvas(node, {width, height, margin, label}) {
  const svg = d3.select(node).append('svg')
    .attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height)
    .attr('role', 'img').attr('aria-label', label);
  const plot = svg.append('g').attr('transform', `translate(${margin.left},${margin.top})`);
  const w = Math.max(10, width - margin.left - margin.right);
  const h = Math.max(10, height - margin.top - margin.bottom);
  const clip = `clip-${++clips}`;
  plot.append('clipPath').attr('id', clip).append('rect').attr('width', w).attr('height', h);
  const axes = plot.append('g');
  const inside = plot.append('g').attr('clip-path', `url(#${clip})`);
  return {svg, plot, axes, inside, width: w, height: h};
}

function tick(value) {
  return number(value, 6);
}

/** Powers of ten only, where there are many; else as d3 chooses. */
function ticksOf(scale, n) {
  if (!scale.base) {
    return scale.ticks(n);
  }
  const [low, high] = scale.domain();
  const decades = Math.log10(high / low);
  if (decades < 1.5) {
    const all = scale.ticks(n);
    return all.length <= 2 * n ? all : all.filter(value => [1, 2, 5].includes(leading(value)));
  }
  const every = Math.ceil(decades / n);
  return scale.ticks(Math.ceil(decades) + 1)
    .filter(value => leading(value) === 1 && Math.round(Math.log10(value)) % every === 0);
}

/** Ticks of an axis of iterations: there is none between two. */
function wholeTicks(scale, n) {
  return scale.ticks(n).filter(Number.isInteger);
}

function leading(value) {
  return Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
}

/** Axes with grid lines and names, drawn again when a scale changes. */
function drawAxes(area, {x, y, xName, yName, yTicks, whole = false, yFormat = tick, grid = true}) {
  const {axes, width, height} = area;
  axes.selectAll('*').remove();
  const across = Math.max(2, Math.floor(width / 80));
  const xs = whole ? wholeTicks(x, across) : ticksOf(x, across);
  const ys = ticksOf(y, yTicks ?? Math.max(2, Math.floor(height / 48)));
  if (grid) {
    axes.append('g').attr('class', 'grid').call(d3.axisLeft(y).tickValues(ys).tickSize(-width).tickFormat(''));
  }
  axes.append('g').attr('class', 'axis').attr('transform', `translate(0,${height})`)
    .call(d3.axisBottom(x).tickValues(xs).tickFormat(whole ? integer : tick).tickSize(5).tickSizeOuter(0));
  axes.append('g').attr('class', 'axis').call(d3.axisLeft(y).tickValues(ys).tickFormat(yFormat).tickSize(5).tickSizeOuter(0));
  if (xName) {
    axisName(axes, xName, width / 2, height + 36, width);
  }
  if (yName) {
    // Above the axis and not beside it: read without turning the head.
    axisName(axes, yName, -6, -10, width).attr('text-anchor', 'start');
  }
}

/** The name of an axis, cut so that it fits. */
function axisName(group, text, x, y, width) {
  const label = group.append('text').attr('class', 'axis-name').attr('x', x).attr('y', y).attr('text-anchor', 'middle')
    .attr('direction', 'ltr').text(text);
  shorten(label.node(), text, width);
  label.append('title').text(text);
  return label;
}

/** Wider is no letter, so that most texts need no measuring, which makes a browser lay out the page. */
const WIDEST_LETTER = 13;

function shorten(node, text, width) {
  const characters = [...text];
  if (characters.length * WIDEST_LETTER <= width) {
    return;
  }
  let kept = characters.length;
  while (kept > 4 && node.getComputedTextLength() > width) {
    kept = Math.floor(kept * Math.min(0.95, width / node.getComputedTextLength()));
    // An isolate that is cut must still end.
    const cut = characters.slice(0, kept).join('');
    node.textContent = cut.includes('\u2068') ? `${cut}…\u2069` : `${cut}…`;
  }
}

/** Of an axis: a range of twice that is still a number. */
const FARTHEST = 1e300;

/** The domain of values, with so much of their range on either side. */
function padded([low, high], share = 0.06) {
  const [from, to] = [low, high].map(value => Math.max(-FARTHEST, Math.min(FARTHEST, value)));
  const range = to - from || Math.abs(to) || 1;
  return [from - share * range, to + share * range];
}

/** Decades of a logarithmic axis: the quotient of its ends must be a number too. */
const MOST_DECADES = 290;

/** Domain of a logarithmic axis, with so much of its range on either side. */
function paddedLog([low, high]) {
  const from = Math.max(-300, Math.log10(low));
  const to = Math.min(304, from + MOST_DECADES, Math.log10(high));
  const margin = Math.min(4, 0.05 * Math.max(to - from, 0.18));
  return [10 ** (from - margin), 10 ** (to + margin)];
}
