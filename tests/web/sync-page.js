// The dashboard at its sync screen, with a book of the test's own.
import { openPage } from './browser.js';
import { useSmallBook } from './small-book.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/** How it stands where nothing is to be done. */
export const connected = {
  is_connected: true,
  name: 'Django REST framework',
  base: 'https://crm.example.org/api',
  account: 'anna@example.org',
  direction: 'both',
  auth: { kind: 'header' },
  is_working: false,
  pause: '',
  failure: '',
  failures: 0,
  waits_until: null,
  last_answer_at: '2026-11-26T09:41:00.000Z',
  pending: 0,
  parked: 0,
  conflicts: 0,
  linked: 1204,
  lost: 0,
  pull: { mode: 'idle', rows: 0, is_complete: true, polled_at: '2026-11-26T09:41:00.000Z' },
  log: [
    { at: '2026-11-26T09:41:00Z', took_ms: 83, method: 'GET', path: '/api/contacts/', status: 200 },
    { at: '2026-11-26T09:40:00Z', took_ms: 4, method: 'POST', path: '/api/contacts/', status: 0 },
  ],
};

/**
 * The dashboard at its sync screen.
 * @param {PageOptions} options
 * @param {Record<string, unknown>} book
 */
export async function openSync(options, book) {
  const page = await openPage({ path: 'blank.html#/sync', ...options });
  await page.evaluate((locale) => {
    document.documentElement.lang = locale.slice(0, 2);
    const dashboard = document.createElement('kartei-dashboard');
    dashboard.setAttribute('standalone', '');
    document.body.replaceChildren(dashboard);
  }, options.locale ?? 'en-US');
  await useSmallBook(page, { contacts: 5, ...book });
  await page.locator('kartei-sync h2').waitFor();
  return page;
}

/** @param {Page} page */
export const calls = (page) => page.evaluate(() => /** @type {any} */ (globalThis).book.calls);

/** @param {Page} page @param {object} status */
export const tell = (page, status) =>
  page.evaluate((said) => /** @type {any} */ (globalThis).book.tell(said), status);
