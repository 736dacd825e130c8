// The largest weights as bars, with their intervals and their values.

const BAR_VIEW = 1000;

function startWeights() {
  const {weights} = data;
  if (weights === null) {
    return;
  }
  show('weights');
  if (weights.largest.length < weights.of) {
    byId('weights-heading').textContent = `The largest ${integer(weights.largest.length)} of ${integer(weights.of)} weights`;
  }
  const rows = weights.largest.map(weight => weightRow(weight));
  const bias = biasRow(weights);
  byId('weights-table').append(element('table', {class: 'bars'}, weightsHead(weights),
    element('tbody', {}, ...rows.map(row => row.node), ...(bias ? [bias.node] : []))));
  say('weights-note', 'A bar is a weight times its feature\'s standard deviation, which can be compared between features.',
    weights.note);
  const scale = weightScale(weights);
  pictures.push({
    draw() {},
    move(frame) {
      rows.forEach(row => row.move(frame, scale));
      bias?.move(frame);
    },
  });
}

function weightsHead(weights) {
  const interval = weights.confidence === null ? 'weight' : `weight, ${number(100 * weights.confidence, 3)} % interval`;
  return element('thead', {}, element('tr', {},
    element('th', {scope: 'col', class: 'name'}, 'feature'),
    element('th', {scope: 'col'}, 'weight × standard deviation'),
    element('th', {scope: 'col', class: 'number value'}, interval)));
}

/** From weight × spread to the bar's own units; the same for all bars and frames, as far as frames are sensible. */
function weightScale(weights) {
  const own = weights.largest.flatMap(({spread: s, values, low, high}) =>
    [0, s * values[typical], ...(diverged || low === null ? [] : [s * low, s * high])]);
  const all = weights.largest.flatMap(({spread: s, values}) => values.map(value => s * value));
  const reach = 1.6 * (d3.max(own, Math.abs) || 1);
  const domain = d3.extent([...own, ...all.filter(value => Math.abs(value) <= reach)]);
  return d3.scaleLinear(domain[0] === domain[1] ? [-1, 1] : domain, [8, BAR_VIEW - 8]).clamp(true);
}

function weightRow(weight) {
  const svg = d3.create('svg').attr('viewBox', `0 0 ${BAR_VIEW} 26`).attr('preserveAspectRatio', 'none')
    .attr('aria-hidden', 'true');
  const zero = svg.append('line').attr('class', 'zero').attr('y1', -5).attr('y2', 31).attr('vector-effect', 'non-scaling-stroke');
  const bar = svg.append('rect').attr('y', 5).attr('height', 16);
  const whisker = svg.append('path').attr('class', 'whisker').attr('vector-effect', 'non-scaling-stroke');
  const value = document.createTextNode('');
  const interval = element('small', {});
  const node = element('tr', {}, element('th', {scope: 'row'}, bdi(weight.name)),
    element('td', {}, svg.node()), element('td', {class: 'number'}, value, interval));
  const move = (frame, x) => {
    const size = weight.spread * weight.values[frame];
    zero.attr('x1', x(0)).attr('x2', x(0));
    bar.attr('class', `weight-bar ${size < 0 ? 'negative' : 'positive'}`)
      .attr('x', Math.min(x(0), x(size))).attr('width', Math.abs(x(size) - x(0)));
    value.textContent = number(weight.values[frame]);
    const known = weight.low !== null && frame === last;
    whisker.attr('d', known ? whiskerPath(x(weight.spread * weight.low), x(weight.spread * weight.high)) : null);
    interval.textContent = known ? `${number(weight.low, 3)} to ${number(weight.high, 3)}` : ' ';
    interval.hidden = weight.low === null;
  };
  return {node, move};
}

function whiskerPath(from, to) {
  return `M${from} 13H${to}M${from} 8v10M${to} 8v10`;
}

function biasRow(weights) {
  if (weights.bias.length === 0) {
    return null;
  }
  const value = element('td', {class: 'number'});
  const node = element('tr', {}, element('th', {scope: 'row'}, 'bias b'), element('td', {}), value);
  return {node, move: frame => (value.textContent = number(weights.bias[frame]))};
}
