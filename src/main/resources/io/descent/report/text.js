// Numbers and names as people read them. Names come from data: they are only ever set as text.

const NAME_LENGTH = 200;

const decimals = new Map();

function decimal(digits) {
  if (!decimals.has(digits)) {
    decimals.set(digits, new Intl.NumberFormat('en', {maximumSignificantDigits: digits}));
  }
  return decimals.get(digits);
}

/** A number with so many significant digits, as a decimal or with a power of ten. */
function number(value, digits = 4) {
  if (value === null || value === undefined) {
    return '–';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    const factor = Number(mantissa) === 1 ? '' : `${minus(String(Number(mantissa)))}×`;
    return `${factor}10${superscript(Number(exponent))}`;
  }
  return minus(decimal(size >= 1000 ? Math.max(digits, Math.ceil(Math.log10(size))) : digits).format(value));
}

function integer(value) {
  return value.toLocaleString('en', {maximumFractionDigits: 0});
}

function percent(share) {
  return share > 0 && share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(1)} %`;
}

/** A hyphen is too short for a minus. */
function minus(text) {
  return text.replace('-', '−');
}

function superscript(value) {
  return [...String(value)].map(c => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
}

function seconds(value) {
  // Rounded first, as 60 s are a minute and 60 min an hour.
  const whole = Math.round(value);
  if (whole >= 3600) {
    const minutes = Math.round(whole / 60);
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }
  if (whole >= 120) {
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  const unit = value === 0 ? TIME_UNITS[0] : unitOf(value, TIME_UNITS);
  return `${number(value * unit.factor, 3)} ${unit.short}`;
}

const TIME_UNITS = [
  {least: 0.9995, factor: 1, short: 's', name: 'seconds'},
  {least: 0.9995e-3, factor: 1e3, short: 'ms', name: 'milliseconds'},
  {least: 0, factor: 1e6, short: 'µs', name: 'microseconds'},
];

const SPEED_UNITS = [{least: 0.1, factor: 1, short: 'GB/s'}, {least: 0, factor: 1e3, short: 'MB/s'}];

/** The unit in which a value is no long fraction: the first that it comes up to. */
function unitOf(value, units) {
  return units.find(unit => value >= unit.least);
}

function speed(gigabytesPerSecond) {
  const unit = unitOf(gigabytesPerSecond, SPEED_UNITS);
  return `${number(gigabytesPerSecond * unit.factor, 3)} ${unit.short}`;
}

/** "1 row", "2 rows". */
function count(value, one, many = `${one}s`) {
  return `${integer(value)} ${value === 1 ? one : many}`;
}

/**
 * A name that fits: on one line, without characters that would turn the text around it, and cut where it is longer than
 * so many characters.
 */
function name(text, length = NAME_LENGTH) {
  if (text.trim() === '') {
    return '“”';
  }
  const line = [...text.slice(0, 2 * length + 2)]
    .map(c => (c === '\n' ? '⏎' : /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(c) ? '�' : c));
  return line.length > length ? `${line.slice(0, length - 1).join('')}…` : line.join('');
}

/** A name within a text that has no elements of its own: isolated, so that its direction stays its own. */
function isolated(text, length) {
  return `\u2068${name(text, length)}\u2069`;
}

/** An element; children are elements or texts. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** A name as an element, whole in its tooltip. */
function bdi(text, length) {
  return element('bdi', {title: name(text, 2000), dir: 'auto'}, name(text, length));
}

function byId(id) {
  return document.getElementById(id);
}

function show(id) {
  byId(id).hidden = false;
  return byId(id);
}

function say(id, ...sentences) {
  byId(id).textContent = sentences.filter(Boolean).join(' ');
}

/** Fills a list to choose from; values are positions. */
function options(select, texts) {
  select.replaceChildren(...texts.map((text, i) => element('option', {value: i}, text)));
}
