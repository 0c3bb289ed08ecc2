// The list in Chromium and in Firefox, with one and with ten million rows: keys, the wheel, the
// scroll bar, what readers are told, and that no frame shows what does not belong there. The page
// has the strict policy of scripts/serve.mjs: style-src 'self'.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, test } from 'node:test';
import { engines, launch, makeProfile } from './engines.js';
import { serveSite } from './site.js';
import { pause, until } from './world.js';

/** @import { Browser, KeyInput, Page } from 'puppeteer-core' */

const million = 1_000_000;
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** @type {Awaited<ReturnType<typeof serveSite>>} */
let site;
before(async () => {
  site = await serveSite();
});
after(() => site.close());

/**
 * @param {Page} page
 * @returns {Promise<{rows: Row[], whole: Row[]}>}
 * @typedef {{place: number, name: string}} Row
 */
const look = (page) => page.evaluate(() => /** @type {any} */ (globalThis).look());

/**
 * What is seen when nothing moves any more and every row has come.
 * @param {Page} page
 */
async function lookAtRest(page) {
  let last = '';
  for (let i = 0, same = 0; i < 150 && same < 4; i++) {
    await pause(50);
    const now = await look(page);
    const isThere = now.rows.length > 0 && now.rows.every(({ name }) => name);
    same = isThere && JSON.stringify(now) === last ? same + 1 : 0;
    last = JSON.stringify(now);
  }
  return /** @type {Awaited<ReturnType<typeof look>>} */ (JSON.parse(last));
}

/** Where the focus is: [aria-rowindex, aria-colindex]. @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    const cell = /** @type {any} */ (globalThis).table.root.activeElement;
    const place = (/** @type {string} */ name) =>
      Number(cell?.closest(`[${name}]`)?.getAttribute(name));
    return [place('aria-rowindex'), place('aria-colindex')];
  });

/**
 * @param {Page} page
 * @param {...KeyInput} keys  held down together
 */
async function press(page, ...keys) {
  const last = /** @type {KeyInput} */ (keys.pop());
  for (const key of keys) await page.keyboard.down(key);
  await page.keyboard.press(last);
  for (const key of keys.toReversed()) await page.keyboard.up(key);
}

/** Places of the grid in the window. @param {Page} page */
const measure = (page) =>
  page.evaluate(() => {
    const { root } = /** @type {any} */ (globalThis).table;
    const grid = root.querySelector('.grid');
    const { left, right, top, bottom } = grid.getBoundingClientRect();
    return { left, right, top, bottom, bar: grid.offsetWidth - grid.clientWidth };
  });

for (const engine of engines) {
  describe(engine, () => {
    /** @type {Browser} */
    let browser;
    const profile = makeProfile();
    /** @type {string[]} */
    let problems = [];
    before(async () => {
      browser = await launch(engine, { folder: profile.folder, hasScrollbars: true });
    });
    after(async () => {
      await browser.close();
      profile.remove();
    });

    /** @type {Page} */
    let page;
    /** @param {number} total */
    async function open(total) {
      page = await browser.newPage();
      page.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => problems.push(`error: ${error}`));
      await page.setViewport({ width: 1280, height: 800 });
      await page.goto(site.gridUrl);
      await page.waitForFunction(
        () => 'show' in globalThis && customElements.get('kartei-table') !== undefined,
      );
      await page.evaluate((rows) => /** @type {any} */ (globalThis).show(rows), total);
      await lookAtRest(page);
      return page;
    }

    afterEach(async () => {
      const { wrong, frames } = await page.evaluate(() => {
        const hand = /** @type {any} */ (globalThis);
        return { wrong: hand.wrong, frames: hand.frames };
      });
      await page.close();
      assert.ok(frames > 10, `${frames} frames were looked at`);
      assert.deepEqual(wrong.slice(0, 5), [], 'rows that show what belongs elsewhere');
      assert.deepEqual(problems, []);
      problems = [];
    });

    for (const total of [million, 10 * million]) {
      const size = `${total / million} million rows`;

      test(`${size}: keys`, async () => {
        await open(total);
        await press(page, 'Tab');
        await press(page, 'Control', 'End');
        assert.deepEqual(await focused(page), [total + 1, 6]);
        const end = await lookAtRest(page);
        assert.deepEqual(end.whole.at(-1), { place: total - 1, name: `Row ${total - 1}` });
        for (let i = 1; i <= 30; i++) {
          await press(page, 'ArrowUp');
          assert.equal((await focused(page))[0], total + 1 - i);
        }
        const screen = end.whole.length;
        const [row] = await focused(page);
        await press(page, 'PageUp');
        const [paged] = await focused(page);
        assert.ok(Math.abs(row - paged - screen) <= 1, `${row} to ${paged}, ${screen} fit`);
        assert.ok((await look(page)).whole.some(({ place }) => place === paged - 2));
        await press(page, 'PageDown');
        assert.deepEqual(await focused(page), [row, 6]);
        await press(page, 'Home');
        assert.deepEqual(await focused(page), [row, 1]);
        await press(page, 'Control', 'Home');
        assert.deepEqual(await focused(page), [2, 1]);
        assert.equal((await lookAtRest(page)).whole[0].place, 0);
      });

      test(`${size}: one notch of the wheel is at most a screen, anywhere`, async () => {
        await open(total);
        await press(page, 'Tab');
        const { left, top } = await measure(page);
        await page.mouse.move(left + 300, top + 200);
        for (const part of [0, 0.3, 0.5, 0.9]) {
          await page.evaluate((of) => {
            const grid = /** @type {any} */ (globalThis).table.root.querySelector('.grid');
            grid.scrollTop = of * grid.scrollHeight;
          }, part);
          const { whole } = await lookAtRest(page);
          const near = Math.abs(whole[0].place - part * total);
          assert.ok(near <= 0.2 * total, `at ${part}: ${whole[0].place}`);
          await page.mouse.wheel({ deltaY: 120 });
          await until(
            async () => (await look(page)).whole[0].place > whole[0].place,
            5_000,
            `the list moves, at ${part}`,
          );
          const after = (await lookAtRest(page)).whole[0].place;
          const moved = after - whole[0].place;
          assert.ok(moved >= 1 && moved <= whole.length, `at ${part}: ${moved} rows`);
        }
      });

      test(`${size}: the scroll bar is dragged to the middle and to the last row`, async () => {
        await open(total);
        const { right, top, bottom, bar } = await measure(page);
        assert.ok(bar >= 8, `the bar is ${bar} pixels wide`);
        const x = right - bar / 2;
        // The window is 800 pixels high. Below the arrow, where there is one, the thumb begins.
        const start = top + 24;
        await page.mouse.move(x, start);
        await page.mouse.down();
        await page.mouse.move(x, start + (bottom - top) / 4, { steps: 10 });
        await page.mouse.move(x, start + (bottom - top) / 2, { steps: 10 });
        const middle = (await lookAtRest(page)).whole[0].place;
        assert.ok(middle > 0.3 * total && middle < 0.7 * total, `in the middle: ${middle}`);
        await page.mouse.move(x, 795, { steps: 10 });
        await page.mouse.up();
        const end = await lookAtRest(page);
        assert.deepEqual(end.whole.at(-1), { place: total - 1, name: `Row ${total - 1}` });
      });

      test(`${size}: leaps over the list, answers slow and in another order`, async () => {
        await open(total);
        await page.evaluate(async () => {
          const { source, table } = /** @type {any} */ (globalThis);
          source.delays = [90, 10, 140, 0, 60, 30];
          const grid = table.root.querySelector('.grid');
          for (let i = 0; i < 80; i++) {
            grid.scrollTop = (((i * 7919) % 97) / 97) * grid.scrollHeight;
            await new Promise((go) => setTimeout(go, 20));
          }
        });
        const { rows } = await lookAtRest(page);
        assert.ok(rows.every(({ name, place }) => name === `Row ${place}`));
      });
    }

    test('of questions in a row the newest answer stands, whatever comes late', async () => {
      await open(million);
      await page.evaluate(async () => {
        const hand = /** @type {any} */ (globalThis);
        // For 0.3 seconds the old rows may stay.
        hand.mayBeOld = true;
        hand.source.delays = [250, 5, 180, 40];
        for (const text of ['Anna', 'Bert', 'Cora', 'Dora', 'Emil']) {
          hand.table.query = { filter: { text } };
          await new Promise((go) => setTimeout(go, 30));
        }
        await new Promise((go) => setTimeout(go, 700));
        hand.mayBeOld = false;
      });
      const { rows } = await lookAtRest(page);
      assert.ok(
        rows.every(({ name, place }) => name === `Emil ${place}`),
        rows[0].name,
      );
    });

    test('readers are told how much there is and where; axe-core finds nothing', async () => {
      await open(10 * million);
      await press(page, 'Tab');
      await press(page, 'Control', 'End');
      await lookAtRest(page);
      const told = await page.evaluate(() => {
        const { root } = /** @type {any} */ (globalThis).table;
        const grid = root.querySelector('[role=grid]');
        const places = [...root.querySelectorAll('[aria-rowindex]')].map((row) =>
          Number(row.getAttribute('aria-rowindex')),
        );
        const stops = root.querySelectorAll('.grid [tabindex="0"]').length;
        return { rows: grid.ariaRowCount, columns: grid.ariaColCount, places, stops };
      });
      assert.deepEqual([told.rows, told.columns, told.stops], ['10000001', '6', 1]);
      assert.deepEqual(
        told.places,
        told.places.toSorted((a, b) => a - b),
      );
      assert.equal(told.places.at(-1), 10 * million + 1);
      await page.evaluate(`${axeSource}; undefined`);
      const findings = await page.evaluate(async () => {
        const { violations } = await /** @type {any} */ (globalThis).axe.run(document);
        return violations.map((/** @type {any} */ { id, nodes }) => `${id} ${nodes[0].html}`);
      });
      assert.deepEqual(findings, []);
    });

    test('keys of the header: a further key of the order, a column moved', async () => {
      await open(1000);
      await press(page, 'Tab');
      await press(page, 'ArrowUp');
      await press(page, 'ArrowRight');
      await press(page, 'Enter');
      await press(page, 'ArrowRight');
      await press(page, 'Shift', 'Enter');
      await press(page, 'Alt', 'ArrowLeft');
      await pause(200);
      const { sort, columns } = await page.evaluate(() => {
        const { table } = /** @type {any} */ (globalThis);
        return { sort: table.query.sort, columns: table.columns.shown };
      });
      assert.deepEqual(sort, [
        { field: 'email', direction: 'asc' },
        { field: 'country_code', direction: 'asc' },
      ]);
      assert.deepEqual(columns, ['name', 'country_code', 'email', 'phone', 'created_at']);
      assert.deepEqual(await focused(page), [1, 3]);
    });
  });
}
