// Segments in the dashboard with its real book: filters that are saved, lists that are made of a
// selection, and what can be done with both, by keyboard too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertBecomes,
  assertFocused,
  openContext,
  openPage,
  openTab,
  scrollsSideways,
  startServer,
} from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

const names = ['Anna Berg', 'Anna Weiß', 'Bert Muster', 'Carla Anders'];

/** @param {Page} page */
async function fill(page) {
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  await page.evaluate(async (given) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    for (const name of given) await book.save({ name });
  }, names);
  await page.getByRole('row', { name: 'Bert Muster' }).waitFor();
  return page;
}

/** @param {PageOptions} [options] */
const openFilled = async (options) => fill(await openPage(options));

/**
 * @param {Page} page
 * @param {string} method
 * @param {...unknown} args
 */
const ask = (page, method, ...args) =>
  page.evaluate(
    ([name, given]) =>
      /** @type {any} */ (document.querySelector('kartei-dashboard')).book[name](...given),
    /** @type {[string, any[]]} */ ([method, args]),
  );

/** @param {Page} page @param {string} name */
const segment = (page, name) =>
  page.getByRole('toolbar', { name: 'Segments' }).getByRole('button', { name, exact: true });

/** @param {Page} page @param {string} text */
const count = (page, text) => page.locator('.count', { hasText: text }).waitFor();

/** @param {Page} page @param {string} text */
const said = (page, text) => page.locator('kartei-toast .text', { hasText: text }).waitFor();

/** @param {Page} page @param {string} item */
async function choose(page, item) {
  await page.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('dialog', { name: 'Segment' }).getByRole('button', { name: item }).click();
}

test('a filter is saved, opened from the address, and left again, by keyboard alone', async () => {
  const page = await openFilled();
  assert.equal(await page.getByRole('toolbar', { name: 'Segments' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Save as segment' }).count(), 0);
  await page.getByRole('searchbox', { name: 'Search contacts' }).fill('anna');
  await count(page, '2 of 4');
  const save = page.getByRole('button', { name: 'Save as segment' });
  await save.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByText('Something is missing here.').waitFor();
  await page.keyboard.type('Annas');
  await page.keyboard.press('Enter');
  await said(page, 'Segment saved: Annas');
  await assertFocused(segment(page, 'Annas 2'));
  assert.equal(await segment(page, 'Annas 2').getAttribute('aria-pressed'), 'true');
  assert.equal(await page.getByRole('searchbox').inputValue(), '');
  await count(page, '2 of 4');
  assert.match(page.url(), /#\/contacts\?segment=[0-9a-f-]{36}$/);

  await page.reload();
  await count(page, '2 of 4');
  await page.getByRole('row', { name: 'Anna Weiß' }).waitFor();
  assert.equal(await page.getByRole('row', { name: 'Bert Muster' }).count(), 0);
  await segment(page, 'Annas 2').focus();
  await page.keyboard.press('ArrowLeft');
  await assertFocused(segment(page, 'All 4'));
  await page.keyboard.press('Enter');
  await count(page, '4 contacts');
  assert.match(page.url(), /#\/contacts$/);
  await page.goBack();
  await count(page, '2 of 4');
  // What is typed is looked for in what is open.
  await page.getByRole('searchbox').fill('weiß');
  await count(page, '1 of 4');
});

test('a filter is changed no longer where another one is shown, or another screen', async () => {
  const page = await openFilled();
  await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  const save = page.getByRole('button', { name: 'Save in Annas' });
  const change = async () => {
    await segment(page, 'Annas 2').click();
    await choose(page, 'Edit filter');
    await page.getByRole('searchbox').pressSequentially(' b');
    await save.waitFor();
  };
  await change();
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('heading', { name: 'History', level: 2 }).waitFor();
  await page.getByRole('link', { name: 'Contacts', exact: true }).click();
  await page.getByRole('searchbox').waitFor();
  assert.equal(await save.count(), 0);

  await change();
  await page.evaluate(() => (location.hash = '#/contacts?q=muster'));
  await count(page, '1 of 4');
  assert.equal(await save.count(), 0);
  await page.getByRole('button', { name: 'Save as segment' }).waitFor();
});

test('who follows a link while the address is still to be written is not called back', async () => {
  const page = await openFilled();
  await page.getByRole('searchbox').pressSequentially('anna');
  // Between a click and the page being told of it the address is written: here as the page is left,
  // on a slow machine by its timer.
  await page.evaluate(() => {
    location.hash = '#/history';
    dispatchEvent(new Event('pagehide'));
  });
  await page.getByRole('heading', { name: 'History', level: 2 }).waitFor();
  assert.match(page.url(), /#\/history$/);
});

test('the menu of a segment gives the focus back to its button', async () => {
  const page = await openFilled();
  await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  await segment(page, 'Annas 2').click();
  const more = page.getByRole('button', { name: /^More about/ });
  const menu = page.getByRole('dialog', { name: 'Segment', exact: true });
  await more.click();
  await menu.waitFor();
  // The strip is drawn anew meanwhile.
  await ask(page, 'save', { name: 'Hanna' });
  await segment(page, 'Annas 3').waitFor();
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  await assertFocused(more);
  for (const item of ['Rename', 'Delete']) {
    await choose(page, item);
    const dialog = page.getByRole('dialog').filter({ has: page.getByRole('heading') });
    await dialog.waitFor();
    await ask(page, 'save', { name: `Anna ${item}` });
    await page.getByRole('row', { name: `Anna ${item}`, includeHidden: true }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await assertFocused(more);
  }
});

test('a second click on what opened a small window closes it', async () => {
  const page = await openFilled();
  await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  await segment(page, 'Annas 2').click();
  for (const name of [/^More about/, 'Columns', 'Filter']) {
    const button = page.getByRole('button', { name, exact: true }).first();
    const open = page.locator('.popover:popover-open');
    for (let i = 0; i < 2; i++) {
      await button.click();
      await open.waitFor();
      await button.click();
      await open.waitFor({ state: 'detached', timeout: 2000 });
      // Not for a moment only.
      await new Promise((go) => setTimeout(go, 100));
      assert.equal(await open.count(), 0, String(name));
      await assertFocused(button);
    }
    // From one to the other it takes one click.
    await button.click();
    await open.waitFor();
  }
});

test('a small window stays beside its button, whatever moves that', async () => {
  const page = await openFilled();
  const button = page.getByRole('button', { name: 'Columns', exact: true }).first();
  await button.click();
  const open = page.locator('.popover:popover-open');
  await open.waitFor();
  const gap = async () => {
    const [window, anchor] = await Promise.all([open.boundingBox(), button.boundingBox()]);
    assert.ok(window && anchor);
    return { across: Math.round(window.x - anchor.x), down: window.y - anchor.y - anchor.height };
  };
  const before = await gap();
  await page.evaluate(() => {
    const bar = document.createElement('div');
    bar.textContent = 'A line above';
    document.body.prepend(bar);
  });
  await page.waitForFunction(() => document.body.firstElementChild?.clientHeight);
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 50))));
  assert.deepEqual(await gap(), before);
});

test('Esc in a small window closes it alone, and its letters are no shortcuts', async () => {
  const page = await openFilled();
  await page.getByRole('gridcell', { name: 'Bert Muster', exact: true }).click();
  const form = page.locator('kartei-form');
  await form.getByRole('heading', { name: 'Bert Muster' }).waitFor();
  for (const name of ['Columns', 'Filter']) {
    const open = page.locator('.popover:popover-open');
    await page.getByRole('button', { name, exact: true }).first().click();
    await open.waitFor();
    await page.keyboard.press('n');
    await page.keyboard.press('Escape');
    await open.waitFor({ state: 'detached' });
    assert.ok(await form.getByRole('heading', { name: 'Bert Muster' }).isVisible(), name);
  }
});

test('numbers follow the contacts, of any tab', async () => {
  const context = await openContext();
  const page = await openTab(context);
  const { url } = await startServer();
  await page.goto(url);
  await fill(page);
  const other = await openTab(context);
  await other.goto(url);
  await other.getByRole('row', { name: 'Bert Muster' }).waitFor();
  await ask(other, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  await segment(page, 'Annas 2').waitFor();
  await segment(other, 'Annas 2').waitFor();
  await ask(page, 'save', { name: 'Hanna' });
  await segment(other, 'Annas 3').waitFor();
  await segment(page, 'All 5').waitFor();
});

test('the filter of a segment is changed by keyboard, or kept as it is', async () => {
  const page = await openFilled();
  const id = await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  await segment(page, 'Annas 2').click();
  await count(page, '2 of 4');
  const more = page.getByRole('button', { name: /^More about/ });
  const edit = async () => {
    await more.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await assertFocused(page.getByRole('searchbox', { name: 'Search contacts' }));
  };
  await edit();
  assert.equal(await page.getByRole('searchbox').inputValue(), 'anna');
  await page.keyboard.type('weiß');
  await count(page, '1 of 4');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await count(page, '2 of 4');
  assert.equal(await page.getByRole('button', { name: 'Save in Annas' }).count(), 0);

  await edit();
  await page.keyboard.type('weiß');
  await count(page, '1 of 4');
  await page.getByRole('button', { name: 'Save in Annas' }).press('Enter');
  await said(page, 'Filter changed: Annas');
  await assertFocused(segment(page, 'Annas 1'));
  assert.equal(await page.getByRole('searchbox').inputValue(), '');
  await page.getByRole('button', { name: 'Undo' }).click();
  await segment(page, 'Annas 2').waitFor();
  assert.equal((await ask(page, 'segments')).length, 1);
  assert.equal((await ask(page, 'segments'))[0].id, id.id);

  // What chips cannot say has a dialog: tests/web/segment-builder.spec.js.
  const filter = { any: [{ text: 'anna' }, { field: 'email', op: 'empty' }] };
  await ask(page, 'saveSegment', { name: 'Odd', filter });
  await segment(page, 'Odd 4').click();
  await choose(page, 'Edit filter');
  await page.getByRole('dialog', { name: 'Filter of Odd' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save in Odd' }).count(), 0);
});

test('a segment is renamed, frozen and deleted, and each can be taken back', async () => {
  const page = await openFilled();
  await ask(page, 'saveSegment', { name: 'Berts', filter: { text: 'bert' } });
  await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  await segment(page, 'Annas 2').click();
  await choose(page, 'Rename');
  const name = page.getByRole('textbox', { name: 'Name' });
  assert.equal(await name.inputValue(), 'Annas');
  await name.fill('BERTS');
  await page.keyboard.press('Enter');
  await page.getByText('Another segment has this name already.').waitFor();
  assert.equal(await name.inputValue(), 'BERTS');
  await name.fill('Alle Annas');
  await page.keyboard.press('Enter');
  await said(page, 'Segment renamed: Alle Annas');
  await segment(page, 'Alle Annas 2').waitFor();

  await choose(page, 'Freeze as list');
  await name.fill('Frozen');
  await page.keyboard.press('Enter');
  await said(page, '2 contacts added to Frozen');
  await ask(page, 'save', { name: 'Anna New' });
  await segment(page, 'Alle Annas 3').waitFor();
  await segment(page, 'Frozen 2').click();
  await count(page, '2 of 5');
  // A list is not frozen once more.
  await page.getByRole('button', { name: 'More about Frozen' }).click();
  assert.equal(await page.getByRole('button', { name: 'Freeze as list' }).count(), 0);
  await page.keyboard.press('Escape');
  await choose(page, 'Delete');
  const question = page.getByRole('dialog', { name: 'Delete segment Frozen?' });
  await question.getByRole('button', { name: 'Delete' }).click();
  await said(page, 'Segment deleted: Frozen');
  await count(page, '5 contacts');
  assert.match(page.url(), /#\/contacts$/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await segment(page, 'Frozen 2').waitFor();
});

for (const { locale, undo, words } of /** @type {const} */ ([
  {
    locale: 'en-US',
    undo: /^Undo: Segment deleted/,
    words: ['Segment restored: Annas', 'Segment deleted: Annas', 'Segment renamed: Annas'],
  },
  {
    locale: 'de-DE',
    undo: /^Rückgängig machen: Segment gelöscht/,
    words: [
      'Segment wiederhergestellt: Annas',
      'Segment gelöscht: Annas',
      'Segment umbenannt: Annas',
    ],
  },
])) {
  test(`an undo says what has become of a segment: ${locale}`, async () => {
    const page = await openFilled({ locale });
    const [restored, deleted, renamed] = words;
    const { id } = await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
    await ask(page, 'saveSegment', { id, name: 'Bertas' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+z');
    await said(page, renamed);
    await ask(page, 'deleteSegment', id);
    await page.getByRole('toolbar', { name: /^Segment/ }).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+z');
    await said(page, restored);
    await page.keyboard.press('Control+Shift+z');
    await said(page, deleted);
    // In the history it is said as well.
    await page.evaluate(() => (location.hash = '#/history'));
    await page.getByRole('button', { name: undo }).first().click();
    await page.locator('kartei-toast [aria-live]', { hasText: restored }).waitFor();
  });
}

test('one that is part of another stays, and it is said of which', async () => {
  const page = await openFilled();
  const { id } = await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  await ask(page, 'saveSegment', { name: 'Others', filter: { not: { segment: id } } });
  await segment(page, 'Annas 2').click();
  await choose(page, 'Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await said(page, 'This segment is part of: Others');
  await segment(page, 'Annas 2').waitFor();
});

test('selected contacts are put into a list, a new one too, and taken out', async () => {
  const page = await openFilled();
  await page.locator('.body .select input').nth(0).click();
  await page.locator('.body .select input').nth(2).click();
  await page.getByRole('button', { name: 'Put in a list: 2 contacts' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Fair');
  await page.keyboard.press('Enter');
  await said(page, '2 contacts added to Fair');
  await segment(page, 'Fair 2').waitFor();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Put in a list: 4 contacts' }).click();
  await assertAccessible(page, 'the question for a list');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await said(page, '2 contacts added to Fair');
  await segment(page, 'Fair 4').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await segment(page, 'Fair 2').waitFor();
  await page.getByRole('button', { name: 'Put in a list: 4 contacts' }).click();
  await page.getByRole('combobox', { name: 'Change' }).selectOption('Remove from a list');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await said(page, '2 contacts removed from Fair');
  await segment(page, 'Fair 0').waitFor();
});

test('what can be done with a selection is said by verbs, and stays in one line', async () => {
  const page = await openFilled({ locale: 'de-DE' });
  const bar = page.locator('.selection');
  await page.getByRole('row', { name: 'Anna Berg' }).click();
  await page.getByRole('heading', { name: 'Anna Berg' }).waitFor();
  await page.locator('.body .select input').first().focus();
  await page.keyboard.press('Control+a');
  await bar.getByText('Alle 4 Treffer ausgewählt').waitFor();
  const labels = await bar.locator('button span').allInnerTexts();
  assert.deepEqual(labels, ['Bearbeiten', 'In eine Liste legen', 'Exportieren', 'Löschen']);
  for (const width of [1280, 1100, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    const tops = () =>
      bar.locator('button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    await assertBecomes(async () => new Set(await tops()).size, 1, `rows of buttons at ${width}`);
  }
});

test('a condition asks who is in a segment, or is not', async () => {
  const page = await openFilled();
  await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  await segment(page, 'Annas 2').waitFor();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  await page.getByRole('checkbox', { name: /Annas/ }).click();
  await page.getByRole('combobox', { name: 'Condition' }).selectOption('is not in');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'Not in Annas', exact: true }).waitFor();
  await count(page, '2 of 4');
  await page.reload();
  await page.getByRole('button', { name: 'Not in Annas', exact: true }).waitFor();
  await count(page, '2 of 4');
  // Numbers change around a chip that has the focus.
  const chip = page.getByRole('button', { name: 'Not in Annas', exact: true });
  await chip.focus();
  await ask(page, 'save', { name: 'Anna New' });
  await segment(page, 'Annas 3').waitFor();
  await count(page, '2 of 5');
  await assertFocused(chip);
  // Saved, it is made of the other one.
  await page.getByRole('button', { name: 'Save as segment' }).click();
  await page.keyboard.type('Rest');
  await page.keyboard.press('Enter');
  await segment(page, 'Rest 2').waitFor();
  assert.equal(await page.locator('.chip').count(), 0);
});

test('where nothing is found it is said by what, and that is taken away', async () => {
  const page = await openFilled();
  await ask(page, 'saveSegment', { name: 'Nobody', filter: { text: 'nobody' } });
  await segment(page, 'Nobody 0').click();
  await page.getByText('No contact matches this filter.').waitFor();
  await page.getByRole('button', { name: 'Reset filter', exact: true }).waitFor();
  await page.getByRole('searchbox').fill('anna');
  await page.getByText('No contact matches the search and the filter.').waitFor();
  await page.getByRole('button', { name: 'Reset search and filter' }).click();
  await count(page, '4 contacts');
  await page.getByRole('searchbox').fill('nobody');
  await page.getByText('No contact matches this search.').waitFor();
  await page.getByRole('button', { name: 'Reset search' }).waitFor();
});

test('one that is gone is said to be, with a way to the list', async () => {
  const page = await openFilled();
  const { id } = await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
  await segment(page, 'Annas 2').click();
  await count(page, '2 of 4');
  await ask(page, 'deleteSegment', id);
  await page.getByText('This segment does not exist any more.').waitFor();
  await page.getByRole('button', { name: 'Reset filter' }).click();
  await page.getByRole('row', { name: 'Bert Muster' }).waitFor();
  await count(page, '4 contacts');
  assert.match(page.url(), /#\/contacts$/);
});

for (const { locale, theme, width } of /** @type {const} */ ([
  { locale: 'de-DE', theme: 'dark', width: 400 },
  { locale: 'en-US', theme: 'light', width: 1280 },
])) {
  test(`segments at ${width} px, ${theme}, ${locale}`, async () => {
    const page = await openPage({ locale, theme, width });
    await fill(page);
    for (const name of ['Messe Köln 2026', 'Kunden mit sehr langem Namen, der nicht passt', 'C'])
      await ask(page, 'saveSegment', { name, filter: { text: 'a' } });
    const { id } = await ask(page, 'saveSegment', { name: 'Annas', filter: { text: 'anna' } });
    await page.evaluate((opened) => (location.hash = `#/contacts?segment=${opened}&q=a`), id);
    await page.locator('.segment[aria-pressed="true"]', { hasText: 'Annas 2' }).waitFor();
    assert.equal(await scrollsSideways(page), false);
    await assertAccessible(page, 'segments');
    await page.getByRole('button', { name: /Annas$/ }).click();
    await assertAccessible(page, 'what can be done with a segment');
  });
}
