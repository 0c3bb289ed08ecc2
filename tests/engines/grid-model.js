// In the page: a table on a source that makes up its rows when they are asked for. Each name says
// where its row stands, so that whatever is drawn can be checked: `watch` does so in each frame.
//
// `source.delays` are taken in turn, so answers can be slow and come in another order than the
// questions. Like the book's own, they come in a task of their own, and are copies.

/** @typedef {{filter?: object, sort?: object[], offset: number, limit: number}} AskedFor */

const iso = '2026-01-31T12:00:00.000Z';

/** @param {number} row @param {string} word */
function makeContact(row, word) {
  return {
    id: `00000000-0000-7000-8000-${row.toString(16).padStart(12, '0')}`,
    name: `${word} ${row}`,
    email: `row${row}@example.org`,
    phone: '+49 30 23125000',
    country_code: '+49',
    ...{ created_at: iso, updated_at: iso, last_contact_at: null, deleted_at: null },
    ...{ source: 'manual', tags: [], attributes: {} },
  };
}

/** @param {number} total */
function makeSource(total) {
  let asked = 0;
  const source = Object.assign(new EventTarget(), {
    total,
    version: 1,
    /** @type {number[]} */
    delays: [0],
    /** @type {AskedFor[]} */
    queries: [],
    /** @param {AskedFor} query */
    async search(query) {
      source.queries.push(query);
      const delay = source.delays[asked++ % source.delays.length];
      await new Promise((go) => setTimeout(go, delay));
      const { total: all, version } = source;
      // Another filter is another list: its rows have another name.
      const { text = 'Row' } = /** @type {{text?: string}} */ (query.filter ?? {});
      const count = Math.max(0, Math.min(query.limit, all - query.offset));
      const rows = Array.from({ length: count }, (_, i) => makeContact(query.offset + i, text));
      return structuredClone({ rows, total: all, version });
    },
  });
  return source;
}

/** What is seen now: places and names of the rows, and how many fit. */
function look() {
  const { root } = hand.table;
  const grid = root.querySelector('.grid').getBoundingClientRect();
  const top = root.querySelector('.head').getBoundingClientRect().bottom;
  const rows = [...root.querySelectorAll('.body .row')]
    .map((row) => ({
      place: Number(row.getAttribute('aria-rowindex')) - 2,
      name: row.querySelector('.name .text').textContent,
      box: row.getBoundingClientRect(),
    }))
    .filter(({ box }) => box.bottom > top + 1 && box.top < grid.bottom - 1)
    .sort((a, b) => a.box.top - b.box.top);
  const whole = rows.filter(({ box }) => box.top >= top - 1 && box.bottom <= grid.bottom + 1);
  const bare = (/** @type {typeof rows} */ some) =>
    some.map(({ place, name }) => ({ place, name }));
  return { rows: bare(rows), whole: bare(whole) };
}

/** Checks each frame: rows follow each other, and none shows what belongs elsewhere. */
function watch() {
  const { rows } = look();
  hand.frames++;
  rows.forEach(({ place, name }, i) => {
    const word = hand.table.query.filter.text ?? 'Row';
    const isStale = name !== '' && name !== `${word} ${place}` && !hand.mayBeOld;
    const isAstray = i > 0 && place !== rows[i - 1].place + 1;
    if (isStale || isAstray) hand.wrong.push(`${rows[i - 1]?.place} ${place}: ${name}`);
  });
  requestAnimationFrame(watch);
}

/** @type {any} */
const hand = Object.assign(globalThis, {
  frames: 0,
  wrong: [],
  mayBeOld: false,
  look,
  /** @param {number} total */
  show(total) {
    hand.source = makeSource(total);
    hand.table = document.createElement('kartei-table');
    hand.table.book = hand.source;
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.style.height = '80vh';
    main.append(hand.table);
    requestAnimationFrame(watch);
  },
});
