// The real engine, as wasm, against real servers, through a network that loses, doubles, delays and
// breaks what it carries: one suite, whatever the server. Two devices end equal, and so does the
// server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openContacts } from '../../web/kartei.js';
import { backends } from './backends.js';
import { dialects } from './dialects.js';
import { FaultProxy } from './fault-proxy.js';
import { startServer } from './server.js';

/** @import { ContactBook } from '../../web/kartei.js' */
/** @import { Dialect } from './dialects.js' */
/** @import { StartedServer } from './server.js' */

const patience = 60_000;

/** @param {string} name  of web/profiles */
const readProfile = (name) =>
  JSON.parse(readFileSync(new URL(`../../web/profiles/${name}`, import.meta.url), 'utf8'));

/**
 * What both sides have to agree on.
 * @param {ContactBook} book
 */
async function contents(book) {
  const { rows } = await book.search({ limit: 1000 });
  return rows
    .map(({ name, email, phone, tags, attributes }) => ({ name, email, phone, tags, attributes }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

for (const [name, backend] of Object.entries(backends)) {
  describe(`sync with ${name}`, () => {
    const profile = readProfile(backend.profile);
    /** @type {StartedServer} */
    let server;
    /** The way of the first device, and of the others. @type {FaultProxy} */
    let proxy;
    /** @type {FaultProxy} */
    let otherProxy;
    /** @type {Dialect} */
    let dialect;
    /** @type {ContactBook[]} */
    let books = [];
    let secret = '';

    before(async () => {
      server = await startServer(name);
      proxy = await FaultProxy.start({ backend: server.origin });
      otherProxy = await FaultProxy.start({ backend: server.origin });
    });
    after(async () => {
      await proxy?.stop();
      await otherProxy?.stop();
      await server?.stop();
    });
    beforeEach(async () => {
      proxy.heal();
      otherProxy.heal();
      await server.reset();
      secret = await server.signIn();
      dialect = new dialects[name](server.url, secret);
    });
    afterEach(async () => {
      for (const book of books) await book.close();
      books = [];
    });

    const urlOf = (/** @type {FaultProxy} */ way) => way.url.replace(/\/$/, '') + backend.base;

    /** @param {'both' | 'pull' | 'push'} [direction] */
    async function open(direction = 'both') {
      const book = await openContacts({ storage: 'memory' });
      const url = urlOf(books.length === 0 ? proxy : otherProxy);
      books.push(book);
      const getCredentials = () => ({ account: 'u', secret });
      const account = 'u';
      await book.connectBackend({ profile, base: url, direction, account, getCredentials });
      return book;
    }

    /**
     * Nothing is left to be sent, and everything that is there has been seen.
     * @param {ContactBook} book
     */
    async function settle(book) {
      const end = Date.now() + patience;
      await book.controlSync('whole');
      for (let quiet = 0; quiet < 2;) {
        const status = await book.syncStatus();
        const isQuiet =
          status.pending === 0 && !status.is_working && status.pull?.is_complete === true;
        assert.equal(status.pause, '', JSON.stringify(status));
        if (Date.now() > end) assert.fail(`not quiet: ${JSON.stringify(status)}`);
        // What the first walk has shown may have to be sent, and what was sent to be seen.
        if (isQuiet && ++quiet < 2) await book.controlSync('whole');
        await wait(isQuiet ? 30 : 100);
      }
    }

    /**
     * Two devices that both have one contact.
     * @param {import('../../web/types.js').Draft} [more]  of it
     */
    async function share(more = {}) {
      const [here, there] = [await open(), await open()];
      await here.save({ name: 'Ada', email: 'ada@example.org', ...more });
      await settle(here);
      await settle(there);
      const [mine] = (await here.search({})).rows;
      const [theirs] = (await there.search({})).rows;
      return { here, there, mine, theirs };
    }

    test('creates, edits and deletes reach the server and the other device', async () => {
      const [here, there] = [await open(), await open()];
      const ada = await here.save({
        name: 'Ada Lovelace',
        email: 'ada@example.org',
        country_code: '+49',
        phone: '+49 30 123456',
        tags: ['math', 'poet'],
        attributes: { City: 'London' },
      });
      const bob = await here.save({ name: 'Bob Byron', email: 'bob@example.org' });
      await settle(here);
      assert.equal((await dialect.walk(100)).length, 2);
      await settle(there);
      assert.deepEqual(await contents(there), await contents(here));

      await here.save({
        id: ada.id,
        email: 'countess@example.org',
        attributes: { City: 'Ockham' },
      });
      await here.remove({ ids: [bob.id] });
      await settle(here);
      await settle(there);
      assert.deepEqual(await contents(there), await contents(here));
      const [left, ...others] = await dialect.walk(100);
      assert.equal(others.length, 0);
      assert.equal(left.email, 'countess@example.org');
      assert.equal(/** @type {any} */ (left.attributes).City, 'Ockham');
      assert.equal(left.phone, '+49 30 123456');
    });

    test('two devices change different fields of one contact: both are kept', async () => {
      const { here, there, mine, theirs } = await share({ phone: '+49 30 1111111' });
      otherProxy.isOffline = true;
      await here.save({ id: mine.id, name: 'Ada Lovelace' });
      await there.save({ id: theirs.id, email: 'countess@example.org' });
      await settle(here);
      otherProxy.isOffline = false;
      await settle(there);
      await settle(here);
      assert.deepEqual(await contents(here), await contents(there));
      const [row] = await contents(here);
      assert.equal(row.name, 'Ada Lovelace');
      assert.equal(row.email, 'countess@example.org');
      assert.equal((await here.syncStatus()).conflicts, 0);
    });

    test('one field, two values: both are in the inbox until somebody decides', async () => {
      const { here, there, mine, theirs } = await share();
      await here.save({ id: mine.id, name: 'Augusta' });
      await settle(here);
      otherProxy.isOffline = true;
      await there.save({ id: theirs.id, name: 'Ada King' });
      otherProxy.isOffline = false;
      await settle(there);
      const [conflict, ...others] = await there.conflicts();
      assert.equal(others.length, 0);
      const { field, base, mine: ours, theirs: other } = conflict;
      assert.deepEqual([field, base, ours, other], ['name', 'Ada', 'Ada King', 'Augusta']);
      assert.equal((await dialect.walk(100))[0].name, 'Augusta');

      await there.resolveConflict({ id: conflict.contact.id, field, take: 'mine' });
      await settle(there);
      await settle(here);
      assert.equal((await dialect.walk(100))[0].name, 'Ada King');
      assert.equal((await contents(here))[0].name, 'Ada King');
      assert.deepEqual(await there.conflicts(), []);
    });

    test('deleted here and changed there: the change wins, and the inbox says so', async () => {
      const { here, there, mine, theirs } = await share();
      await here.save({ id: mine.id, name: 'Ada Lovelace' });
      await settle(here);
      otherProxy.isOffline = true;
      await there.remove({ ids: [theirs.id] });
      otherProxy.isOffline = false;
      await settle(there);
      assert.equal((await contents(there))[0].name, 'Ada Lovelace');
      const [conflict] = await there.conflicts();
      assert.equal(conflict.field, 'deleted_here');
      await there.resolveConflict({ id: theirs.id, field: 'deleted_here', take: 'mine' });
      await settle(there);
      await settle(here);
      assert.deepEqual(await contents(here), []);
      assert.deepEqual(await dialect.walk(100), []);
    });

    test('whatever the network does, the server has each contact once', async () => {
      const book = await open();
      await settle(book);
      const kinds = /** @type {const} */ (['lose-request', 'lose-answer', 'double', 'truncate']);
      for (const kind of kinds) {
        proxy.heal();
        proxy.inject({ kind, method: profile.create.method, times: 2 });
        await book.save({ name: `Create ${kind}`, email: `${kind}@example.org` });
        await settle(book);
      }
      const rows = await contents(book);
      const there = (await dialect.walk(100)).map((record) => record.name).sort();
      assert.deepEqual(there, rows.map((row) => row.name).sort());

      for (const kind of kinds) {
        proxy.heal();
        proxy.inject({ kind, method: profile.update.method, times: 2 });
        const { rows: found } = await book.search({ filter: { text: `"Create ${kind}"` } });
        await book.save({ id: found[0].id, phone: '+49 30 9876543' });
        await settle(book);
      }
      for (const record of await dialect.walk(100)) assert.equal(record.phone, '+49 30 9876543');

      for (const kind of kinds) {
        proxy.heal();
        proxy.inject({ kind, method: 'DELETE', times: 2 });
        const { rows: found } = await book.search({ filter: { text: `"Create ${kind}"` } });
        await book.remove({ ids: [found[0].id] });
        await settle(book);
      }
      assert.deepEqual(await dialect.walk(100), []);
      assert.equal((await book.syncStatus()).parked, 0);
    });

    test('200 contacts through chance: each arrives once, here and there', async () => {
      const book = await open();
      await settle(book);
      proxy.injectByChance({ rate: 0.1 });
      const rows = Array.from({ length: 200 }, (_, i) => `P${i},p${i}@example.org`);
      const file = new Blob(['name,email\n', rows.join('\n')]);
      const review = await book.importFile(file, { file_name: 'p.csv' });
      await review.commit();
      await wait(2_000);
      proxy.heal();
      await settle(book);
      const names = (await dialect.walk(100)).map((record) => record.name);
      assert.equal(new Set(names).size, 200);
      assert.equal(names.length, 200);
      const other = await open();
      await settle(other);
      assert.deepEqual(await contents(other), await contents(book));
    });

    test('what is gone there goes to the trash here', async () => {
      const book = await open();
      for (let i = 0; i < 3; ++i) await book.save({ name: `N${i}`, email: `n${i}@example.org` });
      await settle(book);
      const records = await dialect.walk(100);
      const gone = records.find((record) => record.name === 'N1');
      assert.ok(gone);
      await dialect.remove(String(gone.id ?? gone._id), gone);
      await settle(book);
      assert.deepEqual(
        (await contents(book)).map((row) => row.name),
        ['N0', 'N2'],
      );
      assert.equal((await book.trash()).total, 1);
    });

    test('the probe says what the server does', async () => {
      const book = await open();
      await book.save({ name: 'Ada', email: 'ada@example.org' });
      await settle(book);
      const report = await book.probeBackend({ profile, base: urlOf(proxy), secret });
      const failed = report.checks.filter(({ result }) => result === 'failed');
      assert.deepEqual(failed, []);
      assert.equal(report.records, 1);
      assert.equal(report.matching, 1);
      const checked = new Set(report.checks.map(({ check }) => check));
      for (const each of ['auth', 'shape', 'pages', 'delta', 'precondition', 'cors']) {
        assert.ok(checked.has(/** @type {any} */ (each)), each);
      }
    });
  });
}
