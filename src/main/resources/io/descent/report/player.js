// The bar that moves all pictures together.

/** For one pass through all frames. */
const PLAY_MILLIS = 7000;

const player = {frame: 0, frames: data.frames, timer: null};

const last = Math.max(0, data.frames.length - 1);

/** The frame that stands for the run: the last, but of a run that diverged the first, as the last can be far away. */
const diverged = data.run.state === 'DIVERGED';
const reference = diverged ? 0 : last;

/** The frame whose weights give widths and lengths their scale: of the first, all may be 0. */
const typical = diverged ? Math.min(1, last) : last;

/** Where the run went on after the parameters that it kept: which these are, and why; else nothing. */
function keptSentence() {
  const {run, frames, history: {iteration, validationLoss}} = data;
  const kept = frames[last]?.iteration;
  if (diverged || run.state === 'RUNNING' || iteration.length === 0 || !(kept < iteration[iteration.length - 1])) {
    return '';
  }
  const why = validationLoss.length > 0 ? ', the best on the examples held out' : '';
  return `The parameters kept are those of iteration ${integer(kept)}${why}.`;
}

function momentText(frame) {
  return `iteration ${integer(frame.iteration)} · loss ${number(frame.loss)}`;
}

function goTo(frame) {
  player.frame = Math.max(0, Math.min(last, frame));
  const slider = byId('frame');
  slider.value = player.frame;
  const moment = data.frames[player.frame];
  if (moment) {
    byId('moment').textContent = data.frames.length > 1 ? momentText(moment) : `${momentText(moment)} (the only frame)`;
    slider.setAttribute('aria-valuetext', `iteration ${moment.iteration}, loss ${number(moment.loss)}`);
  } else {
    byId('moment').textContent = 'no frames yet';
  }
  for (const it of pictures) {
    it.move(player.frame);
  }
}

function goToIteration(iteration) {
  pause();
  goTo(d3.leastIndex(data.frames, (a, b) => Math.abs(a.iteration - iteration) - Math.abs(b.iteration - iteration)));
}

function play() {
  if (player.frame === last) {
    goTo(0);
  }
  const step = Math.min(600, Math.max(50, PLAY_MILLIS / data.frames.length));
  player.timer = setInterval(() => {
    goTo(player.frame + 1);
    if (player.frame === last) {
      pause();
    }
  }, step);
  showPlayButton();
}

function pause() {
  clearInterval(player.timer);
  player.timer = null;
  showPlayButton();
}

function showPlayButton() {
  const running = player.timer !== null;
  const button = byId('play');
  button.setAttribute('aria-label', running ? 'Pause' : 'Play the descent');
  button.replaceChildren();
  d3.select(button).append('svg').attr('viewBox', '0 0 18 18').attr('aria-hidden', 'true')
    .append('path').attr('d', running ? 'M3 2h4v14h-4zM11 2h4v14h-4z' : 'M4 1.5v15l12-7.5z');
}

function startPlayer() {
  if (keptSentence() !== '') {
    show('kept').textContent = keptSentence();
  }
  const slider = byId('frame');
  slider.max = last;
  slider.disabled = last === 0;
  byId('play').disabled = last === 0;
  slider.addEventListener('input', () => {
    pause();
    goTo(Number(slider.value));
  });
  byId('play').addEventListener('click', () => (player.timer === null ? play() : pause()));
  showPlayButton();
}
