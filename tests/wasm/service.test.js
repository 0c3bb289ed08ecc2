// What happens when the module itself fails: real instances on files that outlive them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ContactError } from '../../web/contact-error.js';
import { openInstance } from '../../web/instance.js';
import { Service } from '../../web/worker/service.js';
import { makeFiles } from './memory-files.js';
import { LARGE_FILE, withoutGrowth } from './no-memory.js';

/** A leader of a book in these files. @param {import('../../web/instance.js').Files} files */
const startOn = (files) =>
  Service.start(
    () => openInstance({ files }),
    () => {},
  );

test('an instance that breaks in the middle of an import is opened again', async () => {
  const files = makeFiles();
  let opened = 0;
  let breaks = false;
  const open = async () => {
    ++opened;
    const instance = await openInstance({ files });
    const call = instance.call.bind(instance);
    let steps = 0;
    instance.call = (name, request, id) => {
      if (breaks && name === 'commitImport' && ++steps === 2) {
        throw new WebAssembly.RuntimeError('unreachable');
      }
      return call(name, request, id);
    };
    return instance;
  };
  /** @type {string[]} */
  const events = [];
  const service = await Service.start(open, (event) => events.push(event));
  await service.handle('save', { name: 'Anna' }, {});
  const rows = Array.from({ length: 12_000 }, (_, i) => `N ${i}`).join('\n');
  const args = { file: new Blob([`name\n${rows}\n`]), options: {} };

  await service.handle('importFile', args, {});
  breaks = true;
  await assert.rejects(service.handle('commitImport', {}, {}), WebAssembly.RuntimeError);
  breaks = false;
  assert.equal((await service.handle('save', { name: 'Bert' }, {})).name, 'Bert');
  assert.equal(opened, 2);
  assert.equal((await service.handle('state', {}, {})).contacts, 2);
  assert.deepEqual(events, ['change', 'change', 'change']);

  await service.handle('importFile', args, {});
  await service.handle('commitImport', {}, {});
  assert.equal((await service.handle('state', {}, {})).contacts, 12_002);
});

test('an instance that breaks as it is read is opened again; who asks then waits', async () => {
  const files = makeFiles();
  let opened = 0;
  let breaks = false;
  let refuses = false;
  const open = async () => {
    ++opened;
    if (refuses) throw new ContactError({ code: 'storage_failed' });
    const instance = await openInstance({ files });
    const call = instance.call.bind(instance);
    instance.call = (name, request, id) => {
      if (breaks) throw new WebAssembly.RuntimeError('memory access out of bounds');
      return call(name, request, id);
    };
    return instance;
  };
  const service = await Service.start(open, () => {});
  await service.handle('save', { name: 'Anna' }, {});
  const read = () => service.handle('state', {}, {});

  breaks = true;
  await assert.rejects(read(), WebAssembly.RuntimeError);
  breaks = false;
  assert.equal((await read()).contacts, 1);
  assert.equal(opened, 2);

  // As long as the files cannot be opened everybody is told that, and nothing worse.
  breaks = refuses = true;
  await assert.rejects(read(), WebAssembly.RuntimeError);
  await assert.rejects(read(), { code: 'storage_failed' });
  service.forget('a');
  await assert.rejects(service.handle('save', { name: 'Bert' }, {}), { code: 'storage_failed' });
  breaks = refuses = false;
  assert.equal((await service.handle('save', { name: 'Carl' }, {})).name, 'Carl');
  assert.equal((await read()).contacts, 2);
});

test('a book in memory whose instance breaks says so, and is not suddenly empty', async () => {
  const service = await Service.start(
    () => openInstance({}),
    () => {},
    { isVolatile: true },
  );
  await service.handle('save', { name: 'Anna' }, {});
  // What is no request breaks nothing.
  await assert.rejects(service.handle('save', { name: 1n }, {}), { code: 'request_malformed' });
  await assert.rejects(service.handle('count', { filter: 1n }, {}), { code: 'request_malformed' });
  await assert.rejects(service.handle('nonsense', {}, {}), ContactError);
  assert.equal((await service.handle('state', {}, {})).contacts, 1);
  const args = { file: new Blob([LARGE_FILE]), options: {} };
  await withoutGrowth(() =>
    assert.rejects(service.handle('importFile', args, { id: 'i1' }), { code: 'memory_full' }),
  );
  await assert.rejects(service.handle('state', {}, {}), { code: 'memory_full' });
  await assert.rejects(service.handle('save', { name: 'Bert' }, {}), { code: 'memory_full' });
});

test('a call that is refused in order opens nothing', async () => {
  let opened = 0;
  const open = () => (++opened, openInstance({}));
  const service = await Service.start(open, () => {});
  await assert.rejects(service.handle('save', {}, {}), { code: 'contact_invalid' });
  await service.handle('save', { name: 'Anna' }, {});
  assert.equal(opened, 1);
});

test('a commit whose answer was lost is answered by the next leader, not repeated', async () => {
  const files = makeFiles();
  const start = () => startOn(files);
  const file = new Blob(['name,email\nAnna,anna@example.org\n']);
  const options = { duplicates: 'create' };
  const commit = { id: 'a:2', tab: 'a', isResent: true };

  const first = await start();
  await first.handle('importFile', { file, options }, { id: 'a:1', tab: 'a' });
  const answer = await first.handle('commitImport', { import_id: 'a:1' }, { id: 'a:2', tab: 'a' });
  first.close();

  const second = await start();
  assert.deepEqual(
    await second.handle('commitImport', { import_id: 'a:1' }, { id: 'a:2', tab: 'a' }),
    answer,
  );
  // Also where it was given up meanwhile, and where somebody else has an import open.
  const aborted = { ...commit, signal: AbortSignal.abort() };
  assert.deepEqual(await second.handle('commitImport', { import_id: 'a:1' }, aborted), answer);
  await second.handle('importFile', { file, options }, { id: 'b:1', tab: 'b' });
  assert.deepEqual(await second.handle('commitImport', { import_id: 'a:1' }, commit), answer);
  await assert.rejects(
    second.handle('commitImport', { import_id: 'a:1' }, { ...commit, id: 'a:3' }),
    { code: 'import_not_open' },
  );
  assert.equal((await second.handle('state', {}, {})).contacts, 1);
  await second.handle('commitImport', { import_id: 'b:1' }, { id: 'b:2', tab: 'b' });
  assert.equal((await second.handle('state', {}, {})).contacts, 2);
});

test('an import ends with the tab that began it', async () => {
  const service = await Service.start(
    () => openInstance({}),
    () => {},
  );
  const args = { file: new Blob(['name\nAnna\n']), options: {} };
  await service.handle('importFile', args, { id: 'a:1', tab: 'a' });
  service.forget('b');
  const second = service.handle('importFile', args, { id: 'b:1', tab: 'b' });
  await assert.rejects(second, { code: 'import_already_open' });
  service.forget('a');
  await service.handle('importFile', args, { id: 'b:2', tab: 'b' });
});

test('a former owner of the files writes nothing more', async () => {
  const files = makeFiles();
  const start = () => startOn(files);
  const first = await start();
  await first.handle('save', { name: 'Anna' }, { id: 'a:1' });
  const second = await start();
  await second.handle('save', { name: 'Berta' }, { id: 'b:1' });
  await assert.rejects(first.handle('save', { name: 'Cora' }, { id: 'a:2' }), {
    code: 'book_lost',
  });
  assert.equal((await second.handle('state', {}, {})).contacts, 2);
  assert.deepEqual(await second.handle('checkIntegrity', {}, {}), { report: '' });
});

test('a backup that was restored is not restored again when the call arrives twice', async () => {
  const files = makeFiles();
  const service = await Service.start(
    () => openInstance({ files }),
    () => {},
  );
  await service.handle('save', { name: 'Anna' }, { id: 's1' });
  const file = await service.handle('backup', {}, { id: 'b1' });
  const args = { file, mode: 'replace' };
  const answer = await service.handle('restoreBackup', args, { id: 'r1' });
  assert.equal(answer.added, 1);
  await service.handle('save', { name: 'Berta' }, { id: 's2' });
  const again = await service.handle('restoreBackup', args, { id: 'r1', isResent: true });
  assert.deepEqual(again, answer);
  assert.equal((await service.handle('state', {}, {})).contacts, 2);
  await service.handle('save', { name: 'Cora' }, { id: 's3' });
});

test('an import that finds no memory says so; the book is opened again', async () => {
  const files = makeFiles();
  let opened = 0;
  const service = await Service.start(
    () => (++opened, openInstance({ files })),
    () => {},
  );
  await service.handle('save', { name: 'Anna' }, { id: 's1' });
  const args = { file: new Blob([LARGE_FILE]), options: {} };
  await withoutGrowth(() =>
    assert.rejects(service.handle('importFile', args, { id: 'i1' }), { code: 'memory_full' }),
  );
  await service.handle('save', { name: 'Berta' }, { id: 's2' });
  assert.equal(opened, 2);
  assert.equal((await service.handle('state', {}, {})).contacts, 2);
});

test('a book learns to sync with its first backend, and can as long as it has one', async (t) => {
  const files = makeFiles();
  /** @type {import('../../web/instance.js').Instance[]} */
  const opened = [];
  const open = async (canSync = false) => {
    const instance = await openInstance({ files, canSync });
    opened.push(instance);
    return instance;
  };
  const start = async () => {
    const service = await Service.start(open, () => {});
    t.after(() => service.close());
    return service;
  };
  const profile = JSON.parse(
    readFileSync(new URL('../../web/profiles/json-server.json', import.meta.url), 'utf8'),
  );
  // A port that nothing listens on.
  const backend = { profile, base: 'http://127.0.0.1:9' };

  const service = await start();
  await service.handle('save', { name: 'Anna' }, {});
  assert.deepEqual(await service.handle('syncStatus', {}, {}), { is_connected: false });
  assert.deepEqual(
    opened.map(({ canSync }) => canSync),
    [false],
  );

  // What somebody is looking at is not lost by it.
  const args = { file: new Blob(['name\nBert\n']), options: {} };
  await service.handle('importFile', args, { id: 'a:1', tab: 'a' });
  const refused = { code: 'import_already_open' };
  await assert.rejects(service.handle('connectBackend', backend, {}), refused);
  await service.handle('commitImport', { import_id: 'a:1' }, {});

  // Reading is answered meanwhile, too.
  const [, { contacts }] = await Promise.all([
    service.handle('connectBackend', backend, {}),
    service.handle('state', {}, {}),
  ]);
  assert.equal(contacts, 2);
  await service.handle('save', { name: 'Carl' }, {});
  service.close();

  const next = await start();
  assert.deepEqual(
    opened.map(({ canSync }) => canSync),
    [false, true, true],
  );
  assert.equal((await next.handle('syncStatus', {}, {})).pending, 1);
  await next.handle('disconnectBackend', {}, {});
  next.close();

  const last = await start();
  assert.equal(opened.at(-1)?.canSync, false);
  assert.equal((await last.handle('state', {}, {})).contacts, 3);
});

test('who reads in the midst of a change that is then stopped or fails reads again', async () => {
  const files = makeFiles();
  let fails = false;
  const open = async () => {
    const instance = await openInstance({ files });
    const call = instance.call.bind(instance);
    instance.call = (name, request, id) => {
      const answer = call(name, request, id);
      if (!fails || name !== 'writeBulk') return answer;
      call('stopBulk');
      throw new ContactError({ code: 'storage_failed' });
    };
    return instance;
  };
  /** @type {number[]} */
  const versions = [];
  const service = await Service.start(open, (event, detail) => {
    if (event === 'change') versions.push(/** @type {{version: number}} */ (detail).version);
  });
  const rows = Array.from({ length: 3_000 }, (_, i) => `N ${i}`).join('\n');
  await service.handle('importFile', { file: new Blob([`name\n${rows}\n`]), options: {} }, {});
  await service.handle('commitImport', {}, {});
  const everybody = { filter: { all: [] } };

  /** @param {() => Promise<unknown>} act @param {string} code */
  const assertTold = async (act, code) => {
    versions.length = 0;
    await assert.rejects(act, { code });
    const { contacts, version } = await service.handle('state', {}, {});
    assert.equal(contacts, 3_000);
    assert.deepEqual(versions, [version]);
  };
  const stop = new AbortController();
  /** @type {Promise<number>[]} */
  const seen = [];
  const onProgress = () => {
    seen.push(service.handle('count', everybody, {}));
    stop.abort();
  };
  const stopped = { signal: stop.signal, onProgress };
  await assertTold(() => service.handle('remove', everybody, stopped), 'cancelled');
  assert.deepEqual(await Promise.all(seen), [2_000]);
  fails = true;
  await assertTold(() => service.handle('remove', everybody, {}), 'storage_failed');
  fails = false;

  // What was refused before it began has changed nothing.
  versions.length = 0;
  await assert.rejects(service.handle('save', {}, {}), { code: 'contact_invalid' });
  assert.deepEqual(versions, []);
});

test('many contacts are changed in slices; it can be stopped, and is not repeated', async () => {
  const files = makeFiles();
  const start = () => startOn(files);
  const service = await start();
  const rows = Array.from({ length: 5_000 }, (_, i) => `N ${i}`).join('\n');
  await service.handle('importFile', { file: new Blob([`name\n${rows}\n`]), options: {} }, {});
  await service.handle('commitImport', {}, {});
  const everybody = { filter: { all: [] } };

  const stop = new AbortController();
  const seen = /** @type {number[]} */ ([]);
  const stopped = service.handle('remove', everybody, {
    signal: stop.signal,
    onProgress: ({ done, total }) => {
      assert.equal(total, 5_000);
      seen.push(done);
      if (done >= 2_000) stop.abort();
    },
  });
  await assert.rejects(stopped, { code: 'cancelled' });
  assert.ok(seen.length >= 2 && seen[0] < 5_000, String(seen));
  assert.equal((await service.handle('state', {}, {})).contacts, 5_000);

  const changes = { add_tags: ['vip'] };
  let isRead = false;
  const onProgress = () => service.handle('count', everybody, {}).then(() => (isRead ||= !isOver));
  let isOver = false;
  const answer = await service.handle(
    'update',
    { ...everybody, changes },
    { id: 'a:1', onProgress },
  );
  isOver = true;
  assert.ok(isRead);
  assert.equal(answer.count, 5_000);
  service.close();

  // Its answer was lost: the next leader knows it.
  const next = await start();
  const again = await next.handle(
    'update',
    { ...everybody, changes },
    { id: 'a:1', isResent: true },
  );
  assert.deepEqual(again, answer);

  // An undo is as long, so it can be stopped as well, and readers are answered meanwhile.
  isRead = isOver = false;
  const giveUp = new AbortController();
  const undo = next.handle('undo', {}, { signal: giveUp.signal, onProgress: () => giveUp.abort() });
  await assert.rejects(undo, { code: 'cancelled' });
  const tagged = { filter: { field: 'tags', op: 'has_tag', value: 'vip' } };
  assert.equal(await next.handle('count', tagged, {}), 5_000);
  const look = () => next.handle('count', tagged, {}).then(() => (isRead ||= !isOver));
  const undone = await next.handle('undo', {}, { id: 'a:2', onProgress: look });
  isOver = true;
  assert.ok(isRead);
  assert.equal(undone.count, 5_000);
  assert.deepEqual(await next.handle('undo', {}, { id: 'a:2', isResent: true }), undone);
  assert.equal(await next.handle('count', tagged, {}), 0);
  const redone = await next.handle('redo', {}, {});
  assert.equal(redone.count, 5_000);
  next.close();
});
