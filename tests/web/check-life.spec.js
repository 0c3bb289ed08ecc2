// Where <kartei-check> may stand and how its form may be sent, in real Chromium: forms of all
// kinds, dialogs, and an application that moves it or takes it away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBecomes } from './browser.js';
import {
  action,
  bad,
  choose,
  counts,
  eventTypes,
  good,
  leaveOut,
  openForm,
  send,
  sendBySelf,
  uploads,
} from './check-form.js';

/** @import { Page } from 'playwright-core' */

const long = `email\n${Array.from({ length: 60_000 }, (_, i) => `a${i}@x.de`).join('\n')}`;
const refusal = '1 row has to be mended or left out first.';

test('an element that is moved while it checks, or while rows are mended, goes on', async () => {
  const page = await openForm();
  const move = () =>
    page.evaluate(() => {
      const check = /** @type {Element} */ (document.querySelector('kartei-check'));
      document.querySelector('form')?.prepend(check);
    });
  await choose(page, long);
  await move();
  await page.getByText('60,000 rows are good').waitFor();
  await choose(page, bad);
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText('The clean file is ready.').waitFor();
  await move();
  await page.getByText('The clean file is ready.').waitFor();
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /bert@x\.de/);
});

test('an element that is taken away while it checks is silent, and as new when back', async () => {
  const page = await openForm();
  await choose(page, long);
  await page.evaluate(() => {
    const check = /** @type {Element} */ (document.querySelector('kartei-check'));
    check.remove();
    Object.assign(window, { check });
  });
  await assertBecomes(() => page.workers().length, 0);
  assert.deepEqual(await eventTypes(page), []);
  await page.evaluate(() =>
    document.querySelector('form')?.append(/** @type {any} */ (window).check),
  );
  // It finds the file in the input.
  await page.getByText('The clean file is ready.').waitFor();
  await page.getByText('60,000 rows are good').waitFor();
  assert.deepEqual(await eventTypes(page), ['kartei-checked']);
});

test('checked anew while a button is still held, the clean file is there', async () => {
  const page = await openForm();
  await choose(page, bad);
  await page.getByLabel('email, row 3').fill('bert@x.de');
  // The browser tells of no end of a press that has opened a list.
  await page.evaluate(() => document.body.dispatchEvent(new PointerEvent('pointerdown')));
  await page.getByLabel('email, row 3').press('Enter');
  await page.evaluate(
    (text) =>
      /** @type {any} */ (document.querySelector('kartei-check')).open(new File([text], 'b.csv')),
    good,
  );
  await page.getByText('The clean file is ready.').waitFor();
  await assertBecomes(() => eventTypes(page), ['kartei-checked']);
});

for (const [name, change] of /** @type {[string, (form: HTMLFormElement) => void][]} */ ([
  ['is not validated', (form) => (form.noValidate = true)],
  [
    'has a button with an address of its own',
    (form) => {
      const button = /** @type {HTMLButtonElement} */ (form.querySelector(':scope > button'));
      button.formAction = form.action;
      form.action = 'https://example.org/';
    },
  ],
  [
    'has a required input',
    (form) => /** @type {Element} */ (form.querySelector('input')).toggleAttribute('required'),
  ],
])) {
  test(`a form that ${name} is guarded, and then sent as it would be`, async () => {
    const page = await openForm();
    await page.evaluate(`(${change})(document.querySelector('form'))`);
    const before = uploads.length;
    await choose(page, bad);
    await counts(page).waitFor();
    await send(page);
    await page.getByText(refusal).waitFor();
    assert.equal(uploads.length, before);
    await leaveOut(page);
    await send(page);
    await page.waitForURL(action);
    assert.match(uploads.at(-1) ?? '', /filename="list\.csv"[^]*\r\nanna@x\.de,\r\n\r\n--/);
  });
}

test('Enter in another field of the form is stopped like its button', async () => {
  const page = await openForm();
  await page.evaluate(() => {
    const field = Object.assign(document.createElement('input'), { ariaLabel: 'Note' });
    document.querySelector('form')?.prepend(field);
  });
  // The first input of the page is another one now.
  const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) };
  await page.locator('#contacts').setInputFiles(file);
  await counts(page).waitFor();
  const before = uploads.length;
  await page.getByLabel('Note').press('Enter');
  await page.getByText(refusal).waitFor();
  assert.equal(uploads.length, before);
  await leaveOut(page);
  await page.getByLabel('Note').press('Enter');
  await page.waitForURL(action);
  assert.equal(uploads.length, before + 1);
});

test('in a dialog, Esc leaves the question first and the dialog is still there', async () => {
  const page = await openForm();
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.append(/** @type {Element} */ (document.querySelector('form')));
    document.querySelector('main')?.append(dialog);
    dialog.showModal();
  });
  const sent = await sendBySelf(page);
  await choose(page, bad);
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText('The clean file is ready.').waitFor();
  await choose(page, good);
  await page.getByText('Discard the corrections?').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Discard the corrections?').waitFor({ state: 'detached' });
  await send(page);
  await assertBecomes(sent, ['list.csv']);
  assert.equal(await page.evaluate(() => document.querySelector('dialog')?.open), true);
});

for (const [name, file, said] of /** @type {[string, Buffer, string][]} */ ([
  ['a byte', Buffer.from('a'), 'The file has no rows.'],
  ['a spreadsheet', Buffer.from('504b0304140006000800000021006200ee9d', 'hex'), 'no'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'no'],
  ['UTF-16', Buffer.from('\ufeffemail;phone\nanna@x.de;\nbert;\n', 'utf16le'), '1 row is good'],
  [
    '200 columns',
    Buffer.from(
      `email,${Array.from({ length: 199 }, (_, i) => `c${i}`)}\nanna${',x'.repeat(199)}\n`,
    ),
    '0 rows are good · 1 row has a problem',
  ],
  [
    'a cell of a megabyte',
    Buffer.from(`email\n${'x'.repeat(1_000_000)}\nanna@x.de\n`),
    '1 row is good · 1 row has a problem',
  ],
  [
    'two columns of one name',
    Buffer.from('email,email\nanna@x.de,bert@x.de\nbert,\n'),
    '1 row is good · 1 row has a problem',
  ],
  [
    '100,000 bad rows',
    Buffer.from(`email,phone\n${Array.from({ length: 100_000 }, (_, i) => `bad${i},`).join('\n')}`),
    '0 rows are good · 100,000 rows have problems',
  ],
])) {
  test(`what is no clean table does not go through: ${name}`, async () => {
    const page = await openForm();
    const sent = await sendBySelf(page);
    await page
      .locator('#contacts')
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: file });
    await page.getByText(said === 'no' ? 'The file is not a CSV table.' : said).waitFor();
    await send(page);
    await assertBecomes(() => eventTypes(page).then((types) => types.at(-1)), 'kartei-refused');
    assert.deepEqual(await sent(), []);
  });
}

test('of a check that the page lets go at once, nothing is said', async () => {
  const page = await openForm({ hasInput: false });
  await page.evaluate(() =>
    document.addEventListener('kartei-checked', ({ target }) =>
      /** @type {any} */ (target).reset(),
    ),
  );
  await choose(page, good);
  await page.waitForFunction(() => /** @type {any} */ (window).events.length > 0);
  await page.getByText('Drop a CSV file here').waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.getByText('Cancelled').count(), 0);
});
