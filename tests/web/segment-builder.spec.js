// The segment builder in the dashboard with its real book: a filter of groups is made, changed and
// saved, by keyboard too, while it says what it finds. tests/web/filter-tree.spec.js has its trees
// and sentences.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertBecomes,
  assertFocused,
  openPage,
  scrollsSideways,
} from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

const contacts = [
  { name: 'Anna Berg', email: 'anna@example.org', tags: ['vip'] },
  { name: 'Bert Muster', email: 'bert@example.org', phone: '+49 30 1234567' },
  { name: 'Carla Anders', email: 'carla@example.com', tags: ['vip'] },
  { name: 'Deniz Koch', email: 'deniz@example.org' },
  { name: 'Emil Fuchs', email: 'emil@example.com' },
];

const vip = { field: 'tags', op: 'any_of', value: ['vip'] };
const mail = { field: 'email', op: 'ends_with', value: '@example.org' };
const noPhone = { field: 'phone', op: 'empty', value: true };
/** Anna, Carla and Bert. */
const nested = { any: [vip, { all: [mail, { not: noPhone }] }] };

/** @param {PageOptions} [options] */
async function openFilled(options) {
  const page = await openPage(options);
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  for (const contact of contacts) await ask(page, 'save', contact);
  await page.getByText('Emil Fuchs').first().waitFor();
  return page;
}

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

/** @param {Page} page */
const filters = async (page) =>
  Object.fromEntries(
    (await ask(page, 'segments')).map((/** @type {any} */ { name, filter }) => [name, filter]),
  );

/** @param {Page} page */
const builder = (page) => page.locator('dialog.builder');

/** @param {Page} page @param {string} text */
const matches = (page, text) =>
  builder(page).getByRole('status').getByText(text, { exact: true }).waitFor();

/** @param {Page} page */
const examples = (page) => builder(page).locator('.examples .name').allTextContents();

/**
 * The filter before may have had as many matches.
 * @param {Page} page
 * @param {string[]} names
 */
const showsExamples = (page, names) => assertBecomes(() => examples(page), names);

/** @param {Page} page @param {string} text */
const says = (page, text) => builder(page).locator('.sentence', { hasText: text }).waitFor();

/** @param {Page} page @param {string} name */
const group = (page, name) => builder(page).getByRole('group', { name, exact: true });

/** @param {Page} page @param {string} name */
const button = (page, name) => builder(page).getByRole('button', { name, exact: true });

/** @param {Page} page @param {string} name */
const segment = (page, name) =>
  page.getByRole('toolbar', { name: 'Segments' }).getByRole('button', { name, exact: true });

/**
 * Opens the builder of a segment that is there.
 * @param {Page} page
 * @param {string} name
 */
async function edit(page, name) {
  const shown = page.locator('.segment', { hasText: name });
  // A second click would close it.
  if ((await shown.getAttribute('aria-pressed')) !== 'true') await shown.click();
  await page.getByRole('button', { name: `More about ${name}` }).click();
  await page.getByRole('button', { name: 'Edit filter' }).click();
}

/** @param {Page} page @param {unknown} [filter] */
async function openNested(page, filter = nested) {
  await ask(page, 'saveSegment', { name: 'Fair', filter });
  await edit(page, 'Fair');
  await builder(page).waitFor();
}

/** @param {Page} page @param {...string} keys */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/**
 * Tab until it is there.
 * @param {Page} page
 * @param {import('playwright-core').Locator} target
 */
async function tabTo(page, target) {
  for (let i = 0; i < 30; i++) {
    if (await target.evaluate((node) => node.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no way by Tab to ${target}`);
}

test('a filter of groups is built, saved, opened and changed by keyboard alone', async () => {
  const page = await openFilled();
  const open = page.getByRole('button', { name: 'Advanced…' });
  await open.focus();
  await press(page, 'Enter');
  await page.getByRole('dialog', { name: 'New segment' }).waitFor();
  const top = group(page, 'Conditions');
  const adding = top.getByRole('button', { name: 'Add condition' }).last();
  await assertFocused(adding);
  await matches(page, '5 contacts match');
  await says(page, 'All contacts.');
  await assertAccessible(page, 'the empty builder');

  // Any of: the tag vip,
  await press(page, 'Shift+Tab');
  await assertFocused(top.getByRole('combobox'));
  await press(page, 'ArrowDown');
  assert.equal(await top.getByRole('combobox').inputValue(), 'any');
  await press(page, 'Tab', 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await assertFocused(builder(page).getByRole('button', { name: 'Tags', exact: true }));
  await press(page, 'Enter');
  await builder(page).getByRole('checkbox', { name: /vip/ }).waitFor();
  await press(page, 'Tab');
  await assertFocused(builder(page).getByRole('checkbox', { name: /vip/ }));
  await press(page, 'Space', 'Tab', 'Enter');
  await assertFocused(button(page, 'Tags vip'));
  await matches(page, '2 contacts match');
  await showsExamples(page, ['Anna Berg', 'Carla Anders']);

  // or all of: an e-mail of a domain,
  await tabTo(page, top.getByRole('button', { name: 'Add group' }));
  await press(page, 'Enter');
  const inner = group(page, 'Group 1');
  await assertFocused(inner.getByRole('combobox'));
  assert.equal(await inner.getByRole('combobox').inputValue(), 'all');
  await inner.getByText('No condition yet: this group does not count.').waitFor();
  await matches(page, '2 contacts match');
  await tabTo(page, inner.getByRole('button', { name: 'Add condition' }));
  await press(page, 'Enter', 'ArrowDown', 'Enter');
  await builder(page).getByRole('combobox', { name: 'Condition' }).selectOption('ends with');
  await builder(page).getByRole('textbox', { name: 'Value' }).focus();
  await page.keyboard.type('@example.org');
  await press(page, 'Enter');
  await assertFocused(button(page, 'E-mail ends with “@example.org”'));
  await matches(page, '4 contacts match');

  // not without a phone.
  await tabTo(page, inner.getByRole('button', { name: 'Add condition' }));
  await press(page, 'Enter', 'ArrowDown', 'ArrowDown', 'Enter');
  await builder(page).getByRole('combobox', { name: 'Condition' }).selectOption('is empty');
  await button(page, 'Apply').focus();
  await press(page, 'Enter');
  await assertFocused(button(page, 'Phone is empty'));
  await press(page, 'Tab', 'Space');
  const not = builder(page).getByRole('button', { name: 'not (Phone is empty)', exact: true });
  await assertFocused(not.and(page.locator('[aria-pressed=true]')));
  await matches(page, '3 contacts match');
  await showsExamples(page, ['Anna Berg', 'Bert Muster', 'Carla Anders']);
  await says(page, 'Tags vip or (E-mail ends with “@example.org” and not (Phone is empty)).');
  await assertAccessible(page, 'the builder with groups');

  await press(page, 'Control+Enter');
  const name = page.getByRole('textbox', { name: 'Name' });
  await assertFocused(name);
  await page.keyboard.type('Fair');
  await press(page, 'Enter');
  await segment(page, 'Fair 3').waitFor();
  await builder(page).waitFor({ state: 'detached' });
  await assertFocused(segment(page, 'Fair 3'));
  assert.equal(await segment(page, 'Fair 3').getAttribute('aria-pressed'), 'true');
  assert.deepEqual((await filters(page)).Fair, nested);

  // Opened again, it is as it was left.
  await page.reload();
  await segment(page, 'Fair 3').focus();
  await press(page, 'ArrowRight', 'Enter', 'Enter');
  await page.getByRole('dialog', { name: 'Filter of Fair' }).waitFor();
  await matches(page, '3 contacts match');
  await tabTo(page, group(page, 'Conditions').getByRole('combobox').first());
  await press(page, 'ArrowDown');
  await matches(page, '2 contacts match');
  await showsExamples(page, ['Deniz Koch', 'Emil Fuchs']);
  await tabTo(page, button(page, 'Save'));
  await press(page, 'Enter');
  await page.locator('kartei-toast .text', { hasText: 'Filter changed: Fair' }).waitFor();
  await assertFocused(segment(page, 'Fair 2'));
  assert.deepEqual((await filters(page)).Fair, { not: nested });
  await page.getByRole('button', { name: 'Undo' }).click();
  await segment(page, 'Fair 3').waitFor();
});

test('what is removed leaves the focus in its place, and comes back', async () => {
  const page = await openFilled();
  await openNested(page);
  await button(page, 'E-mail ends with “@example.org”').focus();
  await press(page, 'Delete');
  await assertFocused(builder(page).locator('.edit', { hasText: 'not (Phone is empty)' }));
  await matches(page, '3 contacts match');
  await button(page, 'Bring back').press('Enter');
  await assertFocused(button(page, 'E-mail ends with “@example.org”'));
  assert.equal(await button(page, 'Bring back').count(), 0);

  await button(page, 'Remove: Group 1').press('Enter');
  await assertFocused(button(page, 'Tags vip'));
  await matches(page, '2 contacts match');
  await builder(page).getByText('Removed: Group 1.').waitFor();
  await assertAccessible(page, 'a group that was removed');
  await button(page, 'Bring back').press('Enter');
  await assertFocused(group(page, 'Group 1').getByRole('combobox'));
  await matches(page, '3 contacts match');
  // As if nothing had happened: there is nothing to lose.
  await press(page, 'Escape');
  await builder(page).waitFor({ state: 'detached' });
  await assertFocused(page.getByRole('button', { name: 'More about Fair' }));

  await edit(page, 'Fair');
  await button(page, 'Remove: Group 1').press('Enter');
  await button(page, 'Remove: Tags vip').press('Enter');
  await assertFocused(button(page, 'Add condition'));
  await matches(page, '5 contacts match');
  await button(page, 'Save').press('Enter');
  await builder(page).getByRole('alert').getByText('at least one condition').waitFor();
  await assertFocused(button(page, 'Add condition'));
  await assertAccessible(page, 'a builder that complains');
  await press(page, 'Escape');
  const question = page.getByRole('dialog', { name: 'Discard changes?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await builder(page).getByText('No condition yet.').waitFor();
  await button(page, 'Cancel').click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await builder(page).waitFor({ state: 'detached' });
  assert.deepEqual((await filters(page)).Fair, nested);
});

test('there are three levels of groups', async () => {
  const page = await openFilled();
  await openNested(page, { any: [vip, { all: [mail, { any: [noPhone, { text: 'bert' }] }] }] });
  const deepest = group(page, 'Group 1.1');
  await deepest.getByRole('button', { name: 'Add condition' }).waitFor();
  assert.equal(await deepest.getByRole('button', { name: 'Add group' }).count(), 0);
  await deepest.getByRole('button', { name: 'Search finds “bert”', exact: true }).click();
  await matches(page, '4 contacts match');
  const text = builder(page).getByRole('textbox', { name: 'Value' });
  assert.equal(await builder(page).getByRole('combobox', { name: 'Condition' }).count(), 0);
  await text.fill('deniz');
  await press(page, 'Enter');
  await matches(page, '3 contacts match');
  await group(page, 'Group 1').getByRole('button', { name: 'Add group' }).click();
  await group(page, 'Group 1.2').getByRole('button', { name: 'Remove: Group 1.2' }).waitFor();
});

test('numbers follow what changes elsewhere', async () => {
  const page = await openFilled();
  await openNested(page);
  await matches(page, '3 contacts match');
  await ask(page, 'save', { name: 'Aaron Adler', tags: ['vip'] });
  await matches(page, '4 contacts match');
  assert.equal((await examples(page))[0], 'Aaron Adler');
});

test('a long address is cut within the dialog of a small screen', async () => {
  const page = await openFilled({ width: 400 });
  const email = `${'long.'.repeat(10)}address@subdomain.example.org`;
  await ask(page, 'save', { name: 'Aaron', email });
  await page.getByRole('button', { name: 'Advanced…' }).click();
  await builder(page).locator('.examples').getByText(email).waitFor();
  const [right, edge] = await builder(page)
    .locator('.examples')
    .evaluate((list) => {
      const ends = [...list.querySelectorAll('span')].map((each) =>
        Math.round(each.getBoundingClientRect().right),
      );
      return [
        Math.max(...ends),
        Math.round(list.parentElement?.getBoundingClientRect().right ?? 0),
      ];
    });
  assert.ok(right <= edge, `${right} <= ${edge}`);
  const dialog = await builder(page).boundingBox();
  assert.ok(dialog && edge < dialog.x + dialog.width);
});

test('what chips say is gone on with in groups', async () => {
  const page = await openFilled();
  const url = `#/contacts?q=anna&filter=${encodeURIComponent(JSON.stringify([mail]))}`;
  await page.evaluate((hash) => (location.hash = hash), url);
  await page
    .getByRole('button', { name: 'E-mail ends with “@example.org”', exact: true })
    .waitFor();
  const open = page.getByRole('button', { name: 'Advanced…' });
  await open.click();
  await matches(page, '1 contact matches');
  await button(page, 'Search finds “anna”').waitFor();
  await press(page, 'Escape');
  await assertFocused(open);
  await open.click();
  await group(page, 'Conditions').getByRole('combobox').selectOption('At least one applies');
  await matches(page, '3 contacts match');
  await button(page, 'Save').click();
  // Who thinks better of the name is where they were, however fast they go on.
  await page.getByRole('dialog', { name: 'Save as segment' }).waitFor();
  await press(page, 'Escape', 'Enter');
  await page.keyboard.type('Org');
  await press(page, 'Enter');
  await segment(page, 'Org 3').waitFor();
  assert.equal(await page.locator('.chip').count(), 0);
  assert.equal(await page.getByRole('searchbox').inputValue(), '');
  assert.deepEqual((await filters(page)).Org, { any: [{ text: 'anna' }, mail] });

  // One more, of which the other is a part.
  await page.getByRole('button', { name: 'New segment' }).click();
  await button(page, 'Add condition').click();
  await button(page, 'Segment').click();
  await builder(page).getByRole('checkbox', { name: /Org/ }).click();
  await button(page, 'Apply').click();
  await matches(page, '3 contacts match');
  await button(page, 'not (In Org)').click();
  await matches(page, '2 contacts match');
  await button(page, 'Save').click();
  await page.keyboard.type('Rest');
  await press(page, 'Enter');
  await segment(page, 'Rest 2').waitFor();

  // What chips can say is changed there, and in groups from there.
  await edit(page, 'Rest');
  await page.getByRole('button', { name: 'Save in Rest' }).waitFor();
  await open.click();
  await page.getByRole('dialog', { name: 'Filter of Rest' }).waitFor();
  await button(page, 'Add condition').click();
  // It is no part of itself.
  await button(page, 'Segment').click();
  await builder(page).getByRole('checkbox', { name: /Org/ }).waitFor();
  assert.equal(await builder(page).getByRole('checkbox').count(), 1);
  await press(page, 'Escape');
  await group(page, 'Conditions').getByRole('combobox').selectOption('None of these applies');
  await matches(page, '3 contacts match');
  await button(page, 'Save').click();
  await segment(page, 'Rest 3').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save in Rest' }).count(), 0);
});

test('a segment that is gone meanwhile is said to be, and what was built stays', async () => {
  const page = await openFilled();
  await openNested(page);
  const [{ id }] = await ask(page, 'segments');
  await ask(page, 'deleteSegment', id);
  await group(page, 'Conditions').getByRole('combobox').first().selectOption('all');
  await button(page, 'Save').click();
  await builder(page)
    .getByRole('alert')
    .getByText('This segment does not exist any more.')
    .waitFor();
  await assertFocused(button(page, 'Save'));
});

test('a filter that cannot be shown is said to be one, and stays as it is', async () => {
  const page = await openFilled();
  /** @type {[string, unknown, string][]} */
  const odd = [
    [
      'Deep',
      { any: [vip, { all: [mail, { any: [vip, { all: [mail, noPhone] }] }] }] },
      'It has groups on more than three levels.',
    ],
    [
      'Odd',
      { any: [vip, { field: 'attributes.Ort', op: 'equals', value: 'Bern' }] },
      'It has conditions that cannot be shown here.',
    ],
  ];
  for (const [name, filter, why] of odd) {
    await ask(page, 'saveSegment', { name, filter });
    await edit(page, name);
    const dialog = page.getByRole('dialog', { name: `${name}: the filter cannot be edited here` });
    await dialog.getByText(why).waitFor();
    await assertAccessible(page, why);
    assert.equal(await dialog.getByRole('button').count(), 1);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await assertFocused(page.getByRole('button', { name: `More about ${name}` }));
    assert.deepEqual((await filters(page))[name], filter);
  }
});

test('another screen closes it', async () => {
  const page = await openFilled();
  await openNested(page);
  await group(page, 'Conditions').getByRole('combobox').first().selectOption('all');
  await page.evaluate(() => (location.hash = '#/settings'));
  await builder(page).waitFor({ state: 'detached' });
  assert.deepEqual((await filters(page)).Fair, nested);
});

const looks = /** @type {const} */ ([
  { locale: 'de-DE', theme: 'dark', width: 400, height: 760, touch: true },
  { locale: 'en-US', theme: 'light', width: 400, height: 760 },
  { locale: 'de-DE', theme: 'light', width: 320, height: 640 },
  { locale: 'en-US', theme: 'dark', forcedColors: 'active' },
]);

for (const look of looks) {
  test(`it fits, and is accessible: ${Object.values(look).join(' ')}`, async () => {
    const page = await openFilled(look);
    const name = 'Berlin und Umgebung, nur mit langer Beschreibung';
    const deep = { any: [vip, { all: [mail, { not: { any: [noPhone, vip] } }] }] };
    await ask(page, 'saveSegment', { name, filter: deep });
    await page.locator('.segment', { hasText: name }).click();
    await page.locator('.segments [data-id=more]').click();
    await page.locator('.segment-menu button').first().click();
    const isGerman = look.locale === 'de-DE';
    await matches(page, isGerman ? '3 Kontakte passen' : '3 contacts match');
    await builder(page).locator('.adding button').last().scrollIntoViewIfNeeded();
    await assertAccessible(page, 'the builder');
    assert.equal(await scrollsSideways(page), false);
    // Nothing is wider than what it is in.
    const wide = await builder(page).evaluate((dialog) =>
      [...dialog.querySelectorAll('.bench, .group, .row, .head, .foot')]
        .filter((part) => part.scrollWidth > part.clientWidth)
        .map((part) => part.className),
    );
    assert.deepEqual(wide, []);
    const least = 'touch' in look ? 36 : 24;
    const small = await builder(page).evaluate(
      (dialog, size) =>
        [...dialog.querySelectorAll('button, select')]
          .map((control) => ({ box: control.getBoundingClientRect(), text: control.textContent }))
          .filter(({ box }) => box.height > 0 && Math.min(box.height, box.width) < size)
          .map(({ text }) => text),
      least,
    );
    assert.deepEqual(small, []);
    if (!isGerman) return;
    await page.getByText('Kontakte, für die gilt: Schlagwörter vip oder (').waitFor();
    await page.getByRole('group', { name: 'Gruppe 1.1' }).getByText('oder').last().waitFor();
  });
}
