// What leaves for a backend, with whose credentials, and how often: the real module on a real
// server, which says what each test wants.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openContacts } from '../../web/kartei.js';
import { openInstance } from '../../web/instance.js';
import { Service } from '../../web/worker/service.js';
import { loadHook, transport } from '../../web/worker/sync-transport.js';
import { makeFiles } from './memory-files.js';

/** @import { Credentials, CredentialsRequest } from '../../web/types.js' */

/** @typedef {{method: string, path: string, secret: string}} Asked */
/** @typedef {(asked: Asked) => [number, unknown, object?]} Answer */

const read = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../../web/profiles/${name}.json`, import.meta.url), 'utf8'));
const guarded = read('django-rest-framework');
const open = read('json-server');

/** @type {(() => unknown)[]} */
const ends = [];
after(() => Promise.all(ends.map((end) => end())));

/** A server, and what it was asked. @param {Answer} answer */
async function startServer(answer) {
  const state = { url: '', answer, delay: 0, asked: /** @type {Asked[]} */ ([]) };
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const asked = { method, path, secret: headers.authorization ?? '' };
    state.asked.push(asked);
    const [status, body, more] = state.answer(asked);
    request.resume().on('end', async () => {
      if (state.delay) await pause(state.delay);
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise((go) => server.listen(0, '127.0.0.1', () => go(undefined)));
  ends.push(() => (server.closeAllConnections(), server.close()));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  state.url = `http://127.0.0.1:${port}`;
  return state;
}

async function openBook() {
  const book = await openContacts({ storage: 'memory' });
  ends.push(() => book.close());
  return book;
}

/** @param {() => unknown} isSo */
async function until(isSo) {
  for (let i = 0; i < 200 && !(await isSo()); i++) await pause(50);
  assert.ok(await isSo(), String(isSo));
}

const empty = { results: [], next: null };

test('after a refusal nothing leaves without credentials', async () => {
  let valid = 'Token old';
  const server = await startServer(({ secret }) => {
    // Some servers conceal what is there from whoever they do not know.
    if (!secret) return [200, empty];
    return secret === valid ? [200, empty] : [401, { detail: 'Invalid token.' }];
  });
  const book = await openBook();
  let held = /** @type {string | null} */ ('old');
  await book.connectBackend({
    profile: guarded,
    base: server.url,
    account: 'anna',
    getCredentials: ({ account, refresh }) => {
      if (refresh) held = null;
      return held === null ? null : { account, secret: held };
    },
  });
  await until(async () => (await book.syncStatus()).pull?.is_complete);
  valid = 'Token new';
  await book.controlSync('whole');
  await until(async () => (await book.syncStatus()).pause === 'auth');
  assert.deepEqual(new Set(server.asked.map(({ secret }) => secret)), new Set(['Token old']));
  assert.equal((await book.syncStatus()).needs_credentials, true);
  // Who gives right ones goes on.
  await book.useCredentials(({ account }) => ({ account, secret: 'new' }));
  await until(async () => (await book.syncStatus()).pause === '');
  await until(() => server.asked.at(-1)?.secret === 'Token new');
});

test('what is given for another account or another server is not sent', async () => {
  const [mine, other] = [
    await startServer(() => [200, empty]),
    await startServer(() => [200, empty]),
  ];
  const book = await openBook();
  /** @type {CredentialsRequest[]} */
  const requests = [];
  await book.connectBackend({
    profile: guarded,
    base: mine.url,
    account: 'anna',
    getCredentials: (request) => {
      requests.push(request);
      return { account: 'ben', secret: 'bens' };
    },
  });
  await until(() => requests.length > 0);
  await pause(200);
  assert.deepEqual(requests[0], { account: 'anna', base: mine.url, refresh: false });
  assert.deepEqual(mine.asked, []);
  // The page asks a person.
  assert.equal((await book.syncStatus()).needs_credentials, true);
  await book.useCredentials(({ base }) =>
    base === mine.url ? { account: 'anna', secret: 'annas' } : null,
  );
  await until(() => mine.asked.length > 0);
  await book.disconnectBackend();
  await book.connectBackend({ profile: guarded, base: other.url, account: 'anna' });
  await pause(500);
  assert.deepEqual(other.asked, []);
  assert.deepEqual(new Set(mine.asked.map(({ secret }) => secret)), new Set(['Token annas']));
});

test('whoever has credentials is asked once while they look for some, and may fail', async () => {
  const server = await startServer(() => [200, empty]);
  const book = await openBook();
  let [asked, fails] = [0, true];
  /** @type {(credentials: Credentials) => void} */
  let give = () => {};
  await book.connectBackend({
    profile: guarded,
    base: server.url,
    account: 'anna',
    getCredentials: () => {
      ++asked;
      if (fails) throw new Error('no network');
      return new Promise((go) => (give = go));
    },
  });
  await until(() => asked === 1);
  fails = false;
  await book.disconnectBackend();
  await book.connectBackend({ profile: guarded, base: server.url, account: 'anna' });
  await until(() => asked === 2);
  await pause(300);
  give({ account: 'anna', secret: 'annas' });
  await until(() => server.asked.length > 0);
  assert.equal(asked, 2);
});

test('two tests of a connection at once keep to their own servers', async () => {
  const answer = () => /** @type {[number, unknown]} */ ([200, empty]);
  const servers = [await startServer(answer), await startServer(answer)];
  const book = await openBook();
  const reports = await Promise.all(
    servers.map(({ url }, i) =>
      book.probeBackend({ profile: guarded, base: url, account: 'anna', secret: `of ${i}` }),
    ),
  );
  for (const [i, server] of servers.entries()) {
    assert.deepEqual(new Set(server.asked.map(({ secret }) => secret)), new Set([`Token of ${i}`]));
    assert.ok(reports[i].checks.every(({ result }) => result !== 'failed'));
  }
});

test('a hook that cannot be loaded is said, and tried again', async () => {
  const server = await startServer(() => [200, []]);
  const book = await openBook();
  await book.connectBackend({ profile: { ...open, hook: '/missing.js' }, base: server.url });
  await until(async () => (await book.syncStatus()).failure === 'hook_failed');
  assert.deepEqual(server.asked, []);
});

test('a probe says that the hook has failed, and is cancelled as all else is', async () => {
  const server = await startServer(() => [200, []]);
  const book = await openBook();
  const { checks } = await book.probeBackend({
    profile: { ...open, hook: '/missing.js' },
    base: server.url,
  });
  assert.deepEqual(
    checks.filter(({ result }) => result === 'failed').map(({ detail }) => detail),
    ['hook_failed'],
  );
  assert.deepEqual(server.asked, []);
  server.delay = 5_000;
  const leaving = new AbortController();
  const probe = book.probeBackend({ profile: open, base: server.url, signal: leaving.signal });
  const isCancelled = assert.rejects(probe, { code: 'cancelled' });
  await until(() => server.asked.length === 1);
  leaving.abort();
  await isCancelled;
});

test('a hook is a module of this origin, whatever its path looks like', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'location');
  Object.defineProperty(globalThis, 'location', {
    value: { origin: 'http://127.0.0.1:1' },
    configurable: true,
  });
  try {
    for (const path of ['//evil.example/x.js', '/\\evil.example/x.js', '/\t/evil.example/x.js']) {
      await assert.rejects(loadHook(path), /another origin/);
    }
  } finally {
    if (before) Object.defineProperty(globalThis, 'location', before);
    else Reflect.deleteProperty(globalThis, 'location');
  }
});

test('where the disk is full the same page is asked for ever later, and it is said', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => ({ id: `${i}`, name: `Anna ${i}` }));
  const server = await startServer(() => [200, rows]);
  let isFull = false;
  const files = makeFiles();
  const { write } = files;
  files.write = (...args) => (isFull ? 2 : write(...args));
  const service = await Service.start(
    () => openInstance({ files, canSync: true }),
    () => {},
  );
  ends.push(() => service.close());
  const backend = { profile: open, base: server.url };
  await service.handle('connectBackend', backend, { id: '1' });
  isFull = true;
  await until(async () => (await service.handle('syncStatus', {}, {})).failure === 'storage_full');
  await pause(2_500);
  assert.ok(server.asked.length < 6, `${server.asked.length} requests`);
  isFull = false;
  await until(async () => (await service.handle('syncStatus', {}, {})).linked === rows.length);
  assert.equal((await service.handle('syncStatus', {}, {})).failure, '');
});

test('what is under way is answered, though the book is merged meanwhile', async () => {
  const server = await startServer(() => [200, []]);
  const book = await openBook();
  const backup = await book.backup();
  server.delay = 200;
  await book.connectBackend({ profile: open, base: server.url });
  await until(() => server.asked.length === 1);
  await assert.rejects(book.connectBackend({ profile: open, base: server.url }), {
    code: 'backend_connected',
  });
  await book.restoreBackup(backup, { mode: 'merge' });
  await until(async () => (await book.syncStatus()).pull?.is_complete);
  await book.save({ name: 'Anna' });
  await until(() => server.asked.some(({ method }) => method === 'POST'));
});

test('back online nothing is waited for', async () => {
  const network = new EventTarget();
  const listen = network.addEventListener.bind(network);
  Object.assign(globalThis, { addEventListener: listen });
  ends.push(() => Reflect.deleteProperty(globalThis, 'addEventListener'));
  const server = await startServer(() => [503, {}, { 'retry-after': '600' }]);
  const book = await openBook();
  await book.connectBackend({ profile: open, base: server.url });
  await until(async () => ((await book.syncStatus()).failures ?? 0) > 0);
  server.answer = () => [200, []];
  network.dispatchEvent(new Event('online'));
  await until(async () => (await book.syncStatus()).pull?.is_complete);
});

test('a hook may be async, and says only what it changes', async () => {
  const server = await startServer(() => [200, { rows: [] }]);
  const request = {
    method: 'GET',
    url: `${server.url}/contacts`,
    headers: /** @type {[string, string][]} */ ([]),
    body: '',
    timeout_ms: 5_000,
  };
  const { signal } = new AbortController();
  const response = await transport(/** @type {any} */ (request), [], signal, {
    request: async (/** @type {any} */ { url }) => ({ url: `${url}?signed=1` }),
    response: (/** @type {any} */ { body }) => ({ body: JSON.stringify(JSON.parse(body).rows) }),
  });
  assert.equal(server.asked.at(-1)?.path, '/contacts?signed=1');
  assert.deepEqual([response.status, response.body], [200, '[]']);
});
