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

/** An even axis, of which the range is set when the room for it is known. */
function linear(domain) {
  return d3.scaleLinear().domain(domain);
}

/** Of the numbers on axes: wider is none of their characters, on average. */
const DIGIT_WIDTH = 7.7;

/** What a number on an axis takes, without measuring. */
function numberWidth(text) {
  return DIGIT_WIDTH * text.length;
}

/** How many ticks a vertical axis is to have. */
function rowsFor(height) {
  return Math.max(2, Math.floor(height / 48));
}

/** The margin at the left that vertical axes need: numbers hang out of it to the left, and would be cut off. */
function leftMargin(scales, rows, format) {
  const widths = scales.flatMap(y => ticksOf(y, rows).map(value => numberWidth(format(value))));
  return Math.max(58, 12 + (d3.max(widths) ?? 0));
}

/**
 * An SVG with margins.
 *
 * @param margin without a left one: that follows the numbers on the vertical axes
 * @param ys     the vertical axes that there will be: one, or several that take turns
 * @param rows   how many ticks they are to have
 * @returns svg, plot (a group within the margins), its width and height, and inside: a group that is clipped to them
 */
function canvas(node, {width, height, margin: given, label, ys = [], rows = rowsFor(height - given.top - given.bottom), yFormat = tick}) {
  const margin = {left: leftMargin(ys, rows, yFormat), ...given};
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
  return {svg, plot, axes, inside, width: w, height: h, margin, rows, yFormat};
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
  const powers = scale.ticks(Math.ceil(decades) + 1).filter(value => leading(value) === 1);
  const some = everyPower(powers, Math.ceil(decades / n));
  // One number alone is no scale.
  return some.length < 2 ? powers : some;
}

function everyPower(powers, every) {
  return powers.filter(value => Math.round(Math.log10(value)) % every === 0);
}

/** Ticks of an axis of iterations: there is none between two. */
function wholeTicks(scale, n) {
  return scale.ticks(n).filter(Number.isInteger);
}

/** Ticks of a horizontal axis, as many as have room for their numbers. */
function ticksAcross(x, width, whole, format) {
  for (let n = Math.max(2, Math.floor(width / 80)); ; n--) {
    const values = whole ? wholeTicks(x, n) : ticksOf(x, n);
    const widest = d3.max(values, value => numberWidth(format(value))) ?? 0;
    if (n === 1 || values.length < 2 || x(values[1]) - x(values[0]) >= widest + 8) {
      return values;
    }
  }
}

function leading(value) {
  return Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
}

/** Moves the numbers of a horizontal axis that would reach out of the picture at the right. */
function keptInside(axis, area, place, format) {
  const end = area.width + area.margin.right;
  axis.selectAll('text').attr('dx', value => Math.min(0, end - place(value) - numberWidth(format(value)) / 2));
}

/** Axes with grid lines and names, drawn again when a scale changes. */
function drawAxes(area, {x, y, xName, yName, whole = false, grid = true}) {
  const {axes, width, height, rows, yFormat} = area;
  axes.selectAll('*').remove();
  const xFormat = whole ? integer : tick;
  const xs = ticksAcross(x, width, whole, xFormat);
  const ys = ticksOf(y, rows);
  if (grid) {
    axes.append('g').attr('class', 'grid').call(d3.axisLeft(y).tickValues(ys).tickSize(-width).tickFormat(''));
  }
  axes.append('g').attr('class', 'axis').attr('transform', `translate(0,${height})`)
    .call(d3.axisBottom(x).tickValues(xs).tickFormat(xFormat).tickSize(5).tickSizeOuter(0))
    .call(keptInside, area, value => x(value), xFormat);
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
