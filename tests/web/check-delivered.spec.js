// What <kartei-check> holds after an application has sent the clean file by itself, in real
// Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBecomes } from './browser.js';
import {
  bad,
  choose,
  counts,
  good,
  leaveOut,
  openForm,
  renewInput,
  send,
  sendBySelf,
} from './check-form.js';

/** @import { Page } from 'playwright-core' */

const ready = 'The clean file is ready.';

/** A page whose application has sent the clean file by itself. */
async function openSent() {
  const page = await openForm();
  const sent = await sendBySelf(page);
  await choose(page, good);
  await page.getByText(ready).waitFor();
  await send(page);
  await assertBecomes(sent, ['list.csv']);
  return { page, sent };
}

/** @param {Page} page @returns {Promise<string | undefined>} */
const heldFile = (page) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('kartei-check')).file?.name);

for (const [name, clear] of /** @type {[string, (page: Page) => Promise<unknown>][]} */ ([
  ['resets the form', (page) => page.evaluate(() => document.querySelector('form')?.reset())],
  [
    'empties the input',
    (page) =>
      page.evaluate(() => {
        /** @type {HTMLInputElement} */ (document.getElementById('contacts')).value = '';
      }),
  ],
  ['renders a fresh input', renewInput],
])) {
  test(`an application that ${name} after its upload does not send the file again`, async () => {
    const { page, sent } = await openSent();
    await clear(page);
    // A form is reset after its listeners.
    await assertBecomes(() => heldFile(page), undefined);
    await send(page);
    await assertBecomes(sent, ['list.csv', '']);
    await page.getByText(ready).waitFor({ state: 'detached' });
    // And it is there for the next file.
    await choose(page, bad);
    await page.getByText('1 row is good · 1 row has a problem').waitFor();
  });
}

test('a fresh input after an upload is seen to be empty at once', async () => {
  const { page } = await openSent();
  await renewInput(page);
  await page.getByText(ready).waitFor({ state: 'detached' });
});

test('what an application has not taken away is still there to be sent', async () => {
  const { page, sent } = await openSent();
  await send(page);
  await assertBecomes(sent, ['list.csv', 'list.csv']);
});

test('a fresh input gets what was mended since, or what another element stopped', async () => {
  const page = await openForm();
  const sent = await sendBySelf(page);
  await choose(page, bad);
  await leaveOut(page);
  await send(page);
  await assertBecomes(sent, ['list.csv']);
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText(ready).waitFor();
  await renewInput(page);
  await send(page);
  await assertBecomes(sent, ['list.csv', 'list.csv']);
  await page.evaluate(() => document.querySelector('form')?.reset());
  await page.getByText(ready).waitFor({ state: 'detached' });

  await choose(page, good);
  await page.getByText(ready).waitFor();
  // A second input with an element of its own, which has a bad file.
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'other' });
    const check = document.createElement('kartei-check');
    check.setAttribute('for', 'other');
    check.setAttribute('strict', '');
    document.querySelector('form')?.append(input, check);
  });
  await page.locator('#other').setInputFiles({
    name: 'other.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(bad),
  });
  await counts(page).last().getByText('1 row has a problem').waitFor();
  await send(page);
  await page.getByText('1 row has to be mended first.').waitFor();
  await renewInput(page);
  await page.evaluate(() => document.getElementById('other')?.remove());
  await send(page);
  await assertBecomes(sent, ['list.csv', 'list.csv', 'list.csv']);
});

test('a file that is sent as it is heard of is not sent a second time', async () => {
  const page = await openForm();
  const sent = await sendBySelf(page);
  await page.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
    form.addEventListener('kartei-checked', () => form.requestSubmit());
  });
  await choose(page, `email\n${Array.from({ length: 60_000 }, (_, i) => `a${i}@x.de`).join('\n')}`);
  await send(page);
  await page.getByText(ready).waitFor();
  assert.deepEqual(await sent(), ['list.csv']);
});
