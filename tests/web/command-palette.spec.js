// The command palette of the dashboard with its real book; palette-answers.spec.js has books that
// answer late, and what they may answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertBecomes,
  assertFocused,
  goToScreen,
  openPage,
  openWithSample,
  scrollsSideways,
} from './browser.js';
import { useSmallBook } from './small-book.js';
import { calls } from './sync-page.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/** @param {Page} page */
const palette = (page) => page.getByRole('dialog', { name: /^(Find anything|Alles finden)$/ });

/** @param {Page} page */
const field = (page) => palette(page).getByRole('combobox');

/** @param {Page} page @param {string | RegExp} name */
const option = (page, name) => palette(page).getByRole('option', { name });

/**
 * What is listed, by the heading it stands below.
 * @param {Page} page
 * @returns {Promise<Record<string, string[]>>}
 */
const listed = (page) =>
  palette(page)
    .getByRole('group')
    .evaluateAll((groups) =>
      Object.fromEntries(
        groups.map((group) => [
          group.querySelector('[role=presentation]')?.textContent,
          [...group.querySelectorAll('.palette-label')].map(({ textContent }) => textContent),
        ]),
      ),
    );

/**
 * Which option Enter would run, as readers are told.
 * @param {Page} page
 */
const active = (page) =>
  field(page).evaluate((input) => {
    const id = input.getAttribute('aria-activedescendant') ?? '';
    const root = /** @type {ShadowRoot} */ (input.getRootNode());
    const option = root.getElementById(id);
    const selected = root.querySelectorAll('.palette [aria-selected=true]');
    if (option && (selected.length !== 1 || selected[0] !== option)) return 'another';
    return option?.querySelector('.palette-label')?.textContent ?? '';
  });

/** @param {Page} page */
async function openPalette(page) {
  await page.keyboard.press('Control+k');
  await assertFocused(field(page));
  await palette(page).getByRole('option').first().waitFor();
}

/** @param {Page} page */
const hash = (page) => decodeURIComponent(new URL(page.url()).hash);

/** @param {Page} page @param {string} name */
const heading = (page, name) => page.getByRole('heading', { level: 2, name, exact: true });

test('by keyboard alone: what can be done, where one can go', async () => {
  const page = await openWithSample();
  await openPalette(page);
  const groups = await listed(page);
  assert.deepEqual(Object.keys(groups), ['Actions', 'Sections']);
  assert.deepEqual(groups.Sections, ['Contacts', 'History', 'Trash', 'Settings', 'Sync']);
  assert.deepEqual(groups.Actions.slice(0, 4), [
    'New contact',
    'Import contacts',
    'Export contacts',
    'Undo',
  ]);
  assert.equal(await active(page), 'New contact');
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(page), 'Import contacts');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(page), 'Sync');
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(page), 'New contact');

  await page.keyboard.type('sett');
  await assertBecomes(() => listed(page), { Sections: ['Settings'] });
  await page.keyboard.press('Enter');
  await assertFocused(heading(page, 'Settings'));
  assert.equal(hash(page), '#/settings');
  // Back on the list, for what needs it.
  await openPalette(page);
  await page.keyboard.type('search');
  await page.keyboard.press('Enter');
  await assertFocused(page.getByRole('searchbox'));
  await openPalette(page);
  await page.keyboard.type('new con');
  await page.keyboard.press('Enter');
  await assertFocused(page.getByLabel('Name', { exact: true }));
});

test('Home, End and letters are the field’s; Esc and the key leave it as it was', async () => {
  const page = await openWithSample();
  const search = page.getByRole('searchbox');
  await search.focus();
  await openPalette(page);
  await page.keyboard.type('ontact');
  await page.keyboard.press('Home');
  await page.keyboard.type('c');
  await page.keyboard.press('End');
  await page.keyboard.type('s');
  assert.equal(await field(page).inputValue(), 'contacts');
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'detached' });
  await assertFocused(search);
  assert.equal(await search.inputValue(), '');
  await openPalette(page);
  assert.equal(await field(page).inputValue(), '');
  await page.keyboard.press('Control+k');
  await palette(page).waitFor({ state: 'detached' });
  await assertFocused(search);
});

test('its key, held down, opens it once or closes it once', async () => {
  const page = await openWithSample();
  const hold = async () => {
    await page.keyboard.down('Control');
    for (let i = 0; i < 4; i++) await page.keyboard.down('k');
    await page.keyboard.up('k');
    await page.keyboard.up('Control');
  };
  await page.evaluate(() => {
    // Left to the browser, each would be a key of its own.
    const left = Object.assign(globalThis, { left: 0 });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'k' && !event.defaultPrevented) left.left += 1;
    });
  });
  await hold();
  await assertFocused(field(page));
  await hold();
  await palette(page).waitFor({ state: 'detached' });
  assert.equal(await page.evaluate('left'), 0);
  // An even number of presses would end here, too.
  await page.keyboard.down('Control');
  await page.keyboard.down('k');
  await page.keyboard.down('k');
  await page.keyboard.up('Control');
  await page.keyboard.up('k');
  await assertFocused(field(page));
});

test('it closes what was open beside a button, and the focus goes back there', async () => {
  const page = await openWithSample();
  const filter = page.getByRole('button', { name: 'Filter', exact: true });
  await filter.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Name' }).waitFor();
  await openPalette(page);
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'detached' });
  await assertFocused(filter);
});

test('above another dialog it does not open, and other keys do not open it', async () => {
  const page = await openWithSample();
  for (const key of ['Control+Shift+k', 'Control+Alt+k', 'k']) await page.keyboard.press(key);
  await page.keyboard.press('e');
  const exporting = page.getByRole('dialog', { name: 'Export contacts' });
  await exporting.waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await exporting.waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('what cannot be done now is not listed', async () => {
  const page = await openPage();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  const actions = async () => {
    await openPalette(page);
    const { Actions } = await listed(page);
    await page.keyboard.press('Escape');
    return Actions;
  };
  const sometimes = ['Export contacts', 'Undo', 'Redo', 'Columns', 'New segment', 'Sync now'];
  const possible = async () => {
    const now = await actions();
    return ['Load sample data', ...sometimes].filter((name) => now.includes(name));
  };
  assert.deepEqual(await possible(), ['Load sample data']);
  await openPalette(page);
  await page.keyboard.type('sample');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Import 16 contacts' }).click();
  await page.getByRole('button', { name: 'Go to contacts' }).click();
  await page.getByText('16 contacts', { exact: true }).first().waitFor();
  assert.deepEqual(await possible(), ['Export contacts', 'Undo', 'Columns', 'New segment']);

  await page.getByRole('row', { name: 'Anna Beispiel' }).getByRole('checkbox').click();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByText('15 contacts', { exact: true }).first().waitFor();
  await openPalette(page);
  await page.keyboard.type('undo');
  await option(page, 'Undo Contact deleted: Anna Beispiel').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('16 contacts', { exact: true }).first().waitFor();
  assert.ok((await possible()).includes('Redo'));
  assert.ok(!(await actions()).includes('Load sample data'));
});

test('undo and redo reverse what is said beside them, whatever has come since', async () => {
  const page = await openWithSample();
  const count = (/** @type {number} */ contacts) =>
    page.getByText(`${contacts} contacts`, { exact: true }).first().waitFor();
  const save = (/** @type {string} */ name) =>
    page.evaluate(async (name) => {
      const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      await book.save({ name, email: `${name}@example.org` });
    }, name);
  const row = (/** @type {string} */ name) => page.getByRole('row', { name });
  const said = (/** @type {string} */ text) =>
    page.locator('kartei-toast .text', { hasText: text }).waitFor();
  await row('Anna Beispiel').getByRole('checkbox').click();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await count(15);

  const choose = async (/** @type {string} */ name) => {
    await openPalette(page);
    await page.keyboard.type(name.slice(0, 4));
    await option(page, name).waitFor();
  };
  await choose('Undo Contact deleted: Anna Beispiel');
  // As another tab does, or a backend.
  await save('Aaron');
  await page.keyboard.press('Enter');
  await count(17);
  await row('Anna Beispiel').waitFor();
  await row('Aaron').waitFor();

  await choose('Redo Contact deleted: Anna Beispiel');
  await save('Abel');
  await page.keyboard.press('Enter');
  await row('Abel').waitFor();
  // There were 17 before both, too.
  await row('Anna Beispiel').waitFor({ state: 'detached' });
  await count(17);

  // Where another tab was faster, it is undone, and nothing else is.
  await choose('Undo Contact created: Abel');
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { undo } = await book.history();
    await book.undo({ entry: undo });
  });
  await page.keyboard.press('Enter');
  await said('Contact created: Abel');
  await count(16);
  await row('Aaron').waitFor();
});

test('where a backend is connected it can sync now', async () => {
  const page = await openPage();
  await page.getByRole('heading', { level: 3 }).waitFor();
  await useSmallBook(page, { sync: { is_connected: true, name: 'CRM', base: '/api' } });
  await page.getByRole('link', { name: /^Sync/ }).waitFor();
  await openPalette(page);
  await page.keyboard.type('sync now');
  await page.keyboard.press('Enter');
  await assertBecomes(() => calls(page), [['controlSync', 'now']]);
});

test('contacts are found as the list finds them, and opened; or all in the list', async () => {
  const page = await openWithSample();
  await goToScreen(page, 'trash', 'Trash');
  await openPalette(page);
  await page.keyboard.type('oeztu');
  await assertBecomes(() => listed(page), {
    Contacts: ['Dr. Deniz Öztürk', 'Show 1 match in the list'],
  });
  await page.keyboard.press('Enter');
  await assertFocused(heading(page, 'Dr. Deniz Öztürk'));
  assert.match(hash(page), /^#\/contacts\/[0-9a-f-]{36}$/);

  await openPalette(page);
  await page.keyboard.type('example');
  const all = option(page, 'Show all 16 matches in the list');
  await all.waitFor();
  assert.equal((await listed(page)).Contacts.length, 9);
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(page), 'Show all 16 matches in the list');
  await page.keyboard.press('Enter');
  await palette(page).waitFor({ state: 'detached' });
  assert.equal(hash(page), '#/contacts?q=example');
  await page.locator('.count', { hasText: '16 of 16' }).waitFor();
  await assertFocused(page.getByRole('row').nth(1).getByRole('gridcell').nth(1));
});

test('what belongs to the list is done there, from whatever screen', async () => {
  const page = await openWithSample();
  const run = async (/** @type {string} */ text) => {
    await goToScreen(page, 'trash', 'Trash');
    await openPalette(page);
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await assertBecomes(() => hash(page), '#/contacts');
  };
  await run('columns');
  const columns = page.getByRole('dialog', { name: 'Columns' });
  await assertFocused(columns.getByRole('checkbox').first());
  await page.keyboard.press('Escape');
  await assertFocused(page.getByRole('button', { name: 'Columns' }));
  await run('new seg');
  await page.getByRole('dialog', { name: 'New segment' }).waitFor();
  await page.keyboard.press('Escape');
  await run('export');
  await page.getByRole('button', { name: 'Export 16 contacts' }).click();
  await page.locator('kartei-toast .text', { hasText: '16 contacts exported' }).waitFor();
});

test('segments: the first ones at once, the others by their names, each by itself', async () => {
  const page = await openWithSample();
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    for (let i = 1; i <= 7; i++) {
      const filter = { field: 'name', op: 'starts_with', value: 'A' };
      await book.saveSegment({ name: `Key account ${i}`, filter });
    }
  });
  await page.getByRole('button', { name: 'Key account 7' }).waitFor();
  await page.getByRole('searchbox').fill('zzz');
  await page.locator('.count', { hasText: '0 of 16' }).waitFor();
  await openPalette(page);
  const first = [1, 2, 3, 4, 5].map((i) => `Key account ${i}`);
  assert.deepEqual((await listed(page)).Segments, ['All', ...first]);
  await page.keyboard.type('acc 7');
  await option(page, 'Key account 7 1').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.count', { hasText: '1 of 16' }).waitFor();
  assert.match(hash(page), /^#\/contacts\?segment=[0-9a-f-]{36}$/);
  await openPalette(page);
  await page.keyboard.type('all');
  await option(page, /^All/).click();
  await page.locator('.count', { hasText: '16 contacts' }).waitFor();
  assert.equal(hash(page), '#/contacts');
});

test('a segment is found by the end of its name, too, where that is not shown', async () => {
  const page = await openWithSample();
  const name = `${'Key accounts of the north '.repeat(5)}and Quickborn`;
  await page.evaluate(async (name) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    await book.saveSegment({ name, filter: { field: 'name', op: 'starts_with', value: 'A' } });
  }, name);
  await page.getByRole('button', { name: /^Key accounts/ }).waitFor();
  await openPalette(page);
  await page.keyboard.type('quickb');
  await option(page, /^Key accounts .*…/).waitFor();
  assert.equal(await option(page, /Quickborn/).count(), 0);
});

test('by pointer: the way in the bar, the option, and beside it', async () => {
  const page = await openWithSample();
  const way = page.getByRole('button', { name: 'Find anything Ctrl K' });
  await way.click();
  await assertFocused(field(page));
  await option(page, 'Columns').hover();
  await assertBecomes(() => active(page), 'Columns');
  await field(page).fill('trash');
  assert.equal(await active(page), 'Trash');
  await option(page, 'Trash').click();
  await assertFocused(heading(page, 'Trash'));
  await way.click();
  await page.mouse.click(20, 400);
  await palette(page).waitFor({ state: 'detached' });
  await assertFocused(way);
  await way.click();
  // Whoever marks what was typed and lets go beside it has not left.
  await field(page).hover();
  await page.mouse.down();
  await page.mouse.move(20, 400);
  await page.mouse.up();
  await assertFocused(field(page));
  await palette(page).getByRole('button', { name: 'Close' }).click();
  await palette(page).waitFor({ state: 'detached' });
  await assertFocused(way);
});

test('theme and language are changed from it, and the bar says so', async () => {
  const page = await openWithSample();
  const filter = page.getByRole('button', { name: 'Filter', exact: true });
  await filter.focus();
  await openPalette(page);
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Appearance: dark' }).waitFor();
  await assertFocused(filter);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await openPalette(page);
  assert.equal(await option(page, 'Appearance: dark').count(), 0);
  // By its name here, too.
  await page.keyboard.type('german');
  await page.keyboard.press('Enter');
  await assertFocused(heading(page, 'Kontakte'));
});

test('in German, with its own words and keys', async () => {
  const page = await openPage({ locale: 'de-DE' });
  await page.getByRole('heading', { level: 3 }).waitFor();
  await openPalette(page);
  assert.deepEqual(Object.keys(await listed(page)), ['Aktionen', 'Bereiche']);
  await page.keyboard.type('kuerzel');
  await option(page, 'Tastenkürzel').waitFor();
  await page.keyboard.press('Enter');
  const help = page.getByRole('dialog', { name: 'Tastenkürzel' });
  await help.waitFor();
  assert.match(await help.locator('dl').innerText(), /Alles finden\s*Strg\s*K/);
});

test('each has its shortcut beside it, those of a single key while they are on', async () => {
  const page = await openWithSample();
  const keys = async (/** @type {string} */ name) => {
    await openPalette(page);
    const shown = await option(page, name).locator('kbd').allTextContents();
    await page.keyboard.press('Escape');
    return shown.join(' ');
  };
  assert.equal(await keys('New contact'), 'n');
  assert.equal(await keys('History'), 'g h');
  assert.equal(await keys('Undo'), 'Ctrl Z');
  await goToScreen(page, 'trash', 'Trash');
  // Here the key of the search does nothing.
  assert.equal(await keys('New contact'), 'n');
  assert.equal(await keys('Search contacts'), '');
  await goToScreen(page, 'contacts', 'Contacts');
  await page.evaluate(() => localStorage.setItem('kartei:shortcuts', 'off'));
  assert.equal(await keys('New contact'), '');
  assert.equal(await keys('Undo'), 'Ctrl Z');
});

test('on a Mac the key that is shown is the one that does it', async () => {
  const page = await openWithSample();
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'platform', { get: () => 'MacIntel' }),
  );
  await page.reload();
  const row = (/** @type {number} */ nth) => page.getByRole('row').nth(nth).getByRole('gridcell');
  await page.getByRole('button', { name: 'Find anything ⌘ K' }).waitFor();
  await row(1).nth(1).focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.waitFor();
  assert.match(await help.locator('dl').innerText(), /end of the list\s*⌘\s*Home \/ End/);
  await page.keyboard.press('Escape');
  await assertFocused(row(1).nth(1));
  await page.keyboard.press('Meta+End');
  await assertFocused(row(16).last());
  await page.keyboard.press('Meta+Home');
  await assertFocused(row(1).first().getByRole('checkbox'));
  await page.keyboard.press('Control+k');
  assert.equal(await palette(page).count(), 0);
  await page.keyboard.press('Meta+k');
  await assertFocused(field(page));
});

test('the number of results is said, politely', async () => {
  const page = await openWithSample();
  await openPalette(page);
  await page.keyboard.type('petra');
  await palette(page).getByRole('status').getByText('2 results', { exact: true }).waitFor();
  await page.keyboard.type('zzz');
  await palette(page).getByRole('status').getByText('Nothing found', { exact: true }).waitFor();
  assert.equal(await field(page).getAttribute('aria-expanded'), 'false');
  assert.equal(await active(page), '');
});

test('in a page of somebody else the key is the page’s while the focus is outside', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(() => {
    document.querySelector('main')?.append(document.createElement('kartei-dashboard'));
    const other = Object.assign(document.createElement('button'), { textContent: 'Other' });
    document.querySelector('header')?.append(other);
  });
  await useSmallBook(page);
  await page.getByRole('row', { name: 'Bert Muster' }).waitFor();
  await page.getByRole('button', { name: 'Other' }).focus();
  await page.keyboard.press('Control+k');
  assert.equal(await palette(page).count(), 0);
  await page.getByRole('searchbox').focus();
  await openPalette(page);
});

/** @type {PageOptions[]} */
const looks = [
  { locale: 'de-DE', theme: 'light', width: 320, height: 640 },
  { locale: 'de-DE', theme: 'dark' },
  { locale: 'en-GB', theme: 'dark', width: 360, height: 640, touch: true },
  { locale: 'en-GB', theme: 'light' },
];

for (const look of looks) {
  const label = `${look.locale}, ${look.theme}, ${look.width ?? 1280} px`;
  test(`readable for everybody: ${label}`, async () => {
    const page = await openPage(look);
    await page.getByRole('heading', { level: 3 }).waitFor();
    await useSmallBook(page);
    await page.getByRole('row', { name: 'Bert Muster' }).waitFor();
    for (const fontSize of ['16px', '32px']) {
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), fontSize);
      await openPalette(page);
      await assertAccessible(page, `${label}, ${fontSize}`);
      await page.keyboard.type('e');
      await option(page, /^Bert Muster/).waitFor();
      await assertAccessible(page, `${label}, ${fontSize}, found`);
      assert.equal(await scrollsSideways(page), false);
      const isWide = await palette(page).evaluate((dialog) =>
        [dialog, ...dialog.querySelectorAll('[role=listbox], .palette-field')].some(
          (part) => part.scrollWidth > part.clientWidth,
        ),
      );
      assert.equal(isWide, false, `${label}, ${fontSize}: too wide`);
      const cut = await palette(page)
        .locator('.palette-label')
        .evaluateAll((labels) =>
          labels
            .filter((one) => one.scrollWidth > one.clientWidth)
            .map(({ textContent }) => textContent),
        );
      assert.deepEqual(cut, [], `${label}, ${fontSize}`);
      await page.keyboard.press('Escape');
    }
  });
}
