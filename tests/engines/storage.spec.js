// Where a book is kept, in Chromium and in Firefox: real files in real OPFS, who may have them
// open,
// and what happens where there is no room.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { engines } from './engines.js';
import { serveSite } from './site.js';
import { World, until } from './world.js';

/** @typedef {import('./world.js').Tab} Tab */

/** @type {Awaited<ReturnType<typeof serveSite>>} */
let site;
before(async () => {
  site = await serveSite();
});
after(() => site.close());

/**
 * Every file of the origin, as "kartei/crm/database".
 * @param {Tab} tab
 * @returns {Promise<string[]>}
 */
const listFiles = (tab) =>
  tab.run(async () => {
    /** @type {string[]} */
    const found = [];
    const walk = async (
      /** @type {FileSystemDirectoryHandle} */ folder,
      /** @type {string} */ to,
    ) => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'file') found.push(to + name);
        else await walk(/** @type {FileSystemDirectoryHandle} */ (entry), `${to}${name}/`);
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    return found.sort();
  });

/**
 * @param {Tab} tab
 * @param {string} [book]
 */
const count = (tab, book = 'crm') =>
  tab.run(async ({ books }, name) => (await books[name].state()).contacts, book);

/**
 * What a call was refused with, or what it answered.
 * @param {Tab} tab
 * @param {string} source  of the call
 * @returns {Promise<any>}
 */
const outcome = (tab, source) =>
  tab.page.evaluate(
    `(${source})().then((value) => ({ value }),` +
      ` ({ code, missing_bytes }) => ({ code, missing_bytes }))`,
  );

for (const engine of engines) {
  describe(engine, () => {
    /** @type {World} */
    let world;
    before(async () => {
      world = await World.start(engine, site);
    });
    afterEach(async () => {
      await world.closeTabs();
      world.assertQuiet();
    });
    after(() => world.end());

    test('OPFS keeps the contract of the file abstraction', async () => {
      const tab = await world.openTab();
      const failures = await tab.run(
        () =>
          new Promise((resolve, reject) => {
            const worker = new Worker('./files-contract.js', { type: 'module' });
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
          }),
      );
      assert.deepEqual(failures, []);
    });

    test('a book is four files, which are gone when it is wiped', async () => {
      const tab = await world.openTab();
      const before = await listFiles(tab);
      assert.equal(await tab.open('crm'), '');
      await tab.run(({ books }) => books.crm.save({ name: 'Anna' }));
      const names = ['database', 'first-page', 'journal', 'wal'];
      const files = names.map((name) => `kartei/crm/${name}`);
      assert.deepEqual(await listFiles(tab), [...before, ...files].sort());
      await tab.run(({ books }) => books.crm.close());
      assert.equal(await tab.open('crm'), '');
      assert.equal(await count(tab), 1);
      await tab.run(({ books }) => books.crm.destroy());
      assert.deepEqual(await listFiles(tab), before);
    });

    test('two books are open in one page and know nothing of each other', async () => {
      const tab = await world.openTab();
      for (const name of ['one', 'two']) assert.equal(await tab.open(name), '');
      await tab.run(({ books }) => books.one.save({ name: 'Anna' }));
      assert.deepEqual([await count(tab, 'one'), await count(tab, 'two')], [1, 0]);
      await tab.run(({ books }) => books.one.destroy());
      assert.equal(await count(tab, 'two'), 0);
      assert.equal(await tab.run(({ books }) => books.two.status), 'ready');
      await tab.run(({ books }) => books.two.destroy());
    });

    test('durable storage is asked for once, at the first write', async () => {
      const tab = await world.openTab('crm');
      const asked = await tab.run(async ({ books }) => {
        let times = 0;
        navigator.storage.persist = async () => (++times, true);
        await books.crm.search({});
        const before = times;
        for (const name of ['Anna', 'Berta']) await books.crm.save({ name });
        await books.crm.save({ email: 'nothing' }).catch(() => {});
        return [before, times];
      });
      assert.deepEqual(asked, [0, 1]);
      await tab.run(({ books }) => books.crm.destroy());
    });

    test('how much room there is, and what of it is used', async () => {
      const tab = await world.openTab('crm');
      await tab.run(({ books }) => books.crm.save({ name: 'Anna' }));
      const report = await tab.run(({ books }) => books.crm.storage());
      assert.equal(report.kind, 'opfs');
      assert.equal(typeof report.is_persisted, 'boolean');
      assert.ok(report.bytes > 0);
      assert.ok(report.quota > report.usage);
      assert.equal(report.available, report.quota - report.usage);
      assert.deepEqual([report.last_backup_at, report.changes_since_backup], [null, 1]);
      await tab.run(({ books }) => books.crm.backup().then(() => {}));
      const later = await tab.run(({ books }) => books.crm.storage());
      assert.match(later.last_backup_at ?? '', /^\d{4}-/);
      assert.equal(later.changes_since_backup, 0);
      await tab.run(({ books }) => books.crm.destroy());
    });

    test('a backup is one file, which another book takes', async () => {
      const tab = await world.openTab('crm');
      assert.equal(await tab.open('copy'), '');
      const result = await tab.run(async ({ books: { crm, copy } }) => {
        for (const name of ['Anna', 'Berta']) await crm.save({ name });
        const file = await crm.backup();
        const magic = [...new Uint8Array(await file.slice(0, 2).arrayBuffer())];
        const summary = await copy.inspectBackup(file);
        const restored = await copy.restoreBackup(file, { mode: 'replace' });
        const names = (await copy.search({})).rows.map(({ name }) => name).sort();
        const codes = [];
        for (const bad of [new Blob(['name\nAnna']), file.slice(0, file.size - 20)]) {
          codes.push(await copy.inspectBackup(bad).catch(({ code }) => code));
        }
        return { magic, summary, restored, names, codes };
      });
      assert.deepEqual(result.magic, [0x1f, 0x8b]);
      assert.deepEqual([result.summary.contacts, result.summary.known], [2, 0]);
      assert.equal(result.restored.added, 2);
      assert.deepEqual(result.names, ['Anna', 'Berta']);
      assert.deepEqual(result.codes, ['backup_unknown', 'backup_damaged']);
      for (const name of ['crm', 'copy']) await tab.run(({ books }, n) => books[n].destroy(), name);
    });

    test('a file that is no book is refused, and left as it is', async () => {
      const tab = await world.openTab();
      const found = await tab.run(async ({ kartei }) => {
        const root = await navigator.storage.getDirectory();
        const books = await root.getDirectoryHandle('kartei', { create: true });
        const book = await books.getDirectoryHandle('damaged', { create: true });
        const file = await book.getFileHandle('database', { create: true });
        const writable = await file.createWritable();
        await writable.write('x'.repeat(5000));
        await writable.close();
        const codeOf = (/** @type {Promise<any>} */ call) =>
          call.then(
            () => '',
            ({ code }) => code,
          );
        const codes = [];
        for (let i = 0; i < 2; ++i) {
          codes.push(await codeOf(kartei.openContacts({ name: 'damaged' })));
          codes.push(await codeOf(kartei.rescueContacts({ name: 'damaged' })));
        }
        const isUntouched = (await (await file.getFile()).text()) === 'x'.repeat(5000);
        await books.removeEntry('damaged', { recursive: true });
        return { codes, isUntouched };
      });
      assert.deepEqual([found.codes[0], found.codes[2]], ['storage_damaged', 'storage_damaged']);
      assert.equal(found.codes[1], found.codes[3]);
      assert.equal(found.isUntouched, true);
    });

    test('a book of a newer version is refused, read, and left as it is', async () => {
      const tab = await world.openTab('crm');
      const found = await tab.run(async ({ kartei, books }) => {
        for (const name of ['Anna', 'Berta']) await books.crm.save({ name });
        await books.crm.close();
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle('kartei');
        const book = await folder.getDirectoryHandle('crm');
        const file = await book.getFileHandle('database');
        // SQLite's user version, at byte 60 of the file.
        const writable = await file.createWritable({ keepExistingData: true });
        await writable.write({ type: 'write', position: 60, data: new Uint8Array([0, 0, 255, 0]) });
        await writable.close();
        const bytes = async () => (await file.getFile()).text();
        const before = await bytes();
        const code = await kartei.openContacts({ name: 'crm' }).catch((error) => error.code);
        const rescue = await kartei.rescueContacts({ name: 'crm' });
        const copy = await kartei.openContacts({ storage: 'memory' });
        const restored = await copy
          .restoreBackup(rescue.backup, { mode: 'replace' })
          .catch((error) => error.code);
        const csv = await rescue.csv.text();
        const isUntouched = (await bytes()) === before;
        await folder.removeEntry('crm', { recursive: true });
        return { code, contacts: rescue.contacts, restored, csv, isUntouched };
      });
      assert.equal(found.code, 'storage_newer');
      assert.equal(found.contacts, 2);
      assert.match(found.csv, /Anna[^]*Berta/);
      assert.equal(found.isUntouched, true);
      assert.ok(found.restored === 'backup_newer' || found.restored.added === 2);
    });
  });

  describe(`${engine}, where there is little room`, () => {
    const QUOTA = 6 << 20;
    /** @type {World} */
    let world;
    before(async () => {
      const preferences = { 'dom.quotaManager.temporaryStorage.fixedLimit': QUOTA >> 10 };
      world = await World.start(engine, site, { preferences });
    });
    after(() => world.end());

    test('an import that does not fit changes nothing, and says what is missing', async () => {
      const tab = await world.openTab('crm');
      if (engine === 'chromium') {
        const cdp = await tab.page.createCDPSession();
        const { origin } = new URL(site.url);
        await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: QUOTA });
      }
      await tab.run(({ books }) => books.crm.save({ name: 'Anna' }));
      await tab.run(({ kept }) => {
        const lines = Array.from(
          { length: 60_000 },
          (_, i) => `Person ${i},p${i}@example.org,${i}`,
        );
        kept.file = new File([`name,email,Nummer\n${lines.join('\n')}`], 'people.csv');
      });
      const { code, missing_bytes } = await outcome(
        tab,
        `async () => (kept.review = await books.crm.importFile(kept.file)).commit()`,
      );
      assert.equal(code, 'storage_full');
      assert.ok(missing_bytes >= 4096, `${missing_bytes} bytes are missing`);
      // Nothing half-written, and the rest goes on.
      assert.equal(await count(tab), 1);
      assert.equal((await outcome(tab, `() => kept.review.cancel()`)).code, undefined);
      assert.equal((await outcome(tab, `() => books.crm.save({ name: 'Berta' })`)).code, undefined);

      // The same with edits, until there is no room for one more.
      let saved = 2;
      const full = await until(
        async () => {
          const edit = await outcome(
            tab,
            `async () =>
              books.crm.save({ name: 'Edit', attributes: { Text: 'x'.repeat(20_000) } })`,
          );
          if (!edit.code) return ++saved && false;
          assert.equal(edit.code, 'storage_full');
          return edit.missing_bytes >= 4096;
        },
        60_000,
        'the end of the room',
      );
      assert.ok(full > 0);
      assert.equal(await count(tab), saved);
      await tab.reload();
      assert.equal(await tab.open('crm'), '');
      assert.equal(await count(tab), saved);
      assert.deepEqual(await tab.run(({ books }) => books.crm.checkIntegrity()), { report: '' });
      await tab.run(({ books }) => books.crm.destroy());
      await world.closeTabs();
      world.assertQuiet();
    });
  });

  describe(`${engine}, where nothing lasts`, () => {
    test('opening says so, and pretends nothing', async () => {
      // Not on this machine and not https: neither OPFS nor locks.
      const world = await World.start(engine, site, {
        preferences: { 'network.dns.localDomains': 'kartei.test' },
        flags: ['--host-resolver-rules=MAP kartei.test 127.0.0.1'],
      });
      try {
        const url = site.url.replace('127.0.0.1', 'kartei.test');
        const tab = await world.openTab(undefined, { url });
        assert.equal(await tab.open('crm'), 'storage_unavailable');
        assert.equal(await tab.open('crm', { storage: 'memory' }), '');
        assert.equal(await count(tab), 0);
        world.assertQuiet();
      } finally {
        await world.end();
      }
    });
  });
}
