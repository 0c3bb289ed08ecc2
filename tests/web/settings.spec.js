// Settings: storage, backup, restore, checking, deleting everything; with the real book, and with a
// small one for numbers and failures that would take weeks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertFocused,
  goToScreen,
  holdBook,
  loadSample,
  openPage,
  openTwoTabs,
  openWithSample,
  scrollsSideways,
} from './browser.js';
import { useSmallBook } from './small-book.js';
import { connect, serveContacts } from './small-server.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/** @param {Page} page */
async function goToSettings(page) {
  await goToScreen(page, 'settings', 'Settings');
}

/** @param {Page} page @param {string} word */
async function confirmWith(page, word) {
  const dialog = page.getByRole('dialog');
  const box = dialog.getByRole('textbox');
  await box.fill(word);
  await box.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

/**
 * Settings alone, with a book of the test's own.
 * @param {PageOptions} options
 * @param {Record<string, unknown>} [book]
 */
async function openSettings(options, book) {
  const page = await openPage({ path: 'blank.html', ...options });
  await page.evaluate(() => {
    const settings = document.createElement('kartei-settings');
    settings.style.height = '85vh';
    /** @type {HTMLElement} */ (document.querySelector('main')).append(settings);
  });
  await useSmallBook(page, book);
  await page.locator('.facts').first().waitFor();
  return page;
}

/** @param {Page} page */
const calls = (page) => page.evaluate(() => /** @type {any} */ (globalThis).book.calls);

/** @param {Page} page @param {string} name */
const part = (page, name) => page.getByRole('region', { name, exact: true });

/** @param {Page} page @param {string} term */
const fact = (page, term) =>
  page
    .locator('dt', { hasText: new RegExp(`^${term}$`) })
    .locator('xpath=following-sibling::dd[1]')
    .innerText();

/** @param {Page} page */
const chooseBackup = (page) =>
  page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'old.kartei', mimeType: 'application/gzip', buffer: Buffer.from('x') });

test('where the contacts are, how many, and how much room there is', async () => {
  const page = await openPage();
  await loadSample(page);
  await goToSettings(page);
  assert.equal(await page.title(), 'Settings – Kartei');
  await page.getByText('this browser, on this device').waitFor();
  assert.equal(await fact(page, 'Contacts'), '16');
  assert.match(await fact(page, 'Used'), /^[\d.]+\s\w+ used, [\d.]+\s[GMT]B free/);
  await page.getByRole('meter', { name: 'Used' }).waitFor();
  await page.getByText(/^There is no backup yet. \d+ changes?\.$/).waitFor();
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('Everything is fine.').first().waitFor();
  await assertFocused(page.getByRole('button', { name: 'Check now' }));
  await assertAccessible(page, 'settings, checked');
});

test('everything is deleted in all tabs, drafts too, and begins anew', async () => {
  const { page, other } = await openTwoTabs(loadSample);
  await other.getByRole('row', { name: 'Anna Beispiel' }).click();
  await other.getByRole('heading', { name: 'Anna Beispiel', level: 2 }).waitFor();
  await other.getByLabel('Name', { exact: true }).fill('Anna Entwurf');
  await other.keyboard.press('Tab');

  await page.bringToFront();
  await goToSettings(page);
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('dialog').getByText('16 contacts are deleted').waitFor();
  await confirmWith(page, 'delete everything');
  for (const tab of [page, other]) {
    await tab.getByRole('heading', { name: 'Everything is deleted' }).waitFor();
    assert.equal(await tab.getByRole('navigation').count(), 0);
  }
  await assertAccessible(other, 'destroyed');
  const keys = await page.evaluate(() => Object.keys(localStorage));
  assert.deepEqual(
    keys.filter((key) => key.startsWith('kartei-draft')),
    [],
  );
  await other.getByRole('button', { name: 'Start anew' }).click();
  await other.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await page.getByRole('button', { name: 'Start anew' }).click();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await loadSample(page);
  await other.getByRole('row', { name: 'Anna Beispiel' }).waitFor();
});

test('a real backup: downloaded, the book deleted, restored, merged, undone', async () => {
  const page = await openPage();
  await loadSample(page);
  await goToSettings(page);
  const downloading = page.waitForEvent('download');
  await part(page, 'Backup').getByRole('button', { name: 'Download backup' }).click();
  const path = await (await downloading).path();
  await page.getByText(/^Last backup: .*, nothing changed since$/).waitFor();
  // Nothing is left to be reminded of.
  assert.equal(await page.getByText('may not keep the contacts').count(), 0);

  await page.getByRole('button', { name: 'Delete everything' }).click();
  await confirmWith(page, 'delete everything');
  await page.getByRole('button', { name: 'Start anew' }).click();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await goToSettings(page);
  const input = page.locator('kartei-settings input[type=file]');
  await input.setInputFiles(path);
  const review = page.getByTestId('restore-review');
  await review.waitFor();
  assert.equal(await fact(page, 'of them here already'), '0');
  await page.getByRole('button', { name: 'Merge 16 contacts' }).click();
  await page.getByText('16 new, 0 updated, 0 unchanged').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByText('Undone: Backup merged: 16 contacts').first().waitFor();

  await input.setInputFiles(path);
  await page.getByRole('radio', { name: 'Replace' }).click();
  await page.getByRole('button', { name: 'Replace everything' }).click();
  await confirmWith(page, 'replace');
  await page.getByTestId('restore-result').waitFor();
  await assertFocused(page.getByTestId('restore-result'));
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.locator('.count', { hasText: '16 contacts' }).waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByText(/^Import .+: 16 contacts$/).waitFor();

  await page.getByRole('link', { name: 'Settings' }).click();
  await input.setInputFiles({
    name: 'letter.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Dear Anna'),
  });
  await page.getByRole('alert').getByText('This file is not a backup of Kartei.').waitFor();
});

test('a backup is downloaded, counted, and can be stopped', async () => {
  const page = await openSettings({}, { steps: 100 });
  await part(page, 'Backup')
    .getByText(/^Last backup: .*, 12 changes since$/)
    .waitFor();
  await page.getByRole('button', { name: 'Download backup' }).click();
  await page.getByRole('progressbar', { name: 'Writing the backup' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await assertFocused(page.getByRole('button', { name: 'Download backup' }));
  await useSmallBook(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download backup' }).click();
  const file = await downloading;
  assert.match(file.suggestedFilename(), /^Kartei backup \d{4}-\d\d-\d\d\.kartei$/);
  await part(page, 'Backup')
    .getByText(/, nothing changed since$/)
    .waitFor();
});

test('a backup is due after 30 days or 1,000 changes', async () => {
  const due = (/** @type {Page} */ page) => page.getByText('A new backup is due.').count();
  const long = { last_backup_at: '2026-01-01T00:00:00.000Z', changes_since_backup: 1 };
  assert.equal(await due(await openSettings({}, { report: long })), 1);
  const much = { last_backup_at: new Date().toISOString(), changes_since_backup: 1000 };
  assert.equal(await due(await openSettings({}, { report: much })), 1);
  const little = { ...much, changes_since_backup: 999 };
  assert.equal(await due(await openSettings({}, { report: little })), 0);
  const idle = { ...long, changes_since_backup: 0 };
  assert.equal(await due(await openSettings({}, { report: idle })), 0);
});

test('what a backup holds is shown first; merging says what it did', async () => {
  const page = await openSettings({});
  await chooseBackup(page);
  await page.getByTestId('restore-review').waitFor();
  await assertFocused(page.getByRole('radio').first());
  assert.equal(await fact(page, 'File'), 'old.kartei');
  const review = page.getByTestId('restore-review');
  assert.deepEqual(
    await review
      .locator('dd')
      .allInnerTexts()
      .then((all) => all.slice(2)),
    ['1,204 (+ 9 in the trash)', '987', '118'],
  );
  assert.deepEqual(await calls(page), [['inspectBackup', {}]]);
  await assertAccessible(page, 'restore, review');
  await page.getByRole('button', { name: 'Merge 1,213 contacts' }).click();
  await page.getByText('217 new, 12 updated, 984 unchanged').waitFor();
  assert.equal((await calls(page)).at(-1)[0], 'restoreBackup');
  await assertAccessible(page, 'restore, done');
});

test('what a backup holds is counted for the book that is there', async () => {
  const page = await openSettings({});
  await chooseBackup(page);
  await page.getByTestId('restore-review').waitFor();
  await useSmallBook(page);
  await page.getByTestId('restore-review').waitFor({ state: 'detached' });
  // Still being read when the book goes, it is not shown either.
  const letGo = await holdBook(page, 'inspectBackup');
  await chooseBackup(page);
  await page.getByRole('progressbar').waitFor();
  await useSmallBook(page);
  await letGo();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  assert.equal(await page.getByTestId('restore-review').count(), 0);
});

test('replacing offers a backup first, and has to be typed', async () => {
  const page = await openSettings({});
  await chooseBackup(page);
  await page.getByRole('radio', { name: 'Replace' }).click();
  await assertFocused(page.getByRole('radio', { name: 'Replace' }));
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up the present contacts first' }).click();
  await downloading;
  await page.getByRole('button', { name: 'Replace everything' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Replace everything' }).click();
  await dialog.getByText('Type “replace”.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const asked = (await calls(page)).map((/** @type {any[]} */ [name]) => name);
  assert.deepEqual(asked, ['inspectBackup', 'backup']);
  await page.getByRole('button', { name: 'Replace everything' }).click();
  await confirmWith(page, 'replace');
  await page.getByTestId('restore-result').waitFor();
  await assertFocused(page.getByTestId('restore-result'));
});

const connected = { is_connected: true, name: 'Our CRM', base: 'https://crm.example.org/api' };

test('replacing says that the server is disconnected, and what it has not heard of', async () => {
  const page = await openSettings({}, { sync: { ...connected, pending: 2 } });
  await chooseBackup(page);
  const choice = page.getByRole('radio', { name: 'Replace' });
  await page.getByText('The server “Our CRM” is disconnected then').waitFor();
  await choice.click();
  // What has happened since the screen was shown counts, too.
  await page.evaluate(() => /** @type {any} */ (globalThis).book.tell({ parked: 1 }));
  await page.getByRole('button', { name: 'Replace everything' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The server “Our CRM” is disconnected then').waitFor();
  await dialog.getByText('3 changes from here are not on the server yet').waitFor();
  await confirmWith(page, 'replace');
  await page
    .getByTestId('restore-result')
    .getByText('The server “Our CRM” was disconnected, and can be connected again.')
    .waitFor();
  await assertAccessible(page, 'restored, and disconnected');
});

test('merging leaves the server connected, and nothing is said of it', async () => {
  const page = await openSettings({}, { sync: connected });
  await chooseBackup(page);
  await page.getByRole('button', { name: 'Merge 1,213 contacts' }).click();
  assert.doesNotMatch(await page.getByTestId('restore-result').innerText(), /server/);
});

test('deleting everything says what the server keeps, and what it will not hear of', async () => {
  const ask = async (/** @type {object} */ sync) => {
    const page = await openSettings({}, { sync });
    await page.getByRole('button', { name: 'Delete everything' }).click();
    return page.getByRole('dialog').innerText();
  };
  const unsent = await ask({ ...connected, direction: 'both', pending: 2, parked: 1 });
  assert.match(unsent, /What is on the server “Our CRM” stays there\./);
  assert.match(unsent, /3 changes from here are not on the server yet, and will be lost\./);
  const sent = await ask({ ...connected, direction: 'both', pending: 0 });
  assert.match(sent, /“Our CRM” stays there/);
  assert.doesNotMatch(sent, /yet/);
  assert.doesNotMatch(await ask({ ...connected, direction: 'pull', pending: 2 }), /yet/);
  assert.doesNotMatch(await ask({ is_connected: false }), /server/);
});

test('the real book is disconnected where it is replaced, and connects again', async () => {
  const page = await openWithSample();
  const server = await serveContacts(page);
  await goToSettings(page);
  const downloading = page.waitForEvent('download');
  await part(page, 'Backup').getByRole('button', { name: 'Download backup' }).click();
  const path = await (await downloading).path();
  await connect(page);
  server.isSilent = true;
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('checkbox', { name: 'Select Carla Muster' }).click();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.locator('.count', { hasText: '15 contacts' }).waitFor();
  await goToSettings(page);
  await part(page, 'Server').getByText('Connected to json-server').waitFor();
  await page.locator('kartei-settings input[type=file]').setInputFiles(path);
  await page.getByRole('radio', { name: 'Replace' }).click();
  await page.getByRole('button', { name: 'Replace everything' }).click();
  await page.getByRole('dialog').getByText('“json-server” is disconnected then').waitFor();
  await page.getByRole('dialog').getByText('1 change from here is not on the server').waitFor();
  await confirmWith(page, 'replace');
  await page.getByText('The server “json-server” was disconnected').waitFor();
  await part(page, 'Server').getByText('No server is connected').waitFor();
  server.isSilent = false;
  await connect(page);
});

test('a file that is no backup, or a damaged one, is refused with the reason', async () => {
  for (const [code, text] of [
    ['backup_unknown', 'This file is not a backup of Kartei.'],
    ['backup_damaged', 'This backup is damaged.'],
    ['backup_newer', 'This backup is from a newer version.'],
  ]) {
    const page = await openSettings({}, { refuse: { inspectBackup: { code } } });
    await chooseBackup(page);
    await page.getByRole('alert').getByText(text).waitFor();
    await assertFocused(page.getByRole('button', { name: 'Choose backup' }).first());
  }
});

test('restoring without room says how much is missing', async () => {
  const refuse = { restoreBackup: { code: 'storage_full', missing_bytes: 48_000_000 } };
  const page = await openSettings({}, { refuse });
  await chooseBackup(page);
  await page.getByRole('button', { name: 'Merge 1,213 contacts' }).click();
  await page.getByRole('alert').getByText('48\u00a0MB are missing').waitFor();
  // The file is still there, to be tried again.
  await page.getByTestId('restore-review').waitFor();
});

test('what a check finds is shown as it is', async () => {
  const page = await openSettings({}, { report_of_check: 'row 17 missing from index <b>' });
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByRole('alert').getByText('row 17 missing from index <b>').waitFor();
});

test('what a check found says nothing of another book, and stays where it is moved', async () => {
  const page = await openSettings({}, { report_of_check: 'row 17 missing' });
  const found = page.getByRole('alert').getByText('row 17 missing');
  const button = page.getByRole('button', { name: 'Check now' });
  await button.click();
  await found.waitFor();
  await page.evaluate(async () => {
    const settings = /** @type {any} */ (document.querySelector('kartei-settings'));
    document.querySelector('main')?.append(settings);
    await settings.reload();
  });
  assert.equal(await found.count(), 1);
  const letGo = await holdBook(page, 'checkIntegrity');
  await button.click();
  await useSmallBook(page);
  await button.waitFor();
  await letGo();
  await page.evaluate(() =>
    /** @type {any} */ (document.querySelector('kartei-settings')).reload(),
  );
  assert.equal(await found.count(), 0);
});

test('durable storage is asked for again, and the answer is said', async () => {
  const page = await openSettings({});
  await page.evaluate(() => {
    navigator.storage.persist = async () => {
      Object.assign(globalThis, { asked: true });
      return false;
    };
  });
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByText('The browser did not promise it.').waitFor();
  assert.equal(await page.evaluate('asked'), true);
  await assertFocused(page.getByRole('button', { name: 'Ask again' }));
  const granted = await openSettings({}, { report: { is_persisted: true } });
  await granted.getByText('Yes. The browser does not delete the contacts').waitFor();
  assert.equal(await granted.getByRole('button', { name: 'Ask again' }).count(), 0);
});

for (const look of /** @type {PageOptions[]} */ ([
  { locale: 'de-DE', theme: 'light' },
  { locale: 'de-DE', theme: 'dark', width: 320, height: 640 },
  { locale: 'en-GB', theme: 'dark' },
])) {
  test(`settings can be read by all: ${look.locale}, ${look.theme}, ${look.width}`, async () => {
    for (const report of [{}, { is_persisted: true, available: 5, usage: 10_000_000_000 }]) {
      const page = await openSettings(look, { report });
      await assertAccessible(page, `settings ${JSON.stringify(report)}`);
      await chooseBackup(page);
      await page.getByRole('radio').last().click();
      await assertAccessible(page, 'settings, replace');
      // Text twice as large (WCAG 1.4.4) in the narrowest window (1.4.10).
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      assert.equal(await scrollsSideways(page), false);
      await page.getByRole('button', { name: /^(Alles ersetzen|Replace everything)/ }).click();
      await assertAccessible(page, 'settings, typed confirmation');
    }
  });
}
