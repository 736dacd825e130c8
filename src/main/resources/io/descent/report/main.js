// Puts the page together, and keeps its place when it is loaded again.

const PLACE = `descent ${location.pathname}`;

function startTheme() {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const redraw = () => pictures.forEach(it => it.draw());
  const saved = recall(`${PLACE} theme`);
  if (saved !== null) {
    document.documentElement.dataset.theme = saved;
  }
  byId('theme').addEventListener('click', () => {
    const dark = (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
    document.documentElement.dataset.theme = dark ? 'light' : 'dark';
    keep(`${PLACE} theme`, document.documentElement.dataset.theme);
    redraw();
  });
  system.addEventListener('change', redraw);
  // Paper is white: canvases are drawn with its colours.
  matchMedia('print').addEventListener('change', redraw);
}

/** A page may be denied all storage. */
function keep(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Then it begins from the top.
  }
}

function recall(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

const CHOICES = ['label', 'pair', 'across', 'up', 'bias', 'history-scale'];

/** While a run goes, its page is loaded again and again: choices stay, and who is at the last frame stays at the last. */
function keepPlace() {
  addEventListener('pagehide', () => keep(PLACE, JSON.stringify({
    scroll: scrollY,
    running: data.run.state === 'RUNNING',
    playing: player.timer !== null,
    iteration: player.frame === reference ? null : data.frames[player.frame]?.iteration ?? null,
    choices: Object.fromEntries(CHOICES.map(id => [id, byId(id).value])),
    view,
  })));
}

function restorePlace() {
  const place = JSON.parse(recall(PLACE));
  // Not every browser calls it a reload when a page loads itself again.
  if (place === null || !(place.running || performance.getEntriesByType('navigation')[0]?.type === 'reload')) {
    return;
  }
  Object.assign(view, place.view);
  for (const id of CHOICES) {
    restoreChoice(byId(id), place.choices[id]);
  }
  if (place.iteration !== null) {
    goToIteration(place.iteration);
  }
  if (place.playing && player.frame < last) {
    play();
  }
  history.scrollRestoration = 'manual';
  scrollTo(0, place.scroll);
}

function restoreChoice(select, value) {
  if (value !== '' && select.value !== value && [...select.options].some(option => option.value === value)) {
    select.value = value;
    select.dispatchEvent(new Event('change', {bubbles: true}));
  }
}

function start() {
  startTheme();
  drawHeader();
  startPlayer();
  startFit();
  startSurface();
  startHistory();
  startWeights();
  startNetwork();
  startTime();
  startDetails();
  say('left-out', ...leftOut);
  goTo(reference);
  restorePlace();
  keepPlace();
  window.descent = {data, loss, show: goTo, frame: () => player.frame, plane: () => surfaceView.plane, seconds, speed};
}

start();
