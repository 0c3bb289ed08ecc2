// An older page beside a newer one, in Chromium and in Firefox: the newer one gets the book, and
// the
// older one never writes again.
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
 * @param {Tab} tab
 * @param {string} name
 */
const save = (tab, name) =>
  tab.run(
    ({ books }, given) =>
      books.crm.save({ name: given }).then(
        () => '',
        (error) => error.code,
      ),
    name,
  );

/** @param {Tab} tab */
const status = (tab) => tab.run(({ books }) => books.crm.status);

for (const engine of engines) {
  describe(engine, () => {
    /** @type {World} */
    let world;
    before(async () => {
      world = await World.start(engine, site);
    });
    afterEach(async () => {
      const tab = await world.openTab('crm', { url: site.newerUrl });
      await tab.run(({ books }) => books.crm.destroy());
      await world.closeTabs();
      world.assertQuiet();
    });
    after(() => world.end());

    const openNewer = () => world.openTab('crm', { url: site.newerUrl });

    test('older pages finish what is under way and give the book to a newer one', async () => {
      const [leader, second] = [await world.openTab('crm'), await world.openTab('crm')];
      for (const [i, tab] of [leader, second].entries()) {
        await tab.run(({ books, kept }, prefix) => {
          const all = Array.from({ length: 30 }, (_, i) =>
            books.crm.save({ name: `${prefix} ${i}` }).then(
              () => 'saved',
              (error) => error.code,
            ),
          );
          kept.saved = Promise.all(all);
        }, `Old ${i}`);
      }
      const newer = await openNewer();
      const outcomes = [];
      for (const tab of [leader, second]) {
        await until(async () => (await status(tab)) === 'outdated', 2_000, 'outdated');
        outcomes.push(...(await tab.run(({ kept }) => kept.saved)));
        assert.equal(await save(tab, 'Too late'), 'page_outdated');
      }
      const saved = outcomes.filter((outcome) => outcome === 'saved').length;
      assert.ok(outcomes.every((outcome) => ['saved', 'page_outdated'].includes(outcome)));
      assert.equal(await save(newer, 'New'), '');
      // What was acknowledged is there, and nothing came later.
      const state = await newer.run(({ books }) => books.crm.state());
      assert.equal(state.contacts, saved + 1);
      assert.equal(await status(newer), 'ready');
    });

    test('a page older than the one that leads is told to load again', async () => {
      const newer = await openNewer();
      const older = await world.openTab();
      assert.equal(await older.open('crm'), 'page_outdated');
      assert.equal(await save(newer, 'New'), '');
      assert.equal(await older.open('crm'), 'page_outdated');
      assert.equal((await newer.run(({ books }) => books.crm.state())).contacts, 1);
    });

    test('an older page that sleeps keeps its book until it wakes', async () => {
      const older = await world.openTab('crm');
      await older.knowProcess();
      const newer = await world.openTab(undefined, { url: site.newerUrl });
      await older.freeze();
      assert.equal(await newer.open('crm'), 'book_open_elsewhere');
      await older.wake();
      assert.equal(await newer.open('crm'), '');
      await until(async () => (await status(older)) === 'outdated', 2_000, 'outdated');
    });
  });
}
