// A file that several workers read, where that does not go as it should. That they say what one
// reader says: tests/engines/large-files.spec.js.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './browser.js';

/**
 * @typedef {object} Hand
 * @property {typeof import('../../web/check.js').checkCsv} checkCsv
 * @property {typeof import('../../web/kartei.js').openContacts} openContacts
 * @property {File} file
 */

/**
 * In a page of an application, with a file of 12 MB.
 * @template T
 * @param {(hand: Hand) => Promise<T>} body
 * @returns {Promise<T>}
 */
async function withLargeFile(body) {
  const page = await openPage({ path: 'blank.html' });
  return /** @type {any} */ (
    page.evaluate(`(async () => {
      const { checkCsv } = await import('/dist/check.js');
      const { openContacts } = await import('/kartei.js');
      const row = (_, i) => 'person' + i + '@example.org,+49 30 ' + (100000 + i);
      const rows = Array.from({ length: 320000 }, row);
      const file = new File([['email,phone', ...rows].join('\\n')], 'people.csv');
      return (${body})({ checkCsv, openContacts, file });
    })()`)
  );
}

/**
 * All rows, told of once for each piece that one reader reads: slices are larger.
 * @param {{counts: object, told: number}} checked
 */
function assertReadAlone({ counts, told }) {
  assert.deepEqual(counts, { rows: 320_000, good: 320_000, duplicates: 0, rejected: 0 });
  assert.ok(told > 10, `told ${told} times`);
}

test('a worker that cannot be started again reads alone', async () => {
  const checked = await withLargeFile(async ({ checkCsv, file }) => {
    const script = `import ${JSON.stringify(new URL('/dist/check-worker.js', location.href))};`;
    const workerUrl = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    let told = 0;
    const checking = checkCsv(file, { workerUrl, onProgress: () => ++told });
    URL.revokeObjectURL(workerUrl);
    const check = await checking;
    check.close();
    return { counts: check.counts, told };
  });
  assertReadAlone(checked);
});

test('nobody waits for workers that do not begin', async () => {
  const checked = await withLargeFile(async ({ checkCsv, file }) => {
    // The first one is a worker of a check; the others hold their lock in vain, and say nothing.
    const script = `
      const early = [];
      const keep = (event) => early.push(event);
      addEventListener('message', keep);
      const isFirst = await new Promise((answer) =>
        navigator.locks.request('first', { ifAvailable: true }, (lock) => {
          answer(Boolean(lock));
          return lock && new Promise(() => {});
        }),
      );
      if (isFirst) {
        await import(${JSON.stringify(new URL('/dist/check-worker.js', location.href))});
        removeEventListener('message', keep);
        for (const { data } of early) dispatchEvent(new MessageEvent('message', { data }));
      }`;
    const workerUrl = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    let told = 0;
    const check = await checkCsv(file, { workerUrl, onProgress: () => ++told });
    check.close();
    return { counts: check.counts, told };
  });
  assertReadAlone(checked);
});

test('a check that is cancelled meanwhile says so, and the next one reads all', async () => {
  const { code, rows } = await withLargeFile(async ({ checkCsv, file }) => {
    const controller = new AbortController();
    const first = checkCsv(file, {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 4 << 20) controller.abort();
      },
    });
    const code = await first.then(
      () => '',
      (error) => error.code,
    );
    const check = await checkCsv(file);
    check.close();
    return { code, rows: check.counts.rows };
  });
  assert.equal(code, 'cancelled');
  assert.equal(rows, 320_000);
});

test('an import that is cancelled meanwhile leaves the book to the next one', async () => {
  const { code, contacts } = await withLargeFile(async ({ openContacts, file }) => {
    const book = await openContacts({ name: 'slices' });
    const controller = new AbortController();
    const first = book.importFile(file, {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 4 << 20) controller.abort();
      },
    });
    const code = await first.then(
      () => '',
      (error) => error.code,
    );
    const review = await book.importFile(file);
    await review.commit();
    const { contacts } = await book.state();
    await book.destroy();
    return { code, contacts };
  });
  assert.equal(code, 'cancelled');
  assert.equal(contacts, 320_000);
});
