// An import whose leader is gone: real services on files that outlive them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportReview } from '../../web/import-review.js';
import { openInstance } from '../../web/instance.js';
import { Service } from '../../web/worker/service.js';
import { makeFiles } from './memory-files.js';

async function openBook() {
  const files = makeFiles();
  const start = () =>
    Service.start(
      () => openInstance({ files }),
      () => {},
    );
  let service = await start();
  let calls = 0;
  return {
    call: (/** @type {string} */ name, /** @type {any} */ args) =>
      service.handle(name, args, { id: `a:${++calls}`, tab: 'a' }),
    /** Another tab leads from now on. */
    moveOn: async () => {
      service.close();
      service = await start();
    },
  };
}

const source = { file: new Blob(['name\nAnna\nBert\n']), options: {} };

test('what was decided is decided again where another tab leads', async () => {
  const { call, moveOn } = await openBook();
  const review = new ImportReview(call, source, await call('importFile', source));
  await review.fixCell({ row: 2, column: 1, value: 'Anne' });
  await moveOn();
  const page = await review.page();
  assert.equal(page.rows[0].cells[0], 'Anne');
  await review.commit();
  assert.equal((await call('state', {})).contacts, 2);
});

test('who closes an import that is being read again leaves none open, none written', async () => {
  const { call, moveOn } = await openBook();
  let close = () => {};
  let read = () => {};
  const isClosed = new Promise((resolve) => (close = () => resolve(null)));
  const isRead = new Promise((resolve) => (read = () => resolve(null)));
  let files = 0;
  const review = new ImportReview(
    async (name, args) => {
      const answer = await call(name, args);
      if (name !== 'importFile') return answer;
      ++files;
      read();
      await isClosed;
      return answer;
    },
    source,
    await call('importFile', source),
  );
  await moveOn();
  const committed = review.commit().then(
    () => 'done',
    ({ code }) => code,
  );
  await isRead;
  const cancelled = review.cancel();
  close();
  await cancelled;
  assert.equal(files, 1);
  assert.equal(await committed, 'import_not_open');
  assert.equal((await call('state', {})).contacts, 0);
  const next = new ImportReview(call, source, await call('importFile', source));
  await next.commit();
  assert.equal((await call('state', {})).contacts, 2);
});
