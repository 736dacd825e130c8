// Layers, neurons, and the strongest connections between them.

function startNetwork() {
  const {network} = data;
  if (network === null) {
    leftOut.push(`The network is not known${yet}.`);
    return;
  }
  show('network');
  byId('network-heading').textContent = network.layers.length > 2 ? 'The network' : 'The neuron';
  picture(byId('network-picture'), buildNetwork);
  say('network-note',
    network.strongest.length < network.connections
      ? `The strongest ${integer(network.strongest.length)} of ${count(network.connections, 'connection')} are drawn:`
      : network.connections === 1 ? 'The one connection is drawn:' : `All ${integer(network.connections)} connections are drawn:`,
    'the thicker, the larger the weight; blue for positive, orange for negative.',
    network.layers.length > 2 ? 'A neuron is filled by its bias in the same colours.' : '',
    'Weights are in units in which features and labels have deviations near 1.');
}

function layerName(i, narrow = false) {
  const {layers} = data.network;
  if (narrow && layers.length > 3) {
    return i === 0 ? 'in' : i === layers.length - 1 ? 'out' : `h${i}`;
  }
  return i === 0 ? 'inputs' : i === layers.length - 1 ? 'output' : `hidden ${i}`;
}

function layerSize({size, shown}, i, narrow) {
  if (narrow) {
    return shown.length < size ? `${integer(shown.length)}/${integer(size)}` : integer(size);
  }
  const all = i === 0 ? integer(size) : count(size, 'neuron');
  return shown.length < size ? `${integer(shown.length)} of ${all}` : integer(size);
}

function buildNetwork(width) {
  const {layers, strongest, activation} = data.network;
  const narrow = width < 560;
  const most = d3.max(layers, layer => layer.shown.length);
  const gap = Math.max(16, Math.min(34, 460 / most));
  const height = Math.max(160, 62 + most * gap + 10);
  const edge = narrow ? 72 : 170;
  const radius = Math.max(4, Math.min(10, gap * 0.36));
  const svg = d3.select(byId('network-picture')).append('svg')
    .attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height)
    .attr('role', 'img').attr('aria-label', `Network of ${layers.length} layers with ${layers.map(layer => layer.size).join(', ')} neurons`);
  const x = i => edge + ((width - 2 * edge) * i) / Math.max(1, layers.length - 1);
  const y = (layer, k) => 56 + (height - 62) / 2 + (k - (layers[layer].shown.length - 1) / 2) * gap;
  drawLayerNames(svg, x, narrow, activation);
  const lines = drawConnections(svg, strongest, x, y);
  const neurons = drawNeurons(svg, x, y, radius);
  drawNeuronNames(svg, x, y, radius, edge);
  return networkMove(lines, neurons);
}

function drawLayerNames(svg, x, narrow, activation) {
  const {layers} = data.network;
  layers.forEach((layer, i) => {
    const anchor = i === 0 ? 'end' : i === layers.length - 1 ? 'start' : 'middle';
    const shift = i === 0 ? 10 : i === layers.length - 1 ? -10 : 0;
    const text = svg.append('g').attr('transform', `translate(${x(i) + shift},14)`);
    text.append('text').attr('class', 'axis-name').attr('text-anchor', anchor).text(layerName(i, narrow));
    text.append('text').attr('y', 16).attr('text-anchor', anchor).text(layerSize(layer, i, narrow));
    if (i > 0 && i < layers.length - 1 && !narrow) {
      text.append('text').attr('y', 31).attr('text-anchor', anchor).text(name(activation, 20));
    }
  });
}

/** The strongest last, and so on top. */
function drawConnections(svg, strongest, x, y) {
  const {layers} = data.network;
  const drawn = strongest.map(connection => {
    const {layer, from, to} = connection;
    const [start, end] = [[layer, from], [layer + 1, to]]
      .map(([i, k]) => neuronName({layer: layers[i], i, neuron: layers[i].shown[k], k}));
    return {...connection, names: `${start} → ${end}`};
  });
  const lines = svg.append('g').selectAll('path').data(drawn.reverse()).join('path')
    .attr('fill', 'none')
    .attr('d', ({layer, from, to}) => {
      const [x1, y1, x2, y2] = [x(layer), y(layer, from), x(layer + 1), y(layer + 1, to)];
      const bend = (x2 - x1) * 0.4;
      return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    });
  lines.append('title');
  return lines;
}

function drawNeurons(svg, x, y, radius) {
  const all = data.network.layers.flatMap((layer, i) => layer.shown.map((neuron, k) => ({layer, i, neuron, k, name: neuronName({layer, i, neuron, k})})));
  const circles = svg.append('g').selectAll('circle').data(all).join('circle')
    .attr('class', 'neuron').attr('r', radius).attr('cx', ({i}) => x(i)).attr('cy', ({i, k}) => y(i, k));
  circles.append('title');
  return circles;
}

function drawNeuronNames(svg, x, y, radius, edge) {
  data.network.layers.forEach((layer, i) => {
    const first = i === 0;
    layer.names.forEach((text, k) => {
      const label = svg.append('text').attr('x', x(i) + (first ? -radius - 8 : radius + 8)).attr('y', y(i, k) + 4)
        .attr('text-anchor', first ? 'end' : 'start').attr('direction', 'ltr').text(isolated(text, 40));
      shorten(label.node(), isolated(text, 40), edge - radius - 12);
      label.append('title').text(name(text));
    });
  });
}

function neuronName({layer, i, neuron, k}) {
  return layer.names[k] !== undefined ? isolated(layer.names[k], 60) : `neuron ${neuron + 1} of ${layerName(i)}`;
}

function networkMove(lines, neurons) {
  const {strongest, layers} = data.network;
  const most = d3.max(strongest, ({weights}) => Math.abs(weights[typical])) || d3.max(strongest, ({weights}) => d3.max(weights, Math.abs)) || 1;
  const biases = layers.flatMap(layer => layer.biases[reference] ?? []);
  // In these units: a bias that is nearly 0 is not to look like a large one.
  const mostBias = Math.max(0.5, d3.max(biases, Math.abs) ?? 0);
  const share = (value, of) => Math.min(1, Math.abs(value) / of);
  return frame => {
    lines.attr('class', ({weights}) => `connection ${weights[frame] < 0 ? 'negative' : 'positive'}`)
      .attr('stroke-width', ({weights}) => 0.4 + 5.6 * share(weights[frame], most))
      .attr('stroke-opacity', ({weights}) => 0.12 + 0.75 * share(weights[frame], most) ** 0.7)
      .select('title').text(({names, weights}) => `${names}: weight ${number(weights[frame])}`);
    const biasOf = ({layer, k}) => layer.biases[frame]?.[k] ?? null;
    neurons
      .attr('class', neuron => `neuron ${biasOf(neuron) === null ? '' : biasOf(neuron) < 0 ? 'negative' : 'positive'}`)
      .style('--share', neuron => (biasOf(neuron) === null ? 0 : Math.round(85 * share(biasOf(neuron), mostBias))))
      .select('title').text(neuron =>
        neuron.name + (biasOf(neuron) === null ? '' : `: bias ${number(biasOf(neuron))}`));
  };
}
