// Undo and redo: the history, the keys, the button of each message; with the real book, and with a
// small one for what takes weeks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  describeEntry,
  entryIcon,
  isReversible,
} from '../../web/elements/history/history-words.js';
import { wordsFor } from '../../web/i18n/translate.js';
import {
  assertAccessible,
  assertFocused,
  holdBook,
  loadSample,
  openContext,
  openPage,
  openTab,
  openWithSample,
  scrollsSideways,
  startServer,
} from './browser.js';
import { useSmallBook } from './small-book.js';
import { connect, recordOf, serveContacts } from './small-server.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/** @param {Page} page @param {string} name @param {string} to */
async function rename(page, name, to) {
  await page.getByRole('row', { name }).click();
  await page.getByRole('heading', { name, level: 2 }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill(to);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('row', { name: to }).waitFor();
  // The focus is back in the list.
  await page.getByRole('heading', { name: to, level: 2 }).waitFor({ state: 'hidden' });
}

/** @param {Page} page @param {string} text */
const count = (page, text) => page.locator('.count', { hasText: text }).waitFor();

/** @param {Page} page */
const titles = (page) => page.locator('.entry .entry-title').allInnerTexts();

/**
 * The history alone, with a book of the test's own.
 * @param {PageOptions} options
 * @param {Record<string, unknown>} [book]
 */
async function openHistory(options, book) {
  const page = await openPage({ path: 'blank.html', ...options });
  await page.evaluate(() => {
    const history = document.createElement('kartei-history');
    history.style.height = '85vh';
    /** @type {HTMLElement} */ (document.querySelector('main')).append(history);
  });
  await useSmallBook(page, book);
  return page;
}

test('what happened is listed in words, newest first, and taken back and done again', async () => {
  const page = await openWithSample();
  await rename(page, 'Anna Beispiel', 'Anna Neu');
  await page.getByRole('checkbox', { name: 'Select Carla Muster' }).click();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await count(page, '15 contacts');
  await page.getByRole('link', { name: 'History' }).click();
  await assertFocused(page.getByRole('heading', { name: 'History', level: 2 }));
  await page.getByText('3 changes').waitFor();
  assert.equal(await page.title(), 'History – Kartei');
  const [removed, renamed, imported] = await titles(page);
  assert.equal(removed, 'Contact deleted: Carla Muster');
  assert.equal(renamed, 'Contact changed: Anna Neu');
  assert.match(imported, /^Import .+\.csv: 16 contacts$/);
  await page.getByText('16 new + 0 updated + 0 skipped + 0 rejected = 16 rows').waitFor();

  await page.getByRole('button', { name: 'Undo: Contact changed: Anna Neu' }).click();
  await page.getByRole('button', { name: 'Redo: Contact changed: Anna Beispiel' }).waitFor();
  assert.equal((await titles(page))[0], 'Undone: Contact changed: Anna Beispiel');
  assert.equal(await page.locator('.entry .pill', { hasText: 'undone' }).count(), 1);
  // The button that was pressed has become another one, and the focus is still there.
  await assertFocused(page.getByRole('button', { name: 'Redo: Contact changed' }));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Undo: Contact changed: Anna Neu' }).waitFor();
  await page.getByRole('button', { name: /^Undo: Import/ }).click();
  await page.getByRole('link', { name: 'Contacts' }).click();
  // Anna was changed since the import: she is kept until the person says otherwise.
  await count(page, '1 contact');
  await page.getByRole('row', { name: 'Anna Neu' }).waitFor();
});

test('what was changed since is kept, named, and taken back only when that is wanted', async () => {
  const page = await openWithSample();
  await rename(page, 'Anna Beispiel', 'Anna Neu');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.getByRole('button', { name: /^Undo: Import/ }).click();
  const kept = page.getByTestId('kept');
  await kept.getByText('1 contact was changed since').waitFor();
  await kept.getByRole('button', { name: 'Anna Neu' }).waitFor();
  await assertAccessible(page, 'history, something kept');
  await kept.getByRole('button', { name: 'Leave as is' }).click();
  await kept.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Redo: Import/ }).click();
  await page.getByRole('button', { name: /^Undo: Import/ }).click();
  await kept.getByRole('button', { name: 'Take this back, too' }).click();
  await kept.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
});

test('undo and redo by key, one after the other, and not in a field', async () => {
  const page = await openWithSample();
  await rename(page, 'Anna Beispiel', 'Anna Neu');
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('x');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: 'Anna Neu' }).waitFor();

  await page.getByRole('heading', { name: 'Contacts', level: 2 }).focus();
  await page.keyboard.press('Control+z');
  await page
    .getByText(/^Undone: Contact changed: Anna/)
    .first()
    .waitFor();
  await page.getByRole('row', { name: 'Anna Beispiel' }).waitFor();
  await page.keyboard.press('Control+z');
  await page
    .getByText(/^Undone: Import/)
    .first()
    .waitFor();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('There is nothing to undo.').first().waitFor();
  await page.keyboard.press('Control+Shift+Z');
  await page
    .getByText(/^Redone: Import/)
    .first()
    .waitFor();
  await count(page, '16 contacts');
  await page.keyboard.press('Control+y');
  await page.getByRole('row', { name: 'Anna Neu' }).waitFor();
});

test('each message takes back what it is about, not what came later', async () => {
  const context = await openContext();
  const page = await openTab(context);
  const { url } = await startServer();
  await page.goto(url);
  await loadSample(page);
  const other = await openTab(context);
  await other.goto(url);
  await other.getByRole('row', { name: 'Carla Muster' }).waitFor();

  await rename(page, 'Anna Beispiel', 'Anna Neu');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await undo.waitFor();
  await rename(other, 'Carla Muster', 'Carla Anders');
  await page.getByRole('row', { name: 'Carla Anders' }).waitFor();
  await undo.click();
  await page.getByRole('row', { name: 'Anna Beispiel' }).waitFor();
  await other.getByRole('row', { name: 'Anna Beispiel' }).waitFor();
  await page.getByRole('row', { name: 'Carla Anders' }).waitFor();
});

test('the message after an undo that kept something shows what, and the choice', async () => {
  const page = await openPage();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await useSmallBook(page, { kept: 2 });
  await page.getByRole('row', { name: 'Bert Muster' }).waitFor();
  await page.keyboard.press('Control+z');
  await page
    .getByText(/2 contacts were changed since and stay so\.$/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '2 contacts were changed since' });
  await dialog.getByText('Phone, E-mail').first().waitFor();
  await assertAccessible(page, 'kept, dialog');
  await dialog.getByRole('button', { name: 'Take these 2 back, too' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByText(/^Undone: /)
    .first()
    .waitFor();
  const calls = await page.evaluate(() => /** @type {any} */ (globalThis).book.calls);
  const [name, { entry, overwrite }] = calls.at(-1);
  assert.deepEqual([name, entry, overwrite], ['undo', 8, true]);
});

test('an undo that takes long is seen to be under way, and nothing else is begun', async () => {
  const page = await openWithSample();
  await page.getByRole('checkbox', { name: 'Select all 16 contacts' }).click();
  const letGo = await holdBook(page, 'undo');
  await page.keyboard.press('Control+z');
  const running = page.getByRole('progressbar', { name: /^Undoing: Import/ });
  await running.waitFor();
  await assertAccessible(page, 'a long undo');
  const remove = page.getByRole('button', { name: 'Delete 16 contacts' });
  assert.equal(await remove.getAttribute('aria-disabled'), 'true');
  // Nothing of this asks the book.
  await remove.click({ force: true });
  await page.keyboard.press('Delete');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.keyboard.press('Control+z');
  // It is said once, also where the key is held down.
  const waits = page.locator('.toast.problem', { hasText: 'Not undone yet' });
  await waits.getByRole('button', { name: 'Close message' }).click();
  await page.keyboard.press('Control+z');
  assert.equal(await waits.count(), 0);
  await page.getByRole('link', { name: 'History' }).click();
  const reverse = page.locator('.reverse');
  assert.equal(await reverse.getAttribute('aria-disabled'), 'true');
  await letGo();
  await page
    .getByText(/^Undone: Import/)
    .first()
    .waitFor();
  await running.waitFor({ state: 'detached' });
  assert.equal(await reverse.getAttribute('aria-disabled'), null);
  await page.getByText('2 changes').waitFor();
});

test('in the history, an undo that takes long is seen at its entry', async () => {
  const page = await openHistory({});
  await page.locator('.entry').first().waitFor();
  const letGo = await holdBook(page, 'undo');
  const imported = page.locator('.entry.import');
  await imported.locator('.reverse').click();
  const running = imported.getByRole('progressbar', { name: /^Undoing: Import/ });
  await running.waitFor();
  await assertFocused(imported.locator('.reverse'));
  await assertAccessible(page, 'a long undo in the history');
  const disabled = await page.locator('.reverse[aria-disabled=true]').count();
  assert.equal(disabled, await page.locator('.reverse').count());
  await letGo();
  await running.waitFor({ state: 'detached' });
  assert.equal(await page.locator('.reverse[aria-disabled]').count(), 0);
});

test('a name of ten thousand characters takes a few lines, here and in the trash', async () => {
  const page = await openPage({ width: 400, height: 700 });
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { id } = await book.save({ name: 'Anna '.repeat(2000) });
    await book.remove({ ids: [id] });
  });
  for (const [screen, row] of [
    ['history', '.entry'],
    ['trash', '.deleted'],
  ]) {
    await page.evaluate((to) => (location.hash = `#/${to}`), screen);
    await page.locator(row).first().waitFor();
    const box = await page.locator(row).first().boundingBox();
    assert.ok(box && box.height < 200, `${screen}: ${box?.height}`);
    await page
      .locator(row)
      .first()
      .getByText(/Anna Anna .*…/)
      .waitFor();
  }
  await page
    .getByRole('button', { name: /^Erase/ })
    .first()
    .click();
  const dialog = await page.getByRole('dialog').boundingBox();
  assert.ok(dialog && dialog.height < 600, `the question: ${dialog?.height}`);
});

test('pages of a long history; a new change is there at once', async () => {
  const page = await openHistory({}, { history: 120 });
  await page.getByText('1–50 of 120').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('51–100 of 120').waitFor();
  await assertFocused(page.getByRole('heading', { name: 'History' }));
  assert.equal(await page.locator('.entry').count(), 50);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('101–120 of 120').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Next' }).isDisabled(), true);
});

test('what the book refuses is told, and can be tried again', async () => {
  const refuse = { history: { code: 'storage_failed' } };
  const page = await openHistory({}, { refuse });
  const alert = page.getByRole('alert');
  await alert.getByText('The storage did not answer').waitFor();
  await useSmallBook(page);
  await page.locator('.entry').first().waitFor();
});

for (const look of /** @type {PageOptions[]} */ ([
  { locale: 'de-DE', theme: 'light' },
  { locale: 'en-GB', theme: 'dark', width: 320, height: 640 },
])) {
  test(`the history can be read by all: ${look.locale}, ${look.theme}`, async () => {
    for (const book of [{}, { history: 0 }, { history: 120, kept: 2 }]) {
      const page = await openHistory(look, book);
      await page.locator('.entry, .nothing').first().waitFor();
      if (book.kept) {
        await page.locator('.reverse').first().click();
        await page.getByTestId('kept').waitFor();
      }
      await assertAccessible(page, `history ${JSON.stringify(book)}`);
      assert.equal(await scrollsSideways(page), false);
    }
  });
}

test('what was fetched from a server is listed, and is nothing to undo', async () => {
  const page = await openWithSample();
  await serveContacts(page, [recordOf(1, 'Sora Server'), recordOf(2, 'Tom Server')]);
  await connect(page, 'Fetch only');
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByText('2 changes fetched from the server').waitFor();
  await page.getByText(/^Import .+\.csv: 16 contacts$/).waitFor();
  const fetched = page.locator('.entry.sync');
  assert.equal(await fetched.locator('svg').count(), 1);
  assert.equal(await fetched.getByRole('button').count(), 0);
  await page.keyboard.press('Control+z');
  await page
    .getByText(/^Undone: Import/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Redo: Import/ }).waitFor();
  await assertAccessible(page, 'history, with what was fetched');
});

test('each kind of entry has its words, also one that nobody has heard of', () => {
  const base = { entry: 1, at: '', is_undone: false, reverts: 0, file_name: '', contact_id: '' };
  const say = (/** @type {object} */ entry) =>
    ['en', 'de'].map((locale) =>
      describeEntry(
        wordsFor(/** @type {any} */ (locale)),
        /** @type {any} */ ({ ...base, ...entry }),
        [],
      ),
    );
  const one = { kind: 'sync', count: 1, contact_id: 'a', name: 'Anna' };
  assert.deepEqual(say(one), [
    'Change fetched from the server: Anna',
    'Änderung vom Server geholt: Anna',
  ]);
  assert.deepEqual(say({ kind: 'sync', count: 1204, name: '' }), [
    '1,204 changes fetched from the server',
    '1.204 Änderungen vom Server geholt',
  ]);
  const ofSegment = { kind: 'segment', name: 'VIP' };
  assert.deepEqual(
    ['created', 'deleted', 'changed', undefined].map(
      (segment) => say({ ...ofSegment, segment })[0],
    ),
    [
      'Segment created: VIP',
      'Segment deleted: VIP',
      'Segment changed: VIP',
      'Segment changed: VIP',
    ],
  );
  const unknown = { kind: 'teleport', count: 12, name: '' };
  assert.deepEqual(say(unknown), ['Other change: 12 contacts', 'Andere Änderung: 12 Kontakte']);
  const entry = /** @type {any} */ (unknown);
  assert.deepEqual([entryIcon(entry), isReversible(entry)], ['clock', false]);
});
