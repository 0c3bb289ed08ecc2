// What the tests of <kartei-check> share: a form with it on a page, and a server that takes the
// upload.
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { openPage } from './browser.js';

/** @import { Page } from 'playwright-core' */

/** What was uploaded, one body each. @type {string[]} */
export const uploads = [];
const upload = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (data) => (body += data));
  request.on('end', () => {
    if (request.method === 'POST') uploads.push(body);
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>Taken</title><link rel="icon" href="data:,">');
  });
});
export let action = '';

before(async () => {
  await new Promise((listening) => upload.listen(0, '127.0.0.1', () => listening(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (upload.address());
  action = `http://127.0.0.1:${port}/`;
});

after(() => {
  upload.closeAllConnections();
  upload.close();
});

export const columns = [
  { name: 'email', type: 'email', required: true, unique: true },
  { name: 'phone', type: 'phone' },
];

export const good = 'E-Mail;Telefon\nanna@x.de;+49 30 1234567\nbert@x.de;\n';
export const bad = 'E-Mail;Telefon\nanna@x.de;\nbert;+49 30 1234567\nanna@x.de;\n';

/**
 * A form with an input and a <kartei-check> beside it.
 * @param {{attributes?: Record<string, string>, locale?: string, theme?: 'light' | 'dark',
 *   width?: number, hasInput?: boolean}} [options]
 */
export async function openForm({ attributes = {}, hasInput = true, ...options } = {}) {
  const page = await openPage({ path: 'blank.html', site: action, ...options });
  await page.evaluate(
    async ([to, given, withInput]) => {
      const path = '/elements/kartei-check.js';
      await import(path);
      const form = Object.assign(document.createElement('form'), {
        method: 'post',
        enctype: 'multipart/form-data',
        action: to,
      });
      const check = document.createElement('kartei-check');
      for (const [name, value] of Object.entries(given)) check.setAttribute(name, value);
      if (withInput) {
        const input = Object.assign(document.createElement('input'), {
          type: 'file',
          name: 'contacts',
          id: 'contacts',
        });
        input.setAttribute('aria-label', 'Contacts');
        check.setAttribute('for', 'contacts');
        form.append(input);
      }
      form.append(check, Object.assign(document.createElement('button'), { textContent: 'Send' }));
      document.querySelector('main')?.append(form);
      /** @type {object[]} */
      const events = [];
      Object.assign(window, { events });
      for (const type of ['kartei-checked', 'kartei-refused']) {
        form.addEventListener(type, (event) =>
          events.push({ type, detail: /** @type {CustomEvent} */ (event).detail }),
        );
      }
    },
    /** @type {const} */ ([action, { columns: JSON.stringify(columns), ...attributes }, hasInput]),
  );
  return page;
}

/**
 * @param {Page} page
 * @param {string} text
 * @param {BufferEncoding} [encoding]
 */
export const choose = (page, text, encoding) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text, encoding) });

/** @param {Page} page */
export const counts = (page) => page.locator('kartei-check .counts');

/** @param {Page} page */
export const send = (page) => page.getByRole('button', { name: 'Send' }).click();

/** @param {Page} page */
export const eventTypes = (page) =>
  page.evaluate(() => /** @type {any} */ (window).events.map((/** @type {any} */ e) => e.type));
