// Imports while several tabs have the book open: whoever leads may be gone in the middle of one.
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
 * Makes a file of `rows` people in the page, each tenth of them without a valid address.
 * @param {Tab} tab
 * @param {number} rows
 */
const makeFile = (tab, rows) =>
  tab.run(({ kept }, count) => {
    const lines = ['name,email'];
    for (let i = 0; i < count; ++i) {
      lines.push(`Person ${i},${i % 10 === 9 ? 'nowhere' : `person${i}@example.org`}`);
    }
    kept.file = new File([lines.join('\n')], 'people.csv');
  }, rows);

/**
 * @param {Tab} tab
 * @param {object} [options]
 */
const review = (tab, options = {}) =>
  tab.run(async ({ books, kept }, given) => {
    kept.review = await books.crm.importFile(kept.file, given);
    return kept.review.counts;
  }, options);

/** @param {Tab} tab */
const beginCommit = (tab) =>
  tab.run(({ kept }) => {
    kept.progress = [];
    kept.commit = kept.review.commit({
      onProgress: (/** @type {any} */ progress) => kept.progress.push(progress),
    });
    kept.commit.catch(() => {});
  });

/** @param {Tab} tab */
const count = (tab) => tab.run(async ({ books }) => (await books.crm.state()).contacts);

/** @param {Tab} tab */
const imports = (tab) => tab.run(async ({ books }) => (await books.crm.imports()).length);

for (const engine of engines) {
  describe(engine, () => {
    /** @type {World} */
    let world;
    before(async () => {
      world = await World.start(engine, site);
    });
    afterEach(async () => {
      const tab = await world.openTab('crm');
      await tab.run(({ books }) => books.crm.destroy());
      await world.closeTabs();
      world.assertQuiet();
    });
    after(() => world.end());

    test('one tab imports while another searches and is answered', async () => {
      const leader = await world.openTab('crm');
      const follower = await world.openTab('crm');
      await leader.run(({ books }) => books.crm.save({ name: 'Anna' }));
      await makeFile(follower, 60_000);
      await review(follower);
      await beginCommit(follower);
      const longest = await leader.run(async ({ books }) => {
        let most = 0;
        for (let i = 0; i < 30; ++i) {
          const start = performance.now();
          const { total } = await books.crm.search({ filter: { text: 'anna' } });
          if (total !== 1) throw new Error(`${total} found`);
          most = Math.max(most, performance.now() - start);
        }
        return most;
      });
      const counts = await follower.run(({ kept }) => kept.commit);
      assert.equal(counts.new, 54_000);
      assert.ok(longest < 1_000, `a search took ${longest} ms`);
      const progress = await follower.run(({ kept }) => kept.progress);
      assert.ok(
        progress.length > 3 && progress.every((/** @type {any} */ p) => p.total === 60_000),
      );
      assert.equal(await count(leader), 54_001);
    });

    test('an import is of the tab that began it, and ends with it', async () => {
      const leader = await world.openTab('crm');
      const [second, third] = [await world.openTab('crm'), await world.openTab('crm')];
      for (const tab of [second, third]) await makeFile(tab, 100);
      await review(second);
      const code = await third.run(({ books, kept }) =>
        books.crm.importFile(kept.file).then(
          () => '',
          (error) => error.code,
        ),
      );
      assert.equal(code, 'import_already_open');
      await second.close();
      await until(() => review(third).then(Boolean, () => false), 2_000, 'the next import');
      await third.run(({ kept }) => kept.review.commit());
      assert.equal(await count(leader), 90);
    });

    test('the one who leads is gone during a review: nobody who decides notices', async () => {
      const leader = await world.openTab('crm');
      const [second, third] = [await world.openTab('crm'), await world.openTab('crm')];
      await leader.knowProcess();
      await leader.run(async ({ books }) => {
        for (const i of [1, 2, 3]) await books.crm.save({ email: `person${i}@example.org` });
      });
      await makeFile(second, 1_000);
      const counts = await review(second, { duplicates: 'skip' });
      assert.deepEqual(counts, { rows: 1000, new: 897, updated: 0, skipped: 3, rejected: 100 });
      const decided = await second.run(async ({ kept }) => {
        await kept.review.decide({ action: 'update' });
        return kept.review.decide({ action: 'skip', row: 3 });
      });
      assert.deepEqual(decided, { rows: 1000, new: 897, updated: 2, skipped: 1, rejected: 100 });

      await leader.crash();
      const page = await second.run(({ kept }) => kept.review.page({ only: 'duplicates' }));
      assert.deepEqual(page.counts, decided);
      assert.deepEqual(
        page.rows.map((/** @type {any} */ { outcome }) => outcome),
        ['skipped', 'updated', 'updated'],
      );
      const { entry, ...written } = await second.run(({ kept }) => kept.review.commit());
      assert.ok(entry > 0);
      assert.deepEqual(written, decided);
      assert.equal(await count(third), 900);

      // What was committed is read once more for the file of rejected rows, and not a second time.
      await second.run(({ kept }) => kept.review.rejectedCsv().then(() => {}));
      const rejected = await second.run(async ({ kept }) =>
        (await kept.review.rejectedCsv()).text(),
      );
      assert.equal(rejected.trim().split('\r\n').length, 101);
      assert.equal(await count(third), 900);
    });

    test('a decision about what is no duplicate any more takes no other along', async () => {
      const leader = await world.openTab('crm');
      const second = await world.openTab('crm');
      await makeFile(second, 10);
      const { id } = await second.run(({ books }) =>
        books.crm.save({ email: 'person1@example.org' }),
      );
      await second.run(({ books }) => books.crm.save({ email: 'person2@example.org' }));
      await review(second);
      await second.run(async ({ books, kept }, gone) => {
        for (const row of [3, 4]) await kept.review.decide({ action: 'update', row });
        await kept.review.fixCell({ row: 11, column: 2, value: 'person9@example.org' });
        await books.crm.remove({ ids: [gone] });
      }, id);
      await leader.close();
      const { counts } = await second.run(({ kept }) => kept.review.page());
      assert.deepEqual(counts, { rows: 10, new: 9, updated: 1, skipped: 0, rejected: 0 });
    });

    test('the rejected rows are at hand when the one who wrote them is gone', async () => {
      const leader = await world.openTab('crm');
      const second = await world.openTab('crm');
      await makeFile(second, 100);
      await review(second);
      await second.run(({ kept }) => kept.review.commit());
      await leader.close();
      const rejected = await second.run(async ({ kept }) =>
        (await kept.review.rejectedCsv()).text(),
      );
      assert.equal(rejected.trim().split('\r\n').length, 11);
      assert.equal(await count(second), 90);
      // It left nothing open.
      assert.equal((await review(second)).skipped, 90);
    });

    for (const how of /** @type {const} */ (['close', 'crash'])) {
      test(`the leader is gone during a commit (${how}): done once`, async () => {
        const leader = await world.openTab('crm');
        const [second, third] = [await world.openTab('crm'), await world.openTab('crm')];
        await leader.knowProcess();
        await makeFile(second, 40_000);
        await review(second);
        await beginCommit(second);
        await until(
          async () => (await second.run(({ kept }) => kept.progress.length)) > 1,
          5_000,
          'progress',
        );
        await leader[how]();
        const counts = await second.run(({ kept }) => kept.commit);
        assert.equal(counts.new, 36_000);
        assert.equal(await count(third), 36_000);
        assert.equal(await imports(third), 1);
      });
    }

    test('a tab is gone during its commit: nothing of it is there', async () => {
      const leader = await world.openTab('crm');
      const second = await world.openTab('crm');
      await second.knowProcess();
      await makeFile(second, 60_000);
      await review(second);
      await beginCommit(second);
      await until(
        async () => (await second.run(({ kept }) => kept.progress.length)) > 0,
        5_000,
        'progress',
      );
      await second.crash();
      // Writes of others wait for its end.
      await leader.run(({ books }) => books.crm.save({ name: 'Anna' }).then(() => {}));
      assert.ok([1, 54_001].includes(await count(leader)));
      assert.equal(await imports(leader), (await count(leader)) > 1 ? 1 : 0);
    });
  });
}
