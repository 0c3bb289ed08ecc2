// When <kartei-check> lets its form be sent, in real Chromium with a real server that takes the
// upload.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  action,
  bad,
  choose,
  chooseTwo,
  counts,
  good,
  leaveOut,
  openForm,
  renewInput,
  send,
  sendWithoutBadRow,
  uploads,
} from './check-form.js';

/** @import { Page } from 'playwright-core' */

test('what is not checked is not sent: cancelled, reset in vain, one of several', async () => {
  const page = await openForm();
  const files = () => page.evaluate(() => document.querySelector('input')?.files?.length);
  await choose(page, `email\n${'bad\n'.repeat(300_000)}`);
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.equal(await files(), 0);

  await page.evaluate(() => {
    document.querySelector('form')?.addEventListener('reset', (event) => event.preventDefault());
  });
  await choose(page, bad);
  await counts(page).waitFor();
  await page.evaluate(() => document.querySelector('form')?.reset());
  await send(page);
  await page.getByText('1 row has to be mended or left out first.').waitFor();

  await chooseTwo(page);
  const before = uploads.length;
  await send(page);
  assert.equal(uploads.length, before);
});

/**
 * Puts a file into the input as a page does, which fires no event; '' empties it.
 * @param {Page} page
 * @param {string} text
 */
const put = (page, text) =>
  page.evaluate((csv) => {
    const transfer = new DataTransfer();
    if (csv) transfer.items.add(new File([csv], 'put.csv'));
    const input = /** @type {HTMLInputElement} */ (document.getElementById('contacts'));
    input.files = transfer.files;
  }, text);

for (const [name, first] of [
  ['before anything was chosen', ''],
  ['after a clean file', good],
]) {
  test(`what the page itself puts into the input is checked, too: ${name}`, async () => {
    const page = await openForm();
    const before = uploads.length;
    if (first) {
      await choose(page, first);
      await page.getByText('The clean file is ready.').waitFor();
    }
    await put(page, bad);
    await send(page);
    await page.getByText('1 row has to be mended or left out first.').waitFor();
    assert.equal(uploads.length, before);
    await put(page, good);
    await send(page);
    await page.waitForURL(action);
    assert.match(uploads.at(-1) ?? '', /filename="put\.csv"[^]*\nemail,phone\r\nanna@x\.de/);
  });
}

test('what the page puts into the input during a check takes the place of the other', async () => {
  const page = await openForm();
  await choose(page, `email\n${Array.from({ length: 60_000 }, (_, i) => `a${i}@x.de`).join('\n')}`);
  await put(page, bad);
  await page.getByText('1 row is good · 1 row has a problem').waitFor();
  await put(page, '');
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /name="contacts"; filename=""/);
});

test('an input in the place of another is checked, or gets the file', async () => {
  const page = await openForm();
  const before = uploads.length;
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  await renewInput(page);
  await put(page, bad);
  await send(page);
  await page.getByText('1 row has to be mended or left out first.').waitFor();
  assert.equal(uploads.length, before);
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  await renewInput(page);
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /filename="list\.csv"[^]*\nemail,phone\r\nanna@x\.de/);
});

test('a form that had to wait and was reset is not sent by the next file', async () => {
  const page = await openForm();
  const before = uploads.length;
  await choose(
    page,
    `email\n${Array.from({ length: 300_000 }, (_, i) => `a${i}@x.de`).join('\n')}`,
  );
  await send(page);
  await page.evaluate(() => document.querySelector('form')?.reset());
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  await new Promise((go) => setTimeout(go, 300));
  assert.equal(uploads.length, before);
  // Taken away it is silent, and back again it is as new.
  await page.evaluate(() => document.querySelector('kartei-check')?.remove());
});

test('an element that is taken away while its clean file is made is silent', async () => {
  const page = await openForm();
  await choose(page, `email\nbad\n${'x'.repeat(9)}@x.de\n`);
  await page.getByRole('button', { name: 'Leave out 1 row' }).waitFor();
  await page.evaluate(() => {
    const check = document.querySelector('kartei-check');
    const leave = check?.shadowRoot?.querySelector('.leave-out');
    /** @type {HTMLElement} */ (leave).click();
    check?.remove();
  });
  // What fails unseen would be in the console by now, which every test of the page looks at.
  await new Promise((go) => setTimeout(go, 300));
  assert.equal(await page.locator('kartei-check').count(), 0);
});

/**
 * Chooses a file of the disk in the browser's own dialog. Playwright's setInputFiles() would fire
 * `change` even if the browser does not.
 * @param {Page} page
 */
async function openDialog(page) {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Page.enable');
  await devTools.send('DOM.enable');
  await devTools.send('Page.setInterceptFileChooserDialog', { enabled: true });
  return async (/** @type {string} */ path) => {
    /** @type {Promise<{backendNodeId?: number}>} */
    const opened = new Promise((done) => devTools.once('Page.fileChooserOpened', done));
    await page.locator('#contacts').click();
    const { backendNodeId } = await opened;
    await devTools.send('DOM.setFileInputFiles', { files: [path], backendNodeId });
  };
}

test('a file that was mended on the disk is checked when it is chosen again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-check-'));
  const path = join(folder, 'list.csv');
  try {
    const page = await openForm();
    const chooseFile = await openDialog(page);
    const before = uploads.length;
    writeFileSync(path, bad);
    await chooseFile(path);
    await page.getByText('1 row is good · 1 row has a problem').waitFor();
    await send(page);
    await page.getByText('1 row has to be mended or left out first.').waitFor();
    // What cannot be checked at all, too.
    writeFileSync(path, '');
    await chooseFile(path);
    await page.getByText('The file is empty.').waitFor();
    writeFileSync(path, good);
    await chooseFile(path);
    await page.getByText('The clean file is ready.').waitFor();
    assert.equal(uploads.length, before);
    await send(page);
    await page.waitForURL(action);
    assert.match(uploads.at(-1) ?? '', /filename="list\.csv"[^]*\nemail,phone\r\nanna@x\.de/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

for (const [name, change] of /** @type {[string, (button: HTMLButtonElement) => void][]} */ ([
  ['taken away', (button) => button.remove()],
  ['disabled', (button) => (button.disabled = true)],
  ['another one', (button) => (button.type = 'button')],
])) {
  test(`a form that had to wait is sent though its button is ${name} by then`, async () => {
    const page = await openForm();
    await choose(
      page,
      `email\n${Array.from({ length: 60_000 }, (_, i) => `a${i}@x.de`).join('\n')}`,
    );
    await page.evaluate(`{
      const button = document.querySelector('form > button');
      button.click();
      (${change})(button);
    }`);
    await page.waitForURL(action);
    assert.match(uploads.at(-1) ?? '', /a59999@x\.de\r\n/);
  });
}

for (const hasInput of [true, false]) {
  test(`what is disabled stops no form: ${hasInput ? 'an input' : 'the element'}`, async () => {
    const page = await openForm({ hasInput, attributes: { name: 'people' } });
    await choose(page, bad);
    await counts(page).waitFor();
    await page.evaluate(() => {
      const set = Object.assign(document.createElement('fieldset'), { disabled: true });
      document.querySelector('form')?.prepend(set);
      set.append(.../** @type {any} */ (document.querySelectorAll('form > input, kartei-check')));
    });
    await counts(page).waitFor();
    const before = uploads.length;
    await send(page);
    await page.waitForURL(action);
    assert.equal(uploads.length, before + 1);
    assert.doesNotMatch(uploads.at(-1) ?? '', /anna|bert/);
  });
}

test('an element in another form than its input guards that of the input', async () => {
  const page = await openForm();
  await page.evaluate(() => {
    const other = document.createElement('form');
    other.append(/** @type {Element} */ (document.querySelector('kartei-check')));
    document.querySelector('main')?.append(other);
  });
  await sendWithoutBadRow(page);
});

test('strict that comes later takes back that rows are left out', async () => {
  const page = await openForm();
  const before = uploads.length;
  await choose(page, bad);
  await leaveOut(page);
  await page.evaluate(() =>
    document.querySelector('kartei-check')?.toggleAttribute('strict', true),
  );
  await send(page);
  await page.getByText('1 row has to be mended first.').waitFor();
  assert.equal(uploads.length, before);
});

test('a file that comes right after a reset of the form is kept', async () => {
  const page = await openForm();
  await page.evaluate((csv) => {
    document.querySelector('form')?.reset();
    /** @type {any} */ (document.querySelector('kartei-check')).open(new File([csv], 'new.csv'));
  }, good);
  await page.getByText('The clean file is ready.').waitFor();
});

test('a button that closes a dialog closes it though rows are bad', async () => {
  const page = await openForm();
  await choose(page, bad);
  await counts(page).waitFor();
  const isPrevented = await page.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
    const cancel = Object.assign(document.createElement('button'), { formMethod: 'dialog' });
    form.append(cancel);
    let isStopped = true;
    form.addEventListener('submit', () => (isStopped = false));
    cancel.click();
    return isStopped;
  });
  assert.equal(isPrevented, false);
});
