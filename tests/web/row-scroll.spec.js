// Where a list stands and where its scroll bar does, for lists of any length.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowScroll } from '../../web/elements/table/row-scroll.js';

/** @param {number} rows */
function scrollOf(rows) {
  const scroll = new RowScroll();
  scroll.rowHeight = 44;
  scroll.viewHeight = 600;
  scroll.rows = rows;
  return scroll;
}

test('a short list: the bar and the list are the same', () => {
  const scroll = scrollOf(1000);
  assert.equal(scroll.height, 44_000);
  scroll.scrolled(440);
  assert.equal(scroll.position, 440);
  assert.equal(scroll.firstRow, 10);
  assert.equal(scroll.offsetOf(10), 440);
});

test('a list that fits does not scroll', () => {
  const scroll = scrollOf(3);
  assert.equal(scroll.moveTo(500), 0);
  assert.equal(scroll.endRow, 3);
});

test('ten million rows: nothing is taller than a browser can draw', () => {
  assert.ok(scrollOf(10_000_000).height <= 8_000_000);
});

test('ten million rows: the ends of the bar are the ends of the list', () => {
  const scroll = scrollOf(10_000_000);
  scroll.scrolled(scroll.height - scroll.viewHeight);
  assert.equal(scroll.endRow, 10_000_000);
  scroll.scrolled(0);
  assert.equal(scroll.firstRow, 0);
});

test('ten million rows: a notch of the wheel moves by its own pixels, anywhere', () => {
  const scroll = scrollOf(10_000_000);
  for (const place of [0.1, 0.37, 0.5, 0.99]) {
    const bar = scroll.moveTo(place * 440_000_000);
    const before = scroll.position;
    scroll.scrolled(bar + 100);
    assert.equal(scroll.position, before + 100);
  }
});

test('ten million rows: a dragged thumb goes where it points', () => {
  const scroll = scrollOf(10_000_000);
  scroll.scrolled(4_000_000);
  assert.ok(Math.abs(scroll.firstRow - 5_000_000) < 1000, String(scroll.firstRow));
});

test('settling the bar moves nothing that is seen', () => {
  const scroll = scrollOf(10_000_000);
  let bar = scroll.moveTo(200_000_000);
  for (let i = 0; i < 50; i++) scroll.scrolled((bar += 100));
  const position = scroll.position;
  assert.equal(position, 200_005_000);
  const settled = scroll.settle();
  assert.equal(scroll.position, position);
  assert.notEqual(settled, bar);
  // The rows stand where they stood, relative to what is seen.
  const offset = scroll.offsetOf(scroll.firstRow) - settled;
  assert.ok(Math.abs(offset + (position % 44)) < 0.01, String(offset));
});

test('every row can be shown', () => {
  const scroll = scrollOf(10_000_000);
  for (const row of [0, 1, 22_727, 22_728, 5_000_000, 9_977_272, 9_999_998, 9_999_999]) {
    scroll.moveTo(scroll.positionThatShows(row));
    assert.ok(scroll.firstRow <= row && row < scroll.endRow, String(row));
  }
});

test('the mapping rises without a leap', () => {
  const scroll = scrollOf(10_000_000);
  let last = -1;
  for (let bar = 0; bar <= scroll.height - 600; bar += 9_999) {
    scroll.scrolled(bar);
    assert.ok(scroll.position > last);
    last = scroll.position;
  }
});

for (const rows of [20, 10_000_000]) {
  test(`${rows} rows: the last one is scrolled above what covers the lower edge`, () => {
    const scroll = scrollOf(rows);
    scroll.covered = 80;
    const bar = scroll.moveTo(scroll.positionThatShows(rows - 1));
    const bottom = scroll.offsetOf(rows - 1) + scroll.rowHeight - bar;
    assert.ok(Math.abs(bottom - 520) < 0.01, String(bottom));
    scroll.scrolled(scroll.height - scroll.viewHeight);
    assert.equal(scroll.endRow, rows);
    // It is gone: no room is left below the list.
    scroll.covered = 0;
    scroll.settle();
    assert.ok(Math.abs(scroll.position - (rows * 44 - 600)) < 0.01);
  });
}
