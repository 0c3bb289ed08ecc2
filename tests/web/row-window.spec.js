// The rows of a list that are here, and those that are asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowWindow } from '../../web/elements/table/row-window.js';

/** A window of a list of so many contacts. @param {number} total */
async function openWindow(total) {
  const source = {
    version: 1,
    search: async (/** @type {any} */ { offset, limit }) => ({
      rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => ({
        id: `${offset + i}`,
        attributes: {},
      })),
      total,
      version: source.version,
    }),
  };
  /** @type {() => void} */
  let answered = () => {};
  const loaded = new Promise((done) => (answered = () => done(null)));
  const window = new RowWindow({ changed: () => answered(), failed: () => {} });
  window.setSource(/** @type {any} */ (source));
  await loaded;
  return window;
}

test('rows that are here are taken as they are shown, whatever changes meanwhile', async () => {
  const window = await openWindow(50);
  const ids = window.ids(2, 5);
  window.refresh();
  assert.deepEqual(await ids, ['2', '3', '4']);
  assert.deepEqual(await window.ids(48, 50), ['48', '49'], 'until they are asked for again');
});

test('rows that are not here are asked for, and none is taken of another version', async () => {
  const window = await openWindow(5000);
  const ids = await window.ids(10, 2500);
  assert.deepEqual([ids.length, ids[0], ids.at(-1)], [2490, '10', '2499']);
  const late = window.ids(10, 2500);
  window.refresh();
  assert.deepEqual(await late, []);
});
