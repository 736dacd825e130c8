// The loss surface: which axes, and what there is to say.

const surfaceView = {plane: null};

function startSurface() {
  const {surface} = data;
  if (surface === null || surface.axes.length === 0 || (surface.quadratic === null && surface.grids.length === 0)) {
    leftOut.push(`There is no picture of the loss surface${yet}.`);
    return;
  }
  show('surface');
  startAxisChoice(surface);
  choosePlane();
  const single = surfaceView.plane.b === null;
  byId('relief').hidden = single;
  byId('surface-legend').hidden = single;
  byId('relief').parentElement.classList.toggle('single', single);
  const parts = single
    ? [picture(byId('contours'), width => buildLossCurve(width, surfaceView.plane))]
    : [
      picture(byId('contours'), width => buildContours(width, surfaceView.plane)),
      picture(byId('relief'), width => buildRelief(width, surfaceView.plane)),
      picture(byId('surface-legend'), width => buildLegend(width, surfaceView.plane)),
    ];
  saySurface();
  byId('surface-controls').addEventListener('change', event => {
    keepDistinct(event.target);
    choosePlane();
    parts.forEach(it => it.draw());
    saySurface();
  });
}

function startAxisChoice({axes, quadratic, grids}) {
  const texts = axes.map(axis => axisText(axis, false));
  if (quadratic === null) {
    options(byId('pair'), grids.map(grid => `${texts[grid.a]} and ${texts[grid.b]}`));
    byId('pair-choice').hidden = grids.length < 2;
    return;
  }
  options(byId('across'), texts);
  options(byId('up'), texts);
  byId('up').selectedIndex = Math.min(1, axes.length - 1);
  byId('across-choice').hidden = axes.length < 2;
  byId('up-choice').hidden = axes.length < 2;
}

/** An axis against itself is no plane: the other one gives way. */
function keepDistinct(changed) {
  const [across, up] = [byId('across'), byId('up')];
  if (across.options.length > 1 && across.selectedIndex === up.selectedIndex) {
    const other = changed === across ? up : across;
    other.selectedIndex = other.selectedIndex === 0 ? 1 : 0;
  }
}

function choosePlane() {
  surfaceView.plane = chosenPlane();
  lookAlongPath(surfaceView.plane);
}

function chosenPlane() {
  const {quadratic, grids, axes} = data.surface;
  const grid = quadratic === null ? grids[Math.max(0, byId('pair').selectedIndex)] : null;
  const a = grid ? grid.a : byId('across').selectedIndex;
  const b = grid ? grid.b : axes.length > 1 ? byId('up').selectedIndex : null;
  const shear = quadratic !== null && b !== null ? shearOf(a, b) : null;
  byId('bias-choice').hidden = shear === null;
  return planeOf(a, b, byId('bias').value === 'raw' ? shear : null);
}

function saySurface() {
  const {surface} = data;
  const {plane} = surfaceView;
  const outside = firstOutside(plane);
  say('surface-note',
    surface.rows < surface.of
      ? `The mean squared error of ${integer(surface.rows)} of ${integer(surface.of)} examples.`
      : `The mean squared error of all ${count(surface.of, 'example')}.`,
    surface.axes.length > 2 || surface.axes.some(axis => axis.kind === 'DIRECTION')
      ? `What is not an axis stays as it is ${diverged ? 'at the first frame' : 'at the last frame'}: heights on the path are those of this picture.`
      : '',
    plane.scale.levels.length === 0 ? 'It is the same everywhere here.' : '',
    plane.minimum !== null && plane.b !== null ? '+ marks the minimum of this picture.' : '',
    plane.minimum === null && plane.b !== null && !diverged ? '+ marks the fitted parameters.' : '',
    outside !== null ? `The path leaves the picture at iteration ${integer(data.frames[outside].iteration)}.` : '',
    plane.b !== null ? 'Drag the relief to turn it, or use the arrow keys.' : '');
}
