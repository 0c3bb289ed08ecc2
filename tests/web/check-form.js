// What the tests of <kartei-check> share: a form with it on a page, and a server that takes the
// upload.
import assert from 'node:assert/strict';
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
      const path = '/dist/kartei-check.js';
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
      for (const type of ['kartei-checked', 'kartei-failed', 'kartei-refused']) {
        document.addEventListener(type, (event) =>
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

/**
 * The codes of what has failed.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export const failures = (page) =>
  page.evaluate(() =>
    /** @type {any} */ (window).events
      .filter((/** @type {any} */ { type }) => type === 'kartei-failed')
      .map((/** @type {any} */ { detail }) => detail.error.code),
  );

/**
 * An application that sends by itself: what it would, of each submit that it hears of.
 * @param {Page} page
 */
export async function sendBySelf(page) {
  await page.evaluate(() => {
    /** @type {string[]} */
    const sent = [];
    Object.assign(window, { sent });
    const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const files = /** @type {File[]} */ (new FormData(form).getAll('contacts'));
      sent.push(files.map(({ name }) => name).join());
    });
  });
  return () => page.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (window).sent));
}

/**
 * Another input in the place of the first one, empty as one that is rendered anew: a clone would
 * have its files.
 * @param {Page} page
 */
export const renewInput = (page) =>
  page.evaluate(() => {
    const old = /** @type {HTMLInputElement} */ (document.getElementById('contacts'));
    const input = document.createElement('input');
    for (const { name, value } of old.attributes) input.setAttribute(name, value);
    old.replaceWith(input);
  });

/** @param {Page} page */
export const eventTypes = (page) =>
  page.evaluate(() => /** @type {any} */ (window).events.map((/** @type {any} */ e) => e.type));

/** The clean file's text. @param {Page} page @returns {Promise<string | undefined>} */
export const clean = (page) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('kartei-check')).file?.text());

/**
 * Says that the one bad row may be left out.
 * @param {Page} page
 */
export async function leaveOut(page) {
  await page.getByRole('button', { name: 'Leave out 1 row' }).click();
  await page.getByText('The clean file is ready, without 1 row.').waitFor();
}

/**
 * A form that is not sent with the bad row of `bad`, and is sent once that is left out.
 * @param {Page} page
 */
export async function sendWithoutBadRow(page) {
  await choose(page, bad);
  await counts(page).waitFor();
  const before = uploads.length;
  await send(page);
  await page.getByText('1 row has to be mended or left out first.').waitFor();
  assert.equal(uploads.length, before);
  await leaveOut(page);
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /email,phone\r\nanna@x\.de,\r\n\r\n--/);
}

/**
 * Chooses two files at a time, which the input allows now.
 * @param {Page} page
 */
export async function chooseTwo(page) {
  await page.evaluate(() => document.querySelector('input')?.toggleAttribute('multiple', true));
  const csv = (/** @type {string} */ name) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(good),
  });
  await page.locator('#contacts').setInputFiles([csv('one.csv'), csv('two.csv')]);
  await page.getByText('Please choose one file at a time.').waitFor();
}
