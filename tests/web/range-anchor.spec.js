// Where a range of rows begins.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RangeAnchor } from '../../web/elements/table/range-anchor.js';

/** Rows that are here, of a list that can be another one. */
function makeRows() {
  const rows = {
    version: 1,
    ids: ['a', 'b', 'c', 'd'],
    find: (/** @type {string} */ id) => rows.ids.indexOf(id),
  };
  return rows;
}

test('a range begins at the top where nothing was selected, else at what was selected last', () => {
  const anchor = new RangeAnchor(makeRows());
  assert.deepEqual(anchor.rangeTo(2), [0, 2]);
  anchor.put('d', 3);
  assert.deepEqual(anchor.rangeTo(1), [1, 3]);
});

test('it begins at the same contact where others have come, or the order is another', () => {
  const rows = makeRows();
  const anchor = new RangeAnchor(rows);
  anchor.put('b', 1);
  rows.version = 2;
  rows.ids = ['x', 'y', 'a', 'b', 'c', 'd'];
  assert.deepEqual(anchor.rangeTo(5), [3, 5]);
  rows.ids.reverse();
  anchor.beginList();
  assert.deepEqual(anchor.rangeTo(5), [2, 5]);
});

test('what is not here any more stands where it was, unless something has changed since', () => {
  const rows = makeRows();
  const anchor = new RangeAnchor(rows);
  anchor.put('b', 1);
  rows.ids = [];
  assert.deepEqual(anchor.rangeTo(500), [1, 500]);
  rows.version = 2;
  assert.deepEqual(anchor.rangeTo(500), [500, 500]);
  rows.version = 1;
  anchor.beginList();
  assert.deepEqual(anchor.rangeTo(500), [500, 500]);
});
