// The trash: restoring, erasing for good, emptying; with the real book, and with a small one for
// many pages and what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertFocused,
  loadSample,
  openPage,
  openTwoTabs,
  scrollsSideways,
} from './browser.js';
import { useSmallBook } from './small-book.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/**
 * The dashboard at its trash, with three contacts in it.
 * @param {Page} page
 */
async function deleteThree(page) {
  await loadSample(page);
  for (const name of ['Anna Beispiel', 'Carla Muster', 'Dr. Deniz Öztürk']) {
    await page.getByRole('checkbox', { name: `Select ${name}` }).click();
  }
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 3 contacts' }).click();
  await page.locator('.count', { hasText: '13 contacts' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await assertFocused(page.getByRole('heading', { name: 'Trash', level: 2 }));
  await page.getByText('3 contacts', { exact: true }).waitFor();
}

/** @param {Page} page */
const names = (page) => page.locator('.deleted-title').allInnerTexts();

/** @param {Page} page @param {string} word */
async function confirmWith(page, word) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(word);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

/**
 * The trash alone, with a book of the test's own.
 * @param {PageOptions} options
 * @param {Record<string, unknown>} [book]
 */
async function openTrash(options, book) {
  const page = await openPage({ path: 'blank.html', ...options });
  await page.evaluate(() => {
    const trash = document.createElement('kartei-trash');
    trash.style.height = '85vh';
    /** @type {HTMLElement} */ (document.querySelector('main')).append(trash);
  });
  await useSmallBook(page, book);
  return page;
}

test('an undo of what was erased since says that nothing of it comes back', async () => {
  const page = await openPage();
  await deleteThree(page);
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await confirmWith(page, 'erase');
  await page.getByText('The trash is empty').waitFor();
  await page.keyboard.press('Control+z');
  const text = /3 contacts deleted.?: nothing of it is left to undo/;
  await page.locator('kartei-toast .text', { hasText: text }).waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  // The same where it is done again there.
  const removed = page.locator('.entry.remove');
  await removed.getByRole('button', { name: /^Redo/ }).click();
  await removed.getByText(/nothing of it is left to redo/).waitFor();
  await assertAccessible(page, 'nothing is left to redo');
});

test('one, some and all are restored, and that can be taken back, too', async () => {
  const page = await openPage();
  await deleteThree(page);
  assert.equal(await page.title(), 'Trash – Kartei');
  assert.deepEqual(await page.locator('.deleted .pill').allInnerTexts(), [
    '30 days left',
    '30 days left',
    '30 days left',
  ]);
  await page.getByRole('button', { name: 'Restore: Carla Muster' }).click();
  await page.getByText('1 contact restored').first().waitFor();
  await page.getByText('2 contacts', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByText('3 contacts', { exact: true }).waitFor();

  await page.getByRole('checkbox', { name: 'Select Anna Beispiel' }).click();
  await page.getByRole('checkbox', { name: 'Select Carla Muster' }).click();
  await page.getByRole('button', { name: 'Restore 2 contacts' }).click();
  await page.getByText('1 contact', { exact: true }).waitFor();
  assert.deepEqual(await names(page), ['Dr. Deniz Öztürk']);
  await page.getByRole('button', { name: 'Restore all' }).click();
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.locator('.count', { hasText: '16 contacts' }).waitFor();
});

test('erasing has to be typed, and removes the person, the history and the draft', async () => {
  const page = await openPage();
  await loadSample(page);
  // A draft is left behind, in the way of a person who is called away.
  await page.getByRole('row', { name: 'Anna Beispiel' }).click();
  await page.getByRole('heading', { name: 'Anna Beispiel', level: 2 }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Anna Entwurf');
  await page.keyboard.press('Escape');
  const drafts = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kartei-draft')));
  const [draft] = await drafts();
  assert.match(draft, /^kartei-draft:contacts:[0-9a-f-]{36}$/);
  await page.getByRole('checkbox', { name: 'Select Anna Beispiel' }).click();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Erase for good: Anna Beispiel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase “Anna Beispiel” for good?' });
  await dialog.getByText('removes the person everywhere').waitFor();
  await dialog.getByRole('button', { name: 'Erase 1 contact for good' }).click();
  await dialog.getByText('Type “erase”.').waitFor();
  await assertFocused(dialog.getByRole('textbox'));
  await assertAccessible(page, 'erase, mistyped');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await assertFocused(page.getByRole('button', { name: 'Erase for good: Anna Beispiel' }));
  await page.keyboard.press('Enter');
  await confirmWith(page, ' Erase ');
  await page.getByText('1 contact erased for good').first().waitFor();
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
  assert.deepEqual(await drafts(), []);
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByText('1 contact erased for good').first().waitFor();
  assert.equal(await page.locator('.entry', { hasText: 'Anna' }).count(), 0);
});

test('a form open elsewhere forgets a person who was erased, and what was typed', async () => {
  const { url, page, other } = await openTwoTabs(deleteThree);
  await other.locator('.count', { hasText: '13 contacts' }).waitFor();
  // The deleted contact is opened by its address, as from a link.
  const id = await page.locator('.deleted input').first().getAttribute('data-key');
  const name = (await names(page))[0];
  await other.goto(`${url}#/contacts/${id?.replace('select-', '')}`);
  await other.getByRole('heading', { name, level: 2 }).waitFor();
  await other.getByLabel('Name', { exact: true }).fill('Typed here');
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await confirmWith(page, 'erase');
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
  await other.getByText('This contact was erased for good.').waitFor();
  assert.equal(await other.getByLabel('Name', { exact: true }).inputValue(), '');
  await other.getByRole('button', { name: 'Close contact' }).click();
  const keys = await other.evaluate(() => Object.keys(localStorage));
  assert.deepEqual(
    keys.filter((key) => key.startsWith('kartei-draft')),
    [],
  );
});

test('what was restored elsewhere is not erased, also where it was selected before', async () => {
  const { page, other } = await openTwoTabs(deleteThree);
  await other.getByRole('link', { name: 'Trash' }).click();
  const select = (/** @type {string} */ name) =>
    page.getByRole('checkbox', { name: `Select ${name}` }).click();
  const restoreElsewhere = (/** @type {string} */ name) =>
    other.getByRole('button', { name: `Restore: ${name}` }).click();
  await select('Anna Beispiel');
  await select('Carla Muster');
  await page.getByText('2 selected').waitFor();
  await restoreElsewhere('Carla Muster');
  await page.locator('.selection', { hasText: '1 selected' }).waitFor();

  // While the question is open, too: it is asked again.
  await select('Dr. Deniz Öztürk');
  await page.getByRole('button', { name: 'Erase 2 contacts for good' }).click();
  const both = page.getByRole('dialog', { name: 'Erase 2 contacts for good?' });
  await both.getByRole('textbox').fill('erase');
  await restoreElsewhere('Anna Beispiel');
  await page.locator('.selection', { hasText: '1 selected' }).waitFor();
  await page.keyboard.press('Enter');
  const one = page.getByRole('dialog', { name: 'Erase 1 contact for good?' });
  await one.getByRole('textbox').fill('erase');
  await page.keyboard.press('Enter');
  await page.getByText('1 contact erased for good').first().waitFor();
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.locator('.count', { hasText: '15 contacts' }).waitFor();
  for (const name of ['Anna Beispiel', 'Carla Muster']) await page.getByText(name).waitFor();
});

test('of one that was restored while the question was open nothing is erased', async () => {
  const { page, other } = await openTwoTabs(deleteThree);
  await other.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Erase for good: Carla Muster' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('erase');
  await other.getByRole('button', { name: 'Restore: Carla Muster' }).click();
  await page.getByText('2 contacts', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('kartei-toast .text', { hasText: '0 contacts erased for good' }).waitFor();
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByText('Carla Muster').waitFor();
});

test('pages; what is selected stays so on other pages', async () => {
  const page = await openTrash({}, { trashed: 130 });
  await page.getByText('1–50 of 130').waitFor();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).click();
  await page.getByText('50 selected').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('51–100 of 130').waitFor();
  await page.locator('.deleted input').first().click();
  await page.getByRole('button', { name: 'Erase 51 contacts for good' }).click();
  await confirmWith(page, 'ERASE');
  await page.getByText('79 contacts', { exact: true }).waitFor();
  const calls = await page.evaluate(() => /** @type {any} */ (globalThis).book.calls);
  assert.equal(calls[0][0], 'erase');
  assert.equal(calls[0][1].ids.length, 51);
});

test('what is selected stays so where the element is moved, as for another theme', async () => {
  const page = await openTrash({}, { trashed: 130 });
  await page.getByText('1–50 of 130').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('51–100 of 130').waitFor();
  await page.locator('.deleted input').first().click();
  await page.evaluate(() => {
    const trash = /** @type {HTMLElement} */ (document.querySelector('kartei-trash'));
    trash.parentElement?.append(trash);
  });
  await page.getByText('1 selected', { exact: true }).waitFor();
  await page.getByText('51–100 of 130').waitFor();
});

test('pressed twice, it restores once', async () => {
  const page = await openTrash({}, { trashed: 4 });
  const button = page.locator('.deleted .restore').first();
  await button.waitFor();
  await button.evaluate((/** @type {HTMLElement} */ each) => {
    each.click();
    each.click();
  });
  await page.locator('.deleted').nth(3).waitFor({ state: 'detached' });
  const calls = await page.evaluate(() => /** @type {any} */ (globalThis).book.calls);
  assert.deepEqual(
    calls.map((/** @type {any} */ [name]) => name),
    ['restore'],
  );
});

test('pressed twice, it asks once', async () => {
  const page = await openTrash({});
  const button = page.getByRole('button', { name: 'Empty trash' });
  await button.evaluate((/** @type {HTMLElement} */ each) => {
    each.click();
    each.click();
  });
  await confirmWith(page, 'erase');
  await page.getByText('The trash is empty').waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('days left are counted down to the last one', async () => {
  const page = await openTrash({}, { trashed: 4 });
  await page.locator('.deleted').nth(3).waitFor();
  assert.deepEqual(await page.locator('.deleted .pill').allInnerTexts(), [
    '30 days left',
    '19 days left',
    '8 days left',
    '27 days left',
  ]);
});

test('what the book refuses is told, and nothing is lost', async () => {
  const page = await openTrash({}, { refuse: { erase: { code: 'storage_failed' } } });
  await page.evaluate(() => {
    Object.assign(globalThis, { refused: [] });
    document.addEventListener('kartei-refused', (event) =>
      /** @type {any} */ (globalThis).refused.push(
        /** @type {CustomEvent} */ (event).detail.failure.code,
      ),
    );
  });
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await confirmWith(page, 'erase');
  await page.waitForFunction(() => /** @type {any} */ (globalThis).refused.length);
  assert.equal((await names(page)).length, 3);
});

for (const look of /** @type {PageOptions[]} */ ([
  { locale: 'de-DE', theme: 'light' },
  { locale: 'de-DE', theme: 'dark', width: 320, height: 640 },
  { locale: 'en-GB', theme: 'dark' },
])) {
  test(`the trash can be read by all: ${look.locale}, ${look.theme}, ${look.width}`, async () => {
    for (const book of [{}, { trashed: 0 }, { trashed: 60 }]) {
      const page = await openTrash(look, book);
      await page.locator('.deleted, .nothing').first().waitFor();
      await assertAccessible(page, `trash ${JSON.stringify(book)}`);
      if (book.trashed !== 0) {
        await page.locator('.deleted input').first().click();
        await page.locator('.selection').waitFor();
        await assertAccessible(page, 'trash, selected');
      }
      // Text twice as large (WCAG 1.4.4) in the narrowest window (1.4.10).
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      assert.equal(await scrollsSideways(page), false);
    }
  });
}

test('a message stands above what can be done with the selection', async () => {
  const page = await openPage({ height: 420 });
  await deleteThree(page);
  const stands = () =>
    page.waitForFunction(() => {
      const root = document.querySelector('kartei-dashboard')?.shadowRoot;
      const of = (/** @type {string} */ tag, /** @type {string} */ part) =>
        root?.querySelector(tag)?.shadowRoot?.querySelector(part)?.getBoundingClientRect();
      const [message, selection] = [of('kartei-toast', '.toast'), of('kartei-trash', '.selection')];
      return message && selection && message.bottom <= selection.top;
    });
  // It stays for as long as the pointer is there.
  await page.locator('kartei-toast .toast').hover();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).press('Space');
  await stands();
  // At the end of the list its place is another one.
  await page.locator('kartei-trash').evaluate((trash) => trash.scrollTo(0, trash.scrollHeight));
  await stands();
  // In the list nothing is selected, and nothing is raised.
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.waitForFunction(() => {
    const root = document.querySelector('kartei-dashboard')?.shadowRoot;
    const toast = /** @type {HTMLElement | null} */ (root?.querySelector('kartei-toast'));
    return toast?.style.getPropertyValue('--toast-raised') === '0px';
  });
});

test('on a small screen a number is in one line, and so is what can be done', async () => {
  const page = await openPage({ width: 375, height: 720, touch: true });
  await deleteThree(page);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await page.getByRole('checkbox', { name: /Anna Beispiel/ }).check();
  const restore = page.getByRole('button', { name: '1 Kontakt wiederherstellen' });
  const erase = page.getByRole('button', { name: '1 Kontakt endgültig löschen' });
  const [first, second] = await Promise.all([restore.boundingBox(), erase.boundingBox()]);
  assert.equal(first?.y, second?.y);
  const number = page.getByText('+49 030 23125 101', { exact: true });
  const lines = await number.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getClientRects().length;
  });
  assert.equal(lines, 1);
});
