// What is selected: ids, or all matches of a filter but for some.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowSelection } from '../../web/elements/table/row-selection.js';

const anna = { text: 'anna' };
const bert = { text: 'bert' };

test('all matches but some are a question with exceptions', () => {
  const selection = new RowSelection();
  selection.selectMatches(anna, 12_345);
  selection.toggle('a');
  selection.toggle('b');
  assert.equal(selection.count, 12_343);
  assert.ok(!selection.has('a') && selection.has('c'));
  assert.deepEqual(selection.toSelection(), { filter: anna, except: ['a', 'b'] });
  selection.toggle('a');
  assert.deepEqual(selection.toSelection(), { filter: anna, except: ['b'] });
  selection.add(['b']);
  assert.deepEqual(selection.toSelection(), { filter: anna });
  assert.ok(!selection.hasExceptions);
});

test('when nothing is left of all matches, nothing is selected', () => {
  const selection = new RowSelection();
  selection.selectMatches(anna, 2);
  selection.toggle('a');
  selection.toggle('b');
  assert.equal(selection.count, 0);
  assert.ok(!selection.isAllMatches);
  selection.toggle('a');
  assert.deepEqual(selection.toSelection(), { ids: ['a'] });
});

test('what is found late is added, but not to what was cleared or to another list', async () => {
  const selection = new RowSelection();
  const found = Promise.resolve(['a', 'b']);
  await selection.addLater(found);
  assert.equal(selection.count, 2);
  for (const end of [() => selection.clear(), () => selection.filterChanged(bert)]) {
    selection.clear();
    const adding = selection.addLater(found);
    end();
    await adding;
    assert.equal(selection.count, 0);
  }
});

test('all matches are away under another filter, and back with their own', () => {
  const selection = new RowSelection();
  selection.selectMatches(anna, 10);
  selection.toggle('a');
  selection.filterChanged(bert);
  assert.equal(selection.count, 0);
  assert.ok(!selection.has('c'));
  assert.deepEqual(selection.away, { filter: anna, count: 9 });
  assert.deepEqual(selection.toSelection(), { ids: [] });
  // The answer to the other filter says nothing about these.
  selection.updateMatches(3);
  selection.filterChanged({ ...anna });
  assert.equal(selection.count, 9);
  assert.equal(selection.away, null);
  assert.ok(!selection.has('a') && selection.has('c'));
});

test('whoever selects under another filter gives up what is away', () => {
  const selection = new RowSelection();
  selection.selectMatches(anna, 10);
  selection.filterChanged(bert);
  selection.toggle('z');
  assert.deepEqual(selection.toSelection(), { ids: ['z'] });
  selection.filterChanged(anna);
  assert.deepEqual(selection.toSelection(), { ids: ['z'] });
});

test('ids stay under another filter, and it is asked whether they shall', () => {
  const selection = new RowSelection();
  selection.add(['a', 'b']);
  assert.ok(!selection.isOfEarlierList);
  selection.filterChanged(bert);
  assert.ok(selection.isOfEarlierList);
  selection.keep();
  assert.ok(!selection.isOfEarlierList);
  assert.equal(selection.count, 2);
});

/**
 * A book of contacts whose answers are held back until they are let go, each as the book was when
 * it was asked.
 * @param {string[]} ids
 */
function bookOf(ids) {
  const held = new Set(ids);
  /** @type {(() => void)[]} */
  const waiting = [];
  /** @template T @param {T} value @returns {Promise<T>} */
  const later = (value) => new Promise((done) => waiting.push(() => done(value)));
  return {
    held,
    waiting,
    get: (/** @type {string} */ id) => later({ id, deleted_at: held.has(id) ? null : 'now' }),
    count: (/** @type {unknown} */ _, { except = /** @type {string[]} */ ([]) } = {}) =>
      later([...held].filter((id) => !except.includes(id)).length),
  };
}

/** @param {ReturnType<typeof bookOf>} book */
function selectionIn(book) {
  const selection = new RowSelection();
  selection.setBook(/** @type {any} */ (book));
  return selection;
}

/** @param {ReturnType<typeof bookOf>} book  @param {Promise<unknown>} answer */
async function letAllGo(book, answer) {
  let isDone = false;
  answer.then(() => (isDone = true));
  while (!isDone) {
    for (const go of book.waiting.splice(0)) go();
    await new Promise((next) => setImmediate(next));
  }
  return answer;
}

test('what has come back, and is selected again, is not dropped by an older answer', async () => {
  const book = bookOf(['b']);
  const selection = selectionIn(book);
  selection.toggle('a');
  const first = selection.dropGone();
  book.held.add('a');
  selection.clear();
  selection.toggle('a');
  const second = selection.dropGone();
  // The newer question is answered, and then the older one.
  for (const go of book.waiting.splice(0).reverse()) go();
  assert.deepEqual([await first, await second], [false, false]);
  assert.deepEqual(selection.toSelection(), { ids: ['a'] });
});

test('numbers between which the book has changed say nothing of what is gone', async () => {
  const book = bookOf(['a', 'b', 'c']);
  const selection = selectionIn(book);
  selection.add(['a', 'b']);
  const { count } = book;
  let asked = 0;
  book.count = (filter, options) => {
    // Two contacts come in after the first of them.
    if (asked++ === 1) for (const id of ['d', 'e']) book.held.add(id);
    return count(filter, options);
  };
  assert.equal(await letAllGo(book, selection.dropGone()), false);
  assert.equal(selection.count, 2);
  // With the change it is asked again.
  book.held.delete('b');
  assert.equal(await letAllGo(book, selection.dropGone()), true);
  assert.deepEqual(selection.toSelection(), { ids: ['a'] });
});
