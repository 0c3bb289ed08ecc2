// What the servers really answer, through the proxy: the facts that the profiles of web/profiles
// state. Where one of these tests fails, a profile is wrong from then on.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { family, isRunning } from '../engines/processes.js';
import { backends } from './backends.js';
import { dialects } from './dialects.js';
import { FaultProxy } from './fault-proxy.js';
import { startServer } from './server.js';

/** @import { Contact, Dialect } from './dialects.js' */
/** @import { StartedServer } from './server.js' */

/** @type {Contact} */
const ada = {
  name: 'Ada Lovelace',
  email: 'ada@x.test',
  phone: '+49 30 123456',
  country_code: '+49',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  last_contact_at: null,
  source: 'import',
  tags: ['a', 'b, c'],
  attributes: { City: 'Köln', Note: '"quoted"' },
};

/** @param {() => boolean} isDone */
async function until(isDone) {
  for (let ms = 0; ms < 15_000 && !isDone(); ms += 50) await wait(50);
  assert.ok(isDone());
}

/** @param {(folder: string) => Promise<void>} body */
async function withFolder(body) {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-servers-'));
  chmodSync(folder, 0o711);
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {Record<string, string>} environment
 * @param {(dialect: Dialect, server: StartedServer) => Promise<void>} body
 */
async function withServer(name, environment, body) {
  const server = await startServer(name, environment);
  try {
    await body(new dialects[name](server.url, await server.signIn()), server);
  } finally {
    await server.stop();
  }
}

for (const name of Object.keys(dialects).filter((one) => one in backends)) {
  describe(name, () => {
    /** @type {StartedServer} */
    let server;
    /** @type {FaultProxy} */
    let proxy;
    /** @type {Dialect} */
    let dialect;

    before(async () => {
      server = await startServer(name);
      proxy = await FaultProxy.start({ backend: server.origin });
      const url = proxy.url.replace(/\/$/, '') + backends[name].base;
      dialect = new dialects[name](url, await server.signIn());
    });
    after(async () => {
      await proxy?.stop();
      await server?.stop();
    });
    beforeEach(async () => {
      proxy.heal();
      await server.reset();
    });

    test('every field of a contact comes back', async () => {
      const { id } = await dialect.create('r-1', ada);
      const { created_at, updated_at, ...rest } = await dialect.get(id);
      const { created_at: _, updated_at: __, ...sent } = ada;
      assert.deepEqual({ ...rest, ...sent }, rest);
      assert.ok(Date.parse(String(created_at)) > 0 && Date.parse(String(updated_at)) > 0);
    });

    test('a create whose answer was lost is done, and says so when it is sent again', async () => {
      proxy.inject({ kind: 'lose-answer', times: 1 });
      await assert.rejects(dialect.sendCreate('r-1', ada));
      const again = await dialect.sendCreate('r-1', ada);
      assert.equal(again.status, dialect.repeated.status);
      assert.match(again.text, dialect.repeated.text);
      assert.deepEqual((await dialect.find('r-1')).length, 1);
      assert.equal((await dialect.walk(10)).length, 1);
    });

    test('a walk in pages finds each contact once, through the proxy alone', async () => {
      for (let i = 0; i < 25; ++i) await dialect.create(`r-${i}`, { ...ada, name: `Name ${i}` });
      proxy.log = [];
      const rows = await dialect.walk(10);
      assert.equal(new Set(rows.map((row) => row.name)).size, 25);
      assert.equal(rows.length, 25);
      assert.equal(proxy.log.length, 3);
    });

    test('what has changed since then is asked for', async () => {
      await dialect.create('r-1', ada);
      await wait(5);
      const { id } = await dialect.create('r-2', {
        ...ada,
        updated_at: '2026-01-02T00:00:00.000Z',
      });
      const { cursor } = await dialect.changes('');
      await wait(5);
      await dialect.create('r-3', { ...ada, updated_at: '2026-01-03T00:00:00.000Z', name: 'New' });
      await dialect.update(id, { name: 'Changed', updated_at: '2026-01-04T00:00:00.000Z' });
      const { rows } = await dialect.changes(cursor);
      assert.deepEqual(rows.map((row) => row.name).sort(), ['Changed', 'New']);
    });

    test('an update leaves the other fields as they are', async () => {
      const { id } = await dialect.create('r-1', ada);
      const before = await dialect.get(id);
      await dialect.update(id, { tags: [], last_contact_at: '2026-02-03T04:05:06.000Z' });
      const { tags, last_contact_at, ...rest } = await dialect.get(id);
      assert.deepEqual(tags, []);
      assert.equal(Date.parse(String(last_contact_at)), Date.parse('2026-02-03T04:05:06.000Z'));
      for (const key of ['name', 'email', 'attributes', 'source']) {
        assert.deepEqual(rest[key], before[key]);
      }
    });

    test('a write that rests on old knowledge', async () => {
      const { id } = await dialect.create('r-1', ada);
      const old = await dialect.get(id);
      await wait(5);
      await dialect.update(id, { name: 'First' });
      const answer = await dialect.sendUpdate(id, { name: 'Second' }, old);
      assert.equal(answer.status, dialect.stale);
      assert.equal((await dialect.get(id)).name, dialect.stale === 200 ? 'Second' : 'First');
    });

    test('what is deleted is gone, and deleting it again says so', async () => {
      const { id } = await dialect.create('r-1', ada);
      const row = await dialect.get(id);
      assert.ok([200, 204].includes((await dialect.remove(id, row)).status));
      assert.equal((await dialect.remove(id, row)).status, dialect.removedAgain);
      assert.equal((await dialect.sendGet(id)).status, 404);
      assert.deepEqual(await dialect.walk(10), []);
    });

    test('reset leaves it as after its start', async () => {
      const first = await dialect.create('r-1', ada);
      await server.reset();
      assert.deepEqual(await dialect.walk(10), []);
      assert.equal((await dialect.create('r-1', ada)).id, first.id);
    });
  });

  test(`${name} leaves nothing behind`, () =>
    withFolder(async (folder) => {
      const server = await startServer(name, { TMPDIR: folder });
      assert.equal(readdirSync(folder).length, 1);
      const pids = [...family(server.pid).keys()];
      await server.stop();
      assert.deepEqual(pids.filter(isRunning), []);
      assert.deepEqual(readdirSync(folder), []);
    }));

  test(`${name} ends with whoever started it`, () =>
    withFolder(async (folder) => {
      const script = `const { startServer } = await import(${JSON.stringify(
        new URL('server.js', import.meta.url).href,
      )}); console.log((await startServer('${name}')).pid);`;
      const options = { env: { ...process.env, TMPDIR: folder } };
      const owner = spawn(process.execPath, ['--input-type=module', '-e', script], options);
      const [pid] = await once(owner.stdout, 'data');
      const pids = [...family(Number(pid)).keys()];
      assert.ok(isRunning(Number(pid)));
      owner.kill('SIGKILL');
      await until(() => !pids.some(isRunning) && readdirSync(folder).length === 0);
    }));
}

const only = (/** @type {string} */ name) => ({ skip: !(name in backends) && 'not asked for' });

test('Django: times are of a zone that is not UTC', only('django-rest-framework'), () =>
  withServer('django-rest-framework', {}, async (dialect) => {
    const { id } = await dialect.create('r-1', ada);
    assert.match(String((await dialect.get(id)).updated_at), /\.\d{6}-0[56]:00$/);
  }),
);

test('Django: who asks too often is told when to come again', only('django-rest-framework'), () =>
  withServer('django-rest-framework', { DRF_RATE: '2/min' }, async (dialect) => {
    await dialect.create('r-1', ada);
    await dialect.create('r-2', ada);
    const { status, headers } = await dialect.sendCreate('r-3', ada);
    assert.equal(status, 429);
    assert.match(headers.get('retry-after') ?? '', /^\d+$/);
  }),
);

test('Django: who is not signed in, and what is refused', only('django-rest-framework'), () =>
  withServer('django-rest-framework', {}, async (dialect, { url }) => {
    const stranger = new dialects['django-rest-framework'](url, 'nobody');
    assert.equal((await stranger.sendCreate('r-1', ada)).status, 401);
    const { status, text } = await dialect.sendCreate('r-1', { ...ada, email: 'no address' });
    assert.equal(status, 400);
    assert.deepEqual(JSON.parse(text), { email: ['Enter a valid email address.'] });
  }),
);

test('Feathers: an address that another contact has', only('feathersjs'), () =>
  withServer('feathersjs', { KARTEI_UNIQUE_EMAIL: '1' }, async (dialect) => {
    await dialect.create('r-1', ada);
    const { status, text } = await dialect.sendCreate('r-2', ada);
    assert.equal(status, 400);
    assert.match(text, /duplicate key value violates unique constraint/);
    assert.deepEqual(await dialect.find('r-2'), []);
  }),
);

test('Feathers: a batch with one that is there already is half done', only('feathersjs'), () =>
  withServer('feathersjs', {}, async (dialect) => {
    await dialect.create('r-1', ada);
    const rows = ['r-2', 'r-1', 'r-3'].map((id) => ({ ...ada, id }));
    assert.equal((await dialect.send('POST', '/contacts', rows)).status, 400);
    assert.ok((await dialect.find('r-2')).length === 1);
  }),
);

test('CouchDB: a deleted contact is in the log, a new database is not', only('couchdb'), () =>
  withServer('couchdb', {}, async (dialect, server) => {
    const { id } = await dialect.create('r-1', ada);
    const { cursor } = await dialect.changes('');
    await dialect.remove(id, await dialect.get(id));
    const { rows } = await dialect.changes(cursor);
    assert.deepEqual(
      rows.map((row) => [row._id, row._deleted]),
      [['r-1', true]],
    );
    await server.reset();
    assert.deepEqual(await dialect.changes(cursor), { rows: [], cursor });
    const { text } = await dialect.send('GET', '');
    assert.equal(JSON.parse(text).update_seq, 0);
  }),
);
