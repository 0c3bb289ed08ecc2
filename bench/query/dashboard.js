// Runs in the real page before it loads (bench/query.mjs): when each key was pressed, and when the
// rows that answer it were painted.
const keys = [];
let firstRows = 0;
let opened = 0;

// After the frame that follows; what is posted in it comes when it has been drawn.
function afterPaint(done) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  });
}

addEventListener('keydown', ({ timeStamp, key }) => keys.push({ key, pressed: timeStamp }), true);
addEventListener('kartei-loaded', ({ detail: { total } }) => {
  const last = keys.at(-1);
  // While it is being opened, only what the list asks first is answered.
  const { book } = document.querySelector('kartei-dashboard');
  if (!opened) book.state().then(() => (opened ||= performance.now()));
  afterPaint((painted) => {
    if (total > 0) firstRows ||= painted;
    if (last) last.painted ??= painted;
  });
});

Object.assign(globalThis, {
  measured: () => ({
    firstRows,
    opened,
    keys: keys.map(({ key, pressed, painted }) => ({ key, time: painted - pressed })),
  }),
});
