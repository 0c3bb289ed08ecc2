// An import whose leader is gone: real services on files that outlive them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContactError } from '../../web/contact-error.js';
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

test('a commit waits for decisions under way, and no file is read again behind it', async () => {
  const { call } = await openBook();
  const review = new ImportReview(call, source, await call('importFile', source));
  const mended = review.fixCell({ row: 2, column: 1, value: 'Anne' });
  assert.equal(review.hasDecisions, true);
  const shown = mended.then(async () => {
    for (let turn = 0; turn < 20; ++turn) await null;
    return review.page().then(
      () => '',
      ({ code }) => code,
    );
  });
  assert.equal((await review.commit()).new, 2);
  assert.ok(['', 'import_not_open'].includes(await shown));
  assert.equal((await call('search', { filter: { text: 'Anne' } })).total, 1);
  const next = new ImportReview(call, source, await call('importFile', source));
  await next.cancel();
});

test('nothing is written where a decision fails that is under way', async () => {
  const { call } = await openBook();
  const review = new ImportReview(call, source, await call('importFile', source));
  const failed = assert.rejects(review.fixCell({ row: 99, column: 1, value: 'x' }));
  await assert.rejects(review.commit(), { code: 'request_malformed' });
  await failed;
  assert.equal((await call('state', {})).contacts, 0);
});

/**
 * A worker that has lost its import once, and notes what it was asked.
 * @param {(name: string, args: any) => void} [fail]
 */
function forgetful(fail = () => {}) {
  let last = 1;
  let open = 0;
  /** @type {string[]} */
  const asked = [];
  const counts = { new: 2, updated: 0, skipped: 0, rejected: 0 };
  const call = async (/** @type {string} */ name, /** @type {any} */ args) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (name === 'importFile') return { import_id: (open = ++last), counts };
    if (args.import_id !== open) throw new ContactError({ code: 'import_not_open' });
    if (name === 'cancelImport') open = 0;
    fail(name, args);
    asked.push(args.row ? `${name} ${args.row}` : name);
    return { ...counts, counts };
  };
  const review = new ImportReview(call, source, /** @type {any} */ ({ import_id: 1, counts }));
  return { review, asked, open: () => (open = 1), lose: () => (open = 0) };
}

test('nothing overtakes decisions that are being repeated', async () => {
  const { review, asked, open, lose } = forgetful();
  open();
  await review.decide({ action: 'skip', row: 2 });
  await review.decide({ action: 'update', row: 3 });
  await review.decide({ action: 'update', row: 5 });
  lose();
  asked.length = 0;
  const first = review.page();
  // The file was read again, and the first decision is on its way.
  while (!asked.length) await new Promise((resolve) => setTimeout(resolve));
  await Promise.all([first, review.decide({ action: 'skip', row: 4 }), review.commit()]);
  assert.deepEqual(asked.slice(0, 3), ['decideImport 2', 'decideImport 3', 'decideImport 5']);
  assert.deepEqual(asked.slice(3).sort(), ['commitImport', 'decideImport 4', 'reviewImport']);
  assert.equal(asked.at(-1), 'commitImport');
});

test('a decision that cannot be repeated lets nobody commit the others alone', async () => {
  let failures = 1;
  const { review, asked, open, lose } = forgetful((name, { row }) => {
    if (row === 3 && asked.length && !asked.includes('decideImport 3') && failures-- > 0) {
      throw new ContactError({ code: 'internal' });
    }
  });
  open();
  await review.decide({ action: 'skip', row: 3 });
  await review.decide({ action: 'skip', row: 2 });
  lose();
  asked.length = 0;
  asked.push('lost');
  await assert.rejects(review.page(), { code: 'internal' });
  await review.commit();
  assert.deepEqual(asked.slice(-3), ['decideImport 3', 'decideImport 2', 'commitImport']);
});
