// The dashboard with its real book: getting about, keys, addresses, deleting, languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertFocused,
  goToScreen,
  holdBook,
  loadSample,
  openContext,
  openPage,
  openTab,
  openWithSample,
  startServer,
  takeComplaints,
} from './browser.js';
import { useSmallBook } from './small-book.js';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page @param {string} name */
const row = (page, name) => page.getByRole('row', { name });

/**
 * The names of the rows, in order.
 * @param {Page} page
 */
const names = (page) => page.locator('.body .row .name .text').allTextContents();

/** @param {Page} page */
const hash = (page) => decodeURIComponent(new URL(page.url()).hash);

/** @param {Page} page @param {string} text */
const count = (page, text) => page.locator('.count', { hasText: text }).waitFor();

test('the first visit offers three ways in; the sample goes the way of every import', async () => {
  const page = await openPage();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await page.getByRole('button', { name: /^Import a CSV file/ }).click();
  await page.getByRole('heading', { name: 'Drop a CSV file here' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: /^Add a contact/ }).click();
  await assertFocused(page.getByLabel('Name', { exact: true }));
  await page.keyboard.press('Escape');
  await loadSample(page);
  await row(page, 'Dr. Deniz Öztürk').click();
  await page.getByText('Source: sample data').waitFor();
});

test('what is shown is in the address: reload, back and a link show the same', async () => {
  const page = await openWithSample();
  await page.getByRole('searchbox').pressSequentially('an');
  // Of "an", not of "a", which is answered first.
  const found = '8 of 16';
  await count(page, found);
  await page.getByRole('button', { name: 'E-mail' }).click();
  await page.getByRole('button', { name: 'E-mail' }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Name' }).click();
  await page.getByRole('textbox', { name: 'Value' }).fill('ann');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Name contains “ann”', exact: true }).waitFor();
  await count(page, '4 of 16');
  const view = await names(page);
  assert.match(hash(page), /q=an&.*contains.*sort=-email/);

  await page.reload();
  await page.getByRole('button', { name: 'Name contains “ann”', exact: true }).waitFor();
  await row(page, view[0]).waitFor();
  assert.deepEqual(await names(page), view);
  const sorted = page.getByRole('columnheader', { name: 'E-mail' });
  assert.equal(await sorted.getAttribute('aria-sort'), 'descending');

  await page.goBack();
  await count(page, found);
  assert.equal(await page.getByRole('button', { name: /^Name contains/ }).count(), 0);
  assert.equal(await page.getByRole('searchbox').inputValue(), 'an');
});

test('an opened contact is in the address, its data is not', async () => {
  const page = await openWithSample();
  await row(page, 'Anna Beispiel').click();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  assert.match(hash(page), /^#\/contacts\/[0-9a-f-]{36}$/);
  await page.reload();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor({ state: 'hidden' });
});

test('nothing found says so and leads back', async () => {
  const page = await openWithSample();
  await page.getByRole('searchbox').fill('nobody');
  await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
  await count(page, '0 of 16');
  await page.getByText('No contact matches this search.').waitFor();
  await page.getByRole('button', { name: 'Reset search' }).click();
  await count(page, '16 contacts');
  await assertFocused(page.getByRole('searchbox'));
});

for (const [locale, expected] of [
  ['en-US', ['customer', 'lead', 'partner']],
  ['de-DE', ['Interessenten', 'Kunden', 'Partner']],
]) {
  test(`the tags of the sample contacts are in the language of the page: ${locale}`, async () => {
    const page = await openPage({ locale: `${locale}` });
    await page.getByRole('button', { name: /Load sample|Beispieldaten laden/ }).click();
    await page.getByRole('button', { name: /Import 16|16 Kontakte importieren/ }).click();
    await page.getByRole('button', { name: /Go to contacts|Zu den Kontakten/ }).click();
    const tags = await page.evaluate(async () => {
      const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      const { rows } = await book.search({ filter: { all: [] } });
      return [...new Set(rows.flatMap((/** @type {any} */ row) => row.tags))].sort();
    });
    assert.deepEqual(tags, expected);
  });
}

test('the number of matches is said to readers', async () => {
  const page = await openWithSample();
  await page.getByRole('searchbox').fill('petra');
  const live = page.locator('[aria-live=polite]');
  assert.equal(await live.count(), 1);
  await live.locator('p', { hasText: /^1 of 16$/ }).waitFor({ state: 'attached' });
});

test('shortcuts: search, new, import, export, help, leave', async () => {
  const page = await openWithSample();
  await page.keyboard.press('/');
  await assertFocused(page.getByRole('searchbox'));
  // In a field they are letters.
  await page.keyboard.type('ni');
  assert.equal(await page.getByRole('searchbox').inputValue(), 'ni');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await assertFocused(page.getByRole('row').nth(1).getByRole('gridcell').nth(1));
  await page.keyboard.press('Control+f');
  await assertFocused(page.getByRole('searchbox'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('n');
  await page.getByRole('heading', { name: 'New contact' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  const exporting = page.getByRole('dialog', { name: 'Export contacts' });
  await exporting.waitFor();
  await page.keyboard.press('Escape');
  await exporting.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('i');
  await page.getByRole('heading', { name: 'Drop a CSV file here' }).waitFor();
});

test('what a single key begins it begins on every screen', async () => {
  const page = await openWithSample();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await assertFocused(page.getByRole('heading', { name: 'History' }));
  await page.keyboard.press('n');
  await assertFocused(page.getByLabel('Name', { exact: true }));
  assert.equal(hash(page), '#/contacts/new');

  await goToScreen(page, 'settings', 'Settings');
  await page.keyboard.press('e');
  // Over the list that is exported, with its number.
  await page.getByRole('button', { name: 'Export 16 contacts' }).waitFor();
  assert.equal(hash(page), '#/contacts');
  await page.keyboard.press('Escape');

  await goToScreen(page, 'trash', 'Trash');
  await page.keyboard.press('i');
  await page.getByRole('heading', { name: 'Drop a CSV file here' }).waitFor();
});

test('shortcuts of a single key can be switched off, and stay off', async () => {
  const page = await openWithSample();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('checkbox', { name: /single key/ }).uncheck();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.reload();
  await row(page, 'Anna Beispiel').waitFor();
  await page.keyboard.press('n');
  await page.waitForTimeout(150);
  assert.equal(hash(page), '#/contacts');
});

test('deleting names the number, and can be taken back: button and key', async () => {
  const page = await openWithSample();
  await page.getByRole('checkbox', { name: 'Select Anna Beispiel' }).click();
  await page.getByRole('checkbox', { name: 'Select Carla Muster' }).click();
  await page.getByText('2 selected', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Delete 2 contacts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 contacts?' });
  await dialog.getByRole('button', { name: 'Delete 2 contacts' }).click();
  await count(page, '14 contacts');
  // The number of the list does not keep readers from hearing what was done.
  const said = page.locator('[aria-live=polite]', { hasText: /2 contacts deleted.*14 contacts/ });
  await said.waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await count(page, '16 contacts');

  await page.getByRole('checkbox', { name: 'Select Anna Beispiel' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 16 contacts' }).click();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await page.keyboard.press('Control+z');
  await count(page, '16 contacts');
});

test('a contact is created, found, changed', async () => {
  const page = await openWithSample();
  await page.keyboard.press('n');
  await page.keyboard.type('Zora Neu');
  await page.getByLabel('E-mail').fill('anna.beispiel@example.org');
  await page.getByText('Anna Beispiel has this e-mail address, too.').waitFor();
  await page.getByLabel('E-mail').fill('zora@example.org');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: 'Zora Neu' }).waitFor();
  assert.match(hash(page), /^#\/contacts\/[0-9a-f-]{36}$/);
  await count(page, '17 contacts');
  await page.getByLabel('Name', { exact: true }).fill('Zora Alt');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('searchbox').fill('zora');
  await row(page, 'Zora Alt').waitFor();
});

test('what the book refuses is told at its field', async () => {
  const page = await openWithSample();
  await page.keyboard.press('n');
  await page.getByLabel('E-mail').fill('zora@@example.org');
  await page.getByLabel('Phone').fill('030 12');
  await page.getByRole('button', { name: 'Save' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  assert.equal(await page.locator('[aria-invalid=true]').count(), 2);
});

test('the language is the browser’s, can be changed, and is remembered', async () => {
  const page = await openPage({ locale: 'de-AT' });
  await page.getByRole('heading', { name: 'Ihre Kartei ist noch leer' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  // Keys are called what is written on them there.
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Pos1 / Ende').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Sprache' }).focus();
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('English');
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await assertFocused(page.getByRole('combobox', { name: 'Language' }));
  await page.reload();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});

test('the theme follows the system unless it is chosen', async () => {
  const page = await openPage({ theme: 'dark' });
  const isDark = () =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(19, 20, 23)');
  assert.ok(await isDark());
  await page.getByRole('button', { name: 'Appearance: like the system' }).press('Enter');
  assert.equal(await isDark(), false);
  // Again and again, with the key alone.
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Appearance: dark' }).press('Enter');
  await page.keyboard.press('Enter');
  await page.reload();
  await page.getByRole('button', { name: 'Appearance: light' }).waitFor();
  assert.equal(await isDark(), false);
});

test('without a connection it says so, and goes on', async () => {
  const page = await openWithSample();
  await page.context().setOffline(true);
  await page.getByText('Offline', { exact: true }).waitFor();
  await row(page, 'Anna Beispiel').click();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  await page.context().setOffline(false);
  await page.getByText('Offline', { exact: true }).waitFor({ state: 'hidden' });
  // Without its shell the browser asks for the icon again at each step.
  assert.deepEqual(
    takeComplaints().filter((text) => !text.includes('icon.svg')),
    [],
  );
});

test('a new version waits for the person, and for an open import', async () => {
  const page = await openWithSample();
  await page.evaluate(() => {
    const dashboard = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    Object.assign(globalThis, { reloads: 0 });
    dashboard.addEventListener('kartei-reload', (/** @type {Event} */ event) => {
      // Where it is not taken care of, the page is loaded again.
      event.preventDefault();
      /** @type {any} */ (globalThis).reloads++;
    });
    dashboard.hasUpdate = true;
  });
  await page.keyboard.press('i');
  await page.getByRole('group').filter({ hasText: 'Paste text' }).locator('summary').click();
  await page.getByRole('textbox', { name: 'CSV text' }).fill('name\nAnna');
  await page.getByRole('button', { name: 'Use text' }).click();
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('Finish what is running first').first().waitFor();
  await page.getByRole('button', { name: 'Cancel import' }).click();
  // What takes long is seen to be running.
  await page.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    book.backup = () => new Promise((go) => Object.assign(globalThis, { go }));
  });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Download backup' }).click();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('Finish what is running first').first().waitFor();
  assert.equal(await page.evaluate('reloads'), 0);
  await page.evaluate(() => /** @type {any} */ (globalThis).go(new Blob()));
  await page.getByText('Backup downloaded').first().waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  assert.equal(await page.evaluate('reloads'), 1);
});

test('an address typed by hand leads there', async () => {
  const context = await openContext();
  const page = await openTab(context);
  const { url } = await startServer();
  await page.goto(`${url}#/import`);
  await page.getByRole('heading', { name: 'Drop a CSV file here' }).waitFor();
  await page.goto(`${url}#/contacts/00000000-0000-7000-8000-000000000000`);
  await page.getByText('There is no such contact.').first().waitFor();
  await page.goto(`${url}#/import`);
  await page.goto(`${url}#/contacts/00000000-0000-70`);
  await page.getByText('There is no such contact.').first().waitFor();
});

test('ways through the page: links, titles, the focus, back', async () => {
  const page = await openWithSample();
  for (const [link, heading] of [
    ['History', 'History'],
    ['Trash', 'Trash'],
    ['Settings', 'Settings'],
    ['Contacts', 'Contacts'],
  ]) {
    const way = page
      .getByRole('navigation', { name: 'Sections' })
      .getByRole('link', { name: link });
    await way.focus();
    await page.keyboard.press('Enter');
    await assertFocused(page.getByRole('heading', { name: heading, level: 2 }));
    assert.equal(await way.getAttribute('aria-current'), 'page');
    assert.equal(await page.title(), `${heading} – Kartei`);
    assert.equal(hash(page), `#/${link.toLowerCase()}`);
  }
  await page.goBack();
  await assertFocused(page.getByRole('heading', { name: 'Settings', level: 2 }));
  await page.reload();
  await page.getByRole('heading', { name: 'Settings', level: 2 }).waitFor();
  for (const [letter, heading] of Object.entries({ h: 'History', t: 'Trash', c: 'Contacts' })) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await page.getByRole('heading', { name: heading, level: 2 }).waitFor();
  }
});

test('a key right after a link is for the screen that it leads to', async () => {
  const page = await openWithSample();
  await row(page, 'Anna Beispiel').click();
  await page.getByRole('heading', { name: 'Anna Beispiel', level: 2 }).waitFor();
  await page.evaluate(() => {
    const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    root.querySelector('[data-screen=trash]').click();
    // There it closes the contact, which is in the list.
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  });
  await assertFocused(page.getByRole('heading', { name: 'Trash', level: 2 }));
  assert.equal(hash(page), '#/trash');
});

/** @param {Page} page @param {string} state */
const setStatus = (page, state) =>
  page.evaluate((status) => {
    const { book } = /** @type {any} */ (globalThis);
    book.status = status;
    book.dispatchEvent(new CustomEvent('status', { detail: { state: status } }));
  }, state);

/** @param {Record<string, unknown>} [book] */
async function openWithSmallBook(book) {
  const page = await openPage();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await useSmallBook(page, book);
  await row(page, 'Bert Muster').waitFor();
  return page;
}

test('a sleeping tab is said to hold the contacts; what was typed stays', async () => {
  const page = await openWithSmallBook();
  await row(page, 'Bert Muster').click();
  await page.getByLabel('Name', { exact: true }).fill('Bert Getippt');
  await setStatus(page, 'waiting');
  const alert = page.getByRole('alert');
  await alert.getByText('Another tab holds the contacts and does not answer').waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Bert Getippt');
  await assertAccessible(page, 'waiting');
  await setStatus(page, 'ready');
  await alert.waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Bert Getippt');
});

test('a page that is too old says so, keeps what was typed and loads again', async () => {
  const page = await openWithSmallBook();
  await row(page, 'Bert Muster').click();
  await page.getByLabel('Name', { exact: true }).fill('Bert Getippt');
  await setStatus(page, 'outdated');
  await page.getByRole('alert').getByText('A newer version of Kartei runs').waitFor();
  const drafts = await page.evaluate(() => Object.values(localStorage).join());
  assert.match(drafts, /Bert Getippt/);
  const loading = page.waitForEvent('load');
  await page.getByRole('alert').getByRole('button', { name: 'Reload' }).click();
  await loading;
});

test('a save that is answered late does not lead away from a new contact', async () => {
  const page = await openWithSmallBook();
  const letGo = await holdBook(page, 'save');
  await row(page, 'Bert Muster').click();
  await page.getByLabel('Name', { exact: true }).fill('Bert Neu');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'New contact' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Carla');
  await letGo();
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await page.getByRole('heading', { name: 'New contact', level: 2 }).waitFor();
  assert.match(page.url(), /contacts\/new/);
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Carla');
});

test('what is not promised is said quietly, with a backup as the way out', async () => {
  const page = await openWithSmallBook();
  const notice = page.getByText('This browser may not keep the contacts for good');
  await notice.waitFor();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download backup' }).click();
  await downloading;
  await page.getByText('Backup downloaded').first().waitFor();
  // Everything is in the backup now.
  await notice.waitFor({ state: 'detached' });
  await useSmallBook(page);
  await notice.waitFor();
  await page.getByRole('button', { name: 'Later' }).click();
  await notice.waitFor({ state: 'detached' });
  await useSmallBook(page, { contacts: 4 });
  await count(page, '4 contacts');
  assert.equal(await notice.count(), 0);
});

test('it reminds of a backup, first of all of what is not saved at all', async () => {
  const report = { is_persisted: true, last_backup_at: null, changes_since_backup: 1204 };
  const page = await openWithSmallBook({ report });
  await page.getByText('Time for a backup: 1,204 changes are not backed up yet.').waitFor();
  const promised = await openWithSmallBook({ report: { ...report, changes_since_backup: 3 } });
  await promised.waitForTimeout(150);
  assert.equal(await promised.getByText('Time for a backup').count(), 0);
});

test('it does not remind of a backup that was made while it was finding out', async () => {
  const page = await openWithSmallBook({ report: { is_persisted: true } });
  await page.evaluate(async () => {
    const dashboard = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { book } = dashboard;
    const { storage } = book;
    const old = { ...(await storage()), last_backup_at: null, changes_since_backup: 1204 };
    book.storage = () => new Promise((tell) => Object.assign(globalThis, { tell, old }));
    dashboard.book = null;
    dashboard.book = book;
    book.storage = storage;
    dashboard.root.querySelector('kartei-settings').emit('kartei-backed-up');
  });
  await page.getByText('Backup downloaded').first().waitFor();
  await page.evaluate('tell(old)');
  await page.waitForTimeout(150);
  assert.equal(await page.getByText('Time for a backup').count(), 0);
});

test('a change that does not fit says how much room is missing', async () => {
  const refuse = { save: { code: 'storage_full', missing_bytes: 4096 } };
  const page = await openWithSmallBook({ refuse });
  await row(page, 'Bert Muster').click();
  await page.getByLabel('Name', { exact: true }).fill('Bert Getippt');
  await page.keyboard.press('Control+s');
  await page.getByRole('alert').getByText('There is no room left, 4\u00a0kB are missing').waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Bert Getippt');
});

test('whoever goes back has answered no dialog, and the page goes on', async () => {
  const page = await openWithSample();
  await row(page, 'Anna Beispiel').click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  // What another tab does leaves it where it is.
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    await book.save({ name: 'Zoe' });
    await new Promise((drawn) => setTimeout(drawn, 300));
  });
  assert.equal(await dialog.evaluate((each) => each.matches(':modal')), true);
  await page.goBack();
  await dialog.waitFor({ state: 'detached' });
  await row(page, 'Anna Beispiel').click();
  await page.getByRole('heading', { name: 'Anna Beispiel', level: 2 }).waitFor();
});

test('a new contact has the focus in the list, and is named before it is deleted', async () => {
  const page = await openWithSample();
  await row(page, 'Anna Beispiel').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('Mara Neu');
  await page.keyboard.press('Control+Enter');
  await row(page, 'Mara Neu').and(page.locator(':focus-within')).waitFor();
  await page.keyboard.press('Delete');
  await page.getByText('“Mara Neu” will be deleted.').waitFor();
});

test('of a damaged book, what can be read is offered, as backup and as CSV', async () => {
  const page = await openPage();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  for (const [code, is_complete, text] of /** @type {const} */ ([
    ['storage_damaged', false, '4,812 contacts read. Others may not be readable any more.'],
    ['storage_newer', true, '4,812 contacts read. Nothing is missing.'],
  ])) {
    await page.evaluate(
      (given) => {
        const dashboard = /** @type {any} */ (document.querySelector('kartei-dashboard'));
        const backup = new Blob(['backup']);
        const csv = new Blob(['name\nAnna']);
        dashboard.rescue = async () => ({
          contacts: 4812,
          is_complete: given.is_complete,
          backup,
          csv,
        });
        dashboard.failure = { code: given.code, message: 'said to developers' };
      },
      { code, is_complete },
    );
    await page.getByText('Nothing is overwritten.').waitFor();
    await page.getByRole('button', { name: 'Download what can be read' }).click();
    await page.getByText(text).waitFor();
    await assertAccessible(page, `rescue, ${code}`);
    for (const [button, name] of [
      ['Download as backup', /^Kartei rescued .*\.kartei$/],
      ['Download as CSV', /^Kartei rescued .*\.csv$/],
    ]) {
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: String(button) }).click();
      assert.match((await downloading).suggestedFilename(), /** @type {RegExp} */ (name));
    }
  }
});

test('the address of a new contact leads into its form', async () => {
  const page = await openPage({ path: '#/contacts/new' });
  await assertFocused(page.getByRole('textbox', { name: 'Name', exact: true }));
});
