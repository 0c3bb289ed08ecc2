// Cells of the list are edited in Chromium and in Firefox, which tell of the focus in other ways:
// by keys alone, with what is said beside a cell, and in a table that is hidden meanwhile.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { engines, launch, makeProfile } from './engines.js';
import { serveSite } from './site.js';
import { until } from './world.js';

/** @import { Browser, Page } from 'puppeteer-core' */

/** @type {Awaited<ReturnType<typeof serveSite>>} */
let site;
before(async () => {
  site = await serveSite();
});
after(() => site.close());

for (const engine of engines) {
  describe(engine, () => {
    /** @type {Browser} */
    let browser;
    /** @type {Page} */
    let page;
    const profile = makeProfile();
    /** @type {string[]} */
    let problems = [];
    before(async () => {
      browser = await launch(engine, { folder: profile.folder });
    });
    after(async () => {
      await browser.close();
      profile.remove();
    });
    afterEach(async () => {
      await page.close();
      assert.deepEqual(problems, []);
      problems = [];
    });

    /** A table on a book with two contacts, the focus on the name of the first one. */
    async function open() {
      page = await browser.newPage();
      page.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => problems.push(`error: ${error}`));
      await page.goto(site.gridUrl);
      await page.evaluate(async () => {
        await customElements.whenDefined('kartei-table');
        const { openContacts } = await import(new URL('kartei.js', location.href).href);
        const book = await openContacts({ storage: 'memory' });
        await book.save({ name: 'Anna', email: 'anna@example.org' });
        await book.save({ name: 'Bert', email: 'bert@example.org' });
        const table = /** @type {any} */ (document.createElement('kartei-table'));
        table.book = book;
        const main = /** @type {HTMLElement} */ (document.querySelector('main'));
        main.style.height = '80vh';
        main.append(table);
        Object.assign(globalThis, { book, table });
      });
      await becomes(`table.root.querySelectorAll('.body .row').length`, 2);
      await page.evaluate(`table.root.querySelector('.body .name').focus()`);
    }

    /** @param {string} expression @param {unknown} expected */
    async function becomes(expression, expected) {
      const isSo = async () => (await page.evaluate(expression)) === expected;
      await until(isSo, 10_000, `${expression} is ${expected}`);
    }

    const editor = `table.root.querySelector('.editor')`;
    const focused = 'table.root.activeElement';
    const names = `book.search({}).then(({ rows }) => rows.map(({ name }) => name).sort().join())`;

    test('Enter, Tab and Esc', async () => {
      await open();
      await page.keyboard.press('F2');
      await becomes(`${focused} === ${editor}`, true);
      await page.keyboard.type('Anke');
      await page.keyboard.press('Enter');
      await becomes(`${focused}?.textContent`, 'AAnke');
      await page.keyboard.press('F2');
      await page.keyboard.type('Alma');
      await page.keyboard.press('Tab');
      await becomes(`${editor}?.value`, 'anna@example.org');
      await page.keyboard.type('alma');
      await page.keyboard.press('Enter');
      const said = `table.root.querySelector('.cell-message:popover-open')?.textContent`;
      await becomes(said, 'This e-mail has no @.');
      await page.keyboard.press('Escape');
      await becomes(`${focused}?.textContent`, 'anna@example.org');
      await becomes(said, undefined);
      await becomes(names, 'Alma,Bert');
    });

    test('a click elsewhere saves, and so does a page that hides the table', async () => {
      await open();
      await page.keyboard.press('F2');
      await page.keyboard.type('Anke');
      await page.mouse.click(20, 20);
      await becomes(names, 'Anke,Bert');
      await page.evaluate(`table.root.querySelector('.body .name').focus()`);
      await page.keyboard.press('F2');
      await page.keyboard.type('Alma');
      await page.evaluate('table.hidden = true');
      await becomes(names, 'Alma,Bert');
    });
  });
}
