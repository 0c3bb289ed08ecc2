// Several tabs of one book, in Chromium and in Firefox: what one writes the others see, and whoever
// leads may be closed, killed or put to sleep at any moment.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { engines } from './engines.js';
import { serveSite } from './site.js';
import { World, pause, until } from './world.js';

/** @typedef {import('./world.js').Tab} Tab */

/** @type {Awaited<ReturnType<typeof serveSite>>} */
let site;
before(async () => {
  site = await serveSite();
});
after(() => site.close());

const TAKEOVER_MS = 2_000;
// Told, so that a slow machine shows in the log of a run.
/** @param {string} what @param {number} ms */
const measured = (what, ms) => console.log(`${what}: ${Math.round(ms)} ms`);

/**
 * The names in the book, in order.
 * @param {Tab} tab
 * @returns {Promise<string[]>}
 */
const names = (tab) =>
  tab.run(async ({ books }) => {
    const { rows } = await books.crm.search({ sort: [{ field: 'name' }], limit: 1000 });
    return rows.map(({ name }) => name);
  });

/**
 * @param {Tab} tab
 * @param {string} name
 */
const save = (tab, name) =>
  tab.run(({ books }, given) => books.crm.save({ name: given }).then(({ name }) => name), name);

/** @param {Tab} tab */
const status = (tab) => tab.run(({ books }) => books.crm.status);

/**
 * Begins `count` writes one after the other and does not wait for them.
 * @param {Tab} tab
 * @param {string} prefix
 * @param {number} count
 */
const beginSaving = (tab, prefix, count) =>
  tab.run(
    ({ books, kept }, given) => {
      const all = Array.from({ length: given.count }, (_, i) =>
        books.crm.save({ name: `${given.prefix} ${String(i).padStart(3, '0')}` }),
      );
      kept.done = 0;
      for (const one of all) one.then(() => ++kept.done);
      kept.saved = Promise.all(all).then((contacts) => contacts.map(({ name }) => name));
    },
    { prefix, count },
  );

for (const engine of engines) {
  describe(engine, () => {
    /** @type {World} */
    let world;
    before(async () => {
      world = await World.start(engine, site);
    });
    afterEach(async () => {
      const [tab] = await Promise.all([world.openTab('crm')]);
      await tab.run(({ books }) => books.crm.destroy());
      await world.closeTabs();
      world.assertQuiet();
    });
    after(() => world.end());

    /** @param {number} count */
    async function openTabs(count) {
      const tabs = [];
      for (let i = 0; i < count; ++i) tabs.push(await world.openTab('crm'));
      return tabs;
    }

    test('each tab shows what the others write, within a second', async () => {
      const tabs = await openTabs(3);
      for (const [i, writer] of tabs.entries()) {
        const at = await writer.run(async ({ books }, name) => {
          await books.crm.save({ name });
          return performance.timeOrigin + performance.now();
        }, `Anna ${i}`);
        for (const tab of tabs) {
          const seen = () =>
            tab.run(({ events }) => events.filter(({ type }) => type === 'change'));
          await until(async () => (await seen()).length === i + 1, 1_000, 'a change');
          assert.ok((await seen())[i].at - at < 1_000);
        }
      }
      for (const tab of tabs) assert.deepEqual(await names(tab), ['Anna 0', 'Anna 1', 'Anna 2']);
      for (const tab of tabs) assert.equal(await status(tab), 'ready');
    });

    for (const how of /** @type {const} */ (['close', 'crash'])) {
      test(`the one who leads is gone (${how}): writes under way are done, each once`, async () => {
        const [leader, second, third] = await openTabs(3);
        await leader.knowProcess();
        await beginSaving(second, 'B', 60);
        await beginSaving(third, 'C', 60);
        await until(
          async () => (await second.run(({ kept }) => kept.done)) > 5,
          5_000,
          'the first answers',
        );
        const gone = performance.now();
        await leader[how]();
        for (const [tab, prefix] of /** @type {[Tab, string][]} */ ([
          [second, 'B'],
          [third, 'C'],
        ])) {
          const saved = await tab.run(({ kept }) => kept.saved);
          assert.deepEqual(
            saved,
            Array.from({ length: 60 }, (_, i) => `${prefix} ${String(i).padStart(3, '0')}`),
          );
        }
        measured(`${engine}: 120 writes with a takeover by ${how}`, performance.now() - gone);
        const all = await names(third);
        assert.equal(new Set(all).size, 120);
        assert.equal(all.length, 120, 'none was applied twice');
      });

      test(`another tab takes over within two seconds (${how})`, async () => {
        const tabs = await openTabs(3);
        for (const tab of tabs) await tab.knowProcess();
        await save(tabs[0], 'Anna');
        const gone = performance.now();
        await tabs[0][how]();
        await save(tabs[2], 'Berta');
        const ms = performance.now() - gone;
        measured(`${engine}: takeover by ${how}`, ms);
        assert.ok(ms < TAKEOVER_MS, `${ms} ms`);
        assert.deepEqual(await names(tabs[1]), ['Anna', 'Berta']);
        // Nobody can know what the last words of the one who is gone were.
        assert.ok(await tabs[1].run(({ events }) => events.length > 1));
      });
    }

    test('the one who leads sleeps: the others say so, wait, and go on when it wakes', async () => {
      const [leader, second, third] = await openTabs(3);
      await leader.knowProcess();
      await leader.freeze();
      const start = performance.now();
      await beginSaving(second, 'B', 2);
      const waited = await until(
        async () => (await status(second)) === 'waiting',
        3_000,
        'waiting',
      );
      assert.ok(waited < 2_000, `said after ${waited} ms`);
      measured(`${engine}: a sleeping tab was noticed`, performance.now() - start);
      await pause(500);
      assert.equal(await second.run(({ kept }) => kept.done), 0);
      await leader.wake();
      assert.deepEqual(await second.run(({ kept }) => kept.saved), ['B 000', 'B 001']);
      await until(async () => (await status(second)) === 'ready', 1_000, 'ready');
      assert.deepEqual(await names(third), ['B 000', 'B 001']);
    });

    test('the one who leads sleeps and is closed: what was typed is written', async () => {
      const [leader, second, third] = await openTabs(3);
      await leader.knowProcess();
      await leader.freeze();
      await beginSaving(second, 'B', 2);
      await until(async () => (await status(second)) === 'waiting', 3_000, 'waiting');
      await leader.crash();
      assert.deepEqual(await second.run(({ kept }) => kept.saved), ['B 000', 'B 001']);
      assert.deepEqual(await names(third), ['B 000', 'B 001']);
    });

    test('a page that was left holds nothing, and later knows what was written', async () => {
      const [leader, second] = await openTabs(2);
      await save(leader, 'Anna');
      await leader.page.goto(site.url.replace('blank.html', 'elsewhere.html'));
      const gone = performance.now();
      await save(second, 'Berta');
      const ms = performance.now() - gone;
      measured(`${engine}: takeover from a page that was left`, ms);
      assert.ok(ms < TAKEOVER_MS, `${ms} ms`);
      await leader.page.goBack();
      await leader.isLoaded();
      // The browser has kept the page, or loads it again.
      if (!(await leader.run(({ books }) => 'crm' in books))) await leader.open('crm');
      await save(leader, 'Cora');
      assert.deepEqual(await names(leader), ['Anna', 'Berta', 'Cora']);
      assert.deepEqual(await names(second), ['Anna', 'Berta', 'Cora']);
    });

    test('opening beside a sleeping tab says that the book is open elsewhere', async () => {
      const [leader] = await openTabs(1);
      await leader.knowProcess();
      const late = await world.openTab();
      await leader.freeze();
      try {
        assert.equal(await late.open('crm'), 'book_open_elsewhere');
      } finally {
        await leader.wake();
      }
      assert.equal(await late.open('crm'), '');
    });

    test('a page that is loaded again opens its book at once, again and again', async () => {
      const [leader] = await openTabs(1);
      for (let i = 0; i < 5; ++i) {
        await save(leader, `Anna ${i}`);
        await leader.reload();
        assert.equal(await leader.open('crm'), '');
      }
      assert.equal((await names(leader)).length, 5);
    });

    test('a tab whose lock was taken by force gives the book away', async () => {
      const [leader, second] = await openTabs(2);
      await save(leader, 'Anna');
      await second.run(({ kept }) => {
        const taken = { steal: true };
        navigator.locks
          .request('kartei:crm', taken, () => new Promise((go) => (kept.giveBack = go)))
          .catch(() => {});
      });
      try {
        await until(async () => (await status(leader)) === 'waiting', 3_000, 'waiting');
        await beginSaving(leader, 'B', 3);
        assert.equal(await leader.run(({ kept }) => kept.done), 0);
      } finally {
        await second.run(({ kept }) => kept.giveBack());
      }
      await leader.run(({ kept }) => kept.saved);
      assert.deepEqual(await names(second), ['Anna', 'B 000', 'B 001', 'B 002']);
      assert.equal(await status(leader), 'ready');
    });

    test('a call that arrives twice is done once, and answered twice', async () => {
      const [leader] = await openTabs(1);
      const answers = await leader.run(async () => {
        const [from, id] = ['a-tab', 'a-tab:1'];
        navigator.locks.request(`kartei:crm:tab:${from}`, () => new Promise(() => {}));
        const channel = new BroadcastChannel('kartei:crm');
        const heard = (/** @type {string} */ kind) =>
          new Promise((resolve) => {
            const listen = (/** @type {MessageEvent} */ { data }) => {
              if (data.kind !== kind || data.to !== from) return;
              channel.removeEventListener('message', listen);
              resolve(data);
            };
            channel.addEventListener('message', listen);
          });
        const protocolPath = new URL('./worker/protocol.js', location.href).href;
        const { PROTOCOL: protocol } = await import(protocolPath);
        const found = heard('leader');
        channel.postMessage({ protocol, from, to: '', kind: 'hello' });
        const { from: to, epoch } = await found;
        const call = { protocol, from, to, kind: 'call', epoch, id, name: 'save' };
        const answers = [];
        for (let i = 0; i < 2; ++i) {
          const answer = heard('answer');
          channel.postMessage({ ...call, args: { name: 'Anna' }, isResent: i > 0 });
          answers.push((await answer).value);
        }
        return answers;
      });
      assert.equal(answers[0].name, 'Anna');
      assert.deepEqual(answers[1], answers[0]);
      assert.deepEqual(await names(leader), ['Anna']);
    });

    if (engine === 'chromium') {
      test('a tab that the browser freezes lets go of the book before', async () => {
        const [leader, second] = await openTabs(2);
        const cdp = await leader.page.createCDPSession();
        const setState = (/** @type {'frozen' | 'active'} */ state) =>
          cdp.send('Page.setWebLifecycleState', { state });
        await setState('frozen');
        const frozen = performance.now();
        await save(second, 'Berta');
        assert.ok(performance.now() - frozen < TAKEOVER_MS);
        await setState('active');
        await save(leader, 'Cora');
        assert.deepEqual(await names(second), ['Berta', 'Cora']);
      });
    }

    test('closing is always safe', async () => {
      const tabs = await openTabs(2);
      for (const tab of tabs) {
        const codes = await tab.run(async ({ books }) => {
          const codeOf = (/** @type {Promise<any>} */ call) =>
            call.then(
              () => 'answered',
              (error) => error.code,
            );
          const calls = [1, 2, 3].map((i) => codeOf(books.crm.save({ name: `Late ${i}` })));
          await Promise.all([books.crm.close(), books.crm.close()]);
          await books.crm.close();
          calls.push(codeOf(books.crm.search({})));
          return Promise.all(calls);
        });
        assert.deepEqual(codes, Array(4).fill('book_closed'));
      }
      // Each of them was done or not, and none half.
      assert.equal(await tabs[0].open('crm'), '');
      assert.ok((await names(tabs[0])).length <= 6);
    });

    test('a book that is wiped is gone for every tab, and its files with it', async () => {
      const tabs = await openTabs(3);
      await save(tabs[0], 'Anna');
      await tabs[2].run(({ books }) => books.crm.destroy());
      for (const tab of tabs) {
        await until(async () => (await status(tab)) === 'destroyed', 1_000, 'the news');
        const code = await tab.run(({ books }) => books.crm.state().catch(({ code }) => code));
        assert.equal(code, 'book_closed');
      }
      assert.equal(await tabs[1].open('crm'), '');
      assert.deepEqual(await names(tabs[1]), []);
    });
  });
}
