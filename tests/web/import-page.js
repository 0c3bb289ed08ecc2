// The import screen as its tests use it.
import { openPage } from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

export const people = [
  'Name;E-Mail;Vorwahl;Telefon;Firma',
  'Anna Beispiel;anna@example.org;+49;30 23125101;Beispiel GmbH',
  'Bert Muster;bert@example.org;+49;30 23125102;',
];

/** @param {PageOptions} [options] */
export async function openImport(options) {
  const page = await openPage({ path: '#/import', ...options });
  await page.getByRole('heading', { level: 3 }).waitFor();
  return page;
}

/**
 * @param {Page} page
 * @param {string | Buffer | string[]} content  lines, or bytes
 * @param {string} [name]
 */
export async function choose(page, content, name = 'contacts.csv') {
  const buffer = Buffer.from(Array.isArray(content) ? content.join('\r\n') : content);
  await page.locator('kartei-import input[type=file]').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer,
  });
}

/** @param {Page} page */
export async function check(page) {
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.locator('.review-row').first().waitFor();
}

/** @param {Page} page */
export const sum = (page) => page.getByTestId('import-sum').innerText();

/** @param {Page} page @param {string} name */
export const tab = (page, name) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

/** @param {Page} page */
export const contacts = (page) =>
  page.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    return book.search({ sort: [{ field: 'name' }] });
  });

/**
 * From now on an open review answers such a call only once the function that comes back is called.
 * @param {Page} page @param {'decide' | 'fixCell' | 'cancel'} name
 */
export async function hold(page, name) {
  await page.evaluate(async (method) => {
    const path = '/dist/import-review.js';
    const { ImportReview } = await import(path);
    const real = ImportReview.prototype[method];
    const isFree = new Promise((free) => Object.assign(globalThis, { free }));
    ImportReview.prototype[method] = async function (/** @type {any[]} */ ...args) {
      await isFree;
      return real.apply(this, args);
    };
  }, name);
  return () => page.evaluate(() => /** @type {any} */ (globalThis).free());
}
