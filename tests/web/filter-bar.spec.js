// <kartei-filter-bar>: search, conditions as chips, all by keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused, openPage } from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/** @param {PageOptions} [options] */
async function openBar(options) {
  const page = await openPage({ path: 'blank.html', ...options });
  await page.evaluate(() => {
    const bar = /** @type {any} */ (document.createElement('kartei-filter-bar'));
    bar.book = Object.assign(new EventTarget(), {
      callingCodes: async () => [
        { country_code: '+43', regions: ['AT'] },
        { country_code: '+49', regions: ['DE'] },
      ],
      facets: async () => ({
        tags: [
          { value: 'vip', count: 1200 },
          { value: 'Messe', count: 3 },
        ],
        source: [
          { value: '', count: 7 },
          { value: 'manual', count: 5 },
          { value: 'Messe', count: 2 },
        ],
      }),
    });
    Object.assign(globalThis, { bar, changes: [] });
    bar.addEventListener('kartei-filter-changed', (/** @type {any} */ { detail }) =>
      /** @type {any} */ (globalThis).changes.push(detail),
    );
    document.querySelector('main')?.append(bar);
  });
  return page;
}

/** @param {Page} page */
const lastChange = (page) => page.evaluate(() => /** @type {any} */ (globalThis).changes.at(-1));

test('every key is a search, and Esc clears it', async () => {
  const page = await openBar();
  await page.getByRole('searchbox', { name: 'Search contacts' }).pressSequentially('ann ');
  const changes = await page.evaluate(() => /** @type {any} */ (globalThis).changes);
  assert.deepEqual(
    changes.map((/** @type {any} */ { text, isTyping }) => [text, isTyping]),
    [
      ['a', true],
      ['an', true],
      ['ann', true],
      ['ann ', true],
    ],
  );
  assert.deepEqual((await lastChange(page)).filter, { all: [{ text: 'ann' }] });
  await page.keyboard.press('Escape');
  assert.deepEqual((await lastChange(page)).filter, { all: [] });
});

test('the echo of what is typed does not take a blank away', async () => {
  const page = await openBar();
  const search = page.getByRole('searchbox');
  await search.pressSequentially('anna ');
  await page.locator('kartei-filter-bar').evaluate((bar) => Reflect.set(bar, 'text', 'anna'));
  assert.equal(await search.inputValue(), 'anna ');
  await page.locator('kartei-filter-bar').evaluate((bar) => Reflect.set(bar, 'text', 'bert'));
  assert.equal(await search.inputValue(), 'bert');
});

test('a condition is added, read, changed and removed by keyboard alone', async () => {
  const page = await openBar();
  await page.getByRole('button', { name: 'Filter', exact: true }).focus();
  await page.keyboard.press('Enter');
  await assertAccessible(page, 'filter menu');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('example');
  await assertAccessible(page, 'filter editor');
  await page.keyboard.press('Enter');
  /** @param {string} op @param {string} value */
  const condition = (op, value) => ({ field: 'email', op, value });
  assert.deepEqual((await lastChange(page)).conditions, [condition('contains', 'example')]);

  const chip = page.getByRole('button', { name: 'E-mail contains “example”', exact: true });
  await assertFocused(chip);
  await assertAccessible(page, 'filter chips');
  await page.keyboard.press('Enter');
  // What was typed survives another operator.
  await page.getByRole('combobox').selectOption('starts with');
  await page.getByRole('textbox', { name: 'Value' }).press('Enter');
  assert.deepEqual((await lastChange(page)).conditions, [condition('starts_with', 'example')]);

  await page.keyboard.press('Delete');
  assert.deepEqual((await lastChange(page)).conditions, []);
  const add = page.getByRole('button', { name: 'Filter', exact: true });
  await assertFocused(add);
});

test('what was typed first survives another operator, too, and so does a day', async () => {
  const page = await openBar();
  const add = page.getByRole('button', { name: 'Filter', exact: true });
  const operator = page.getByRole('combobox');
  await add.click();
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.keyboard.type('Müller');
  await operator.selectOption('starts with');
  await page.getByRole('textbox', { name: 'Value' }).press('Enter');
  assert.equal((await lastChange(page)).conditions[0].value, 'Müller');
  await add.click();
  await page.getByRole('button', { name: 'Created', exact: true }).click();
  await operator.selectOption('from');
  await page.getByLabel('Day').fill('2026-11-01');
  await operator.selectOption('before');
  assert.equal(await page.getByLabel('Day').inputValue(), '2026-11-01');
});

test('Esc leaves the editor without a condition and returns the focus', async () => {
  const page = await openBar();
  const add = page.getByRole('button', { name: 'Filter', exact: true });
  await add.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  assert.equal(await lastChange(page), undefined);
  await assertFocused(add);
});

test('the window of a condition that was changed elsewhere is closed', async () => {
  const page = await openBar();
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).bar.conditions = [
      { field: 'source', op: 'any_of', value: ['manual'] },
      { field: 'email', op: 'contains', value: 'x.de' },
    ];
  });
  await page.locator('.chip .edit').nth(1).click();
  const value = page.getByRole('textbox', { name: 'Value' });
  await value.fill('y.de');
  // As the Back key of the browser does.
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).bar.conditions = [
      { field: 'source', op: 'any_of', value: ['manual'] },
    ];
  });
  await value.waitFor({ state: 'hidden' });
  assert.equal(await page.locator('.chip').count(), 1);
});

test('calling codes are searched by country and picked together', async () => {
  const page = await openBar({ locale: 'de-DE' });
  await page.locator('kartei-filter-bar').evaluate((bar) => bar.setAttribute('lang', 'de'));
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Vorwahl' }).click();
  const search = page.getByRole('searchbox', { name: 'Land oder Vorwahl suchen' });
  await search.fill('österr');
  await page.getByRole('checkbox', { name: '+43 Österreich' }).check();
  await search.fill('');
  await page.getByRole('checkbox', { name: '+49 Deutschland' }).check();
  await page.getByRole('button', { name: 'Anwenden' }).click();
  await page.getByRole('button', { name: 'Vorwahl +43 oder +49', exact: true }).waitFor();
  assert.deepEqual((await lastChange(page)).filter, {
    all: [{ field: 'country_code', op: 'any_of', value: ['+43', '+49'] }],
  });
});

test('tags are picked out of those that there are, with their numbers', async () => {
  const page = await openBar();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Tags' }).click();
  const choice = page.getByRole('group', { name: 'Tags' });
  await choice.getByText('1,200').waitFor();
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('mes');
  await choice.getByRole('checkbox', { name: 'Messe' }).check();
  assert.equal(await choice.getByRole('checkbox').count(), 1);
  await assertAccessible(page, 'choosing tags');
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.deepEqual((await lastChange(page)).conditions, [
    { field: 'tags', op: 'any_of', value: ['Messe'] },
  ]);
  // One that no contact has any more can still be taken back.
  await page
    .locator('kartei-filter-bar')
    .evaluate((bar) =>
      Reflect.set(bar, 'conditions', [{ field: 'tags', op: 'any_of', value: ['gone'] }]),
    );
  await page.getByRole('button', { name: 'Tags gone', exact: true }).click();
  await choice.getByRole('checkbox', { name: 'gone' }).uncheck();
  await choice.getByRole('checkbox', { name: 'vip' }).check();
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.deepEqual((await lastChange(page)).conditions[0].value, ['vip']);
});

test('a source is chosen by its name, and filtered by its code', async () => {
  const page = await openBar();
  await page.locator('kartei-filter-bar').evaluate((bar) => bar.setAttribute('lang', 'de'));
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Herkunft' }).click();
  const choice = page.getByRole('group', { name: 'Herkunft' });
  await choice.getByRole('checkbox', { name: 'Messe' }).waitFor();
  await page.getByRole('searchbox', { name: 'Suchen', exact: true }).fill('hand');
  await choice.getByRole('checkbox', { name: 'von Hand' }).check();
  assert.equal(await choice.getByRole('checkbox').count(), 1);
  await page.getByRole('button', { name: 'Anwenden' }).click();
  const condition = { field: 'source', op: 'any_of', value: ['manual'] };
  assert.deepEqual((await lastChange(page)).conditions, [condition]);
  await page.getByRole('button', { name: 'Herkunft von Hand', exact: true }).waitFor();
  // Also one that no contact has any more.
  await page
    .locator('kartei-filter-bar')
    .evaluate((bar) =>
      Reflect.set(bar, 'conditions', [{ field: 'source', op: 'any_of', value: ['sample'] }]),
    );
  await page.getByRole('button', { name: 'Herkunft Beispieldaten', exact: true }).click();
  assert.ok(await choice.getByRole('checkbox', { name: 'Beispieldaten' }).isChecked());
});

test('days are counted, and what is valid needs no value', async () => {
  const page = await openBar();
  const add = page.getByRole('button', { name: 'Filter', exact: true });
  await add.click();
  await page.getByRole('button', { name: 'Last contact' }).click();
  await page.getByRole('combobox', { name: 'Condition' }).selectOption('not in the last days');
  const days = page.getByRole('spinbutton', { name: 'days' });
  await days.fill('0');
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).changes.length), 0);
  await days.fill('90');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Last contact not in the last 90 days').waitFor();
  await add.click();
  await page.getByRole('button', { name: 'E-mail' }).click();
  await page.getByRole('combobox', { name: 'Condition' }).selectOption('is not valid');
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.deepEqual((await lastChange(page)).filter.all, [
    { field: 'last_contact_at', op: 'not_in_last_days', value: 90 },
    { field: 'email', op: 'invalid' },
  ]);
});

test('a span of days includes its last day, in whatever order it is given', async () => {
  const page = await openBar();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Created' }).click();
  await page.getByRole('combobox').selectOption('between');
  await page.getByLabel('from').fill('2026-11-30');
  await page.getByLabel('to', { exact: true }).fill('2026-11-01');
  await page.getByRole('button', { name: 'Apply' }).click();
  // Midnight in Berlin.
  assert.deepEqual((await lastChange(page)).conditions[0].value, [
    '2026-10-31T23:00:00.000Z',
    '2026-11-30T23:00:00.000Z',
  ]);
});

test('what is not filled in is not applied', async () => {
  const page = await openBar();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Created' }).click();
  await page.getByRole('combobox').selectOption('after');
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.equal(await lastChange(page), undefined);
  assert.ok(await page.getByLabel('Day').isVisible());
});

test('where nothing is chosen, it is said', async () => {
  const page = await openBar();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Tags' }).click();
  const search = page.getByPlaceholder('Search', { exact: true });
  const complaint = () =>
    search.evaluate((input) => /** @type {HTMLInputElement} */ (input).validationMessage);
  assert.equal(await complaint(), 'Choose at least one.');
  await page.getByRole('button', { name: 'Apply' }).click();
  await assertFocused(search);
  await page.getByRole('checkbox', { name: 'vip' }).check();
  assert.equal(await complaint(), '');
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.deepEqual((await lastChange(page)).conditions[0].value, ['vip']);
});

test('a chip whose segment is renamed elsewhere stays the one that is being changed', async () => {
  const page = await openBar();
  const nameSegment = (/** @type {string} */ name) =>
    page.evaluate((name) => {
      const { bar } = /** @type {any} */ (globalThis);
      bar.segments = [{ id: 's1', name, count: 3 }];
    }, name);
  await nameSegment('Guests');
  await page.evaluate(() => {
    const { bar } = /** @type {any} */ (globalThis);
    bar.conditions = [{ field: 'segment', op: 'in_segment', value: ['s1'] }];
  });
  await page
    .getByRole('button', { name: /Guests/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Apply' }).waitFor();
  await nameSegment('Visitors');
  await page.keyboard.press('Escape');
  const chip = page.getByRole('button', { name: /Visitors/ }).first();
  await assertFocused(chip);
  assert.match(String(await chip.getAttribute('title')), /Visitors/);
  await page.getByRole('button', { name: /Remove.*Visitors/ }).waitFor();
});

test('conditions from elsewhere are checked', async () => {
  const page = await openBar();
  const kept = await page.evaluate(() => {
    const { bar } = /** @type {any} */ (globalThis);
    bar.conditions = [
      { field: 'name', op: 'empty' },
      { field: 'secret', op: 'equals', value: 'x' },
    ];
    return bar.conditions;
  });
  assert.deepEqual(kept, [{ field: 'name', op: 'empty' }]);
});

test('keys of an input method neither leave the search nor clear it', async () => {
  const page = await openBar();
  const search = page.getByRole('searchbox');
  await search.fill('たぐ');
  await page.evaluate(() => {
    const { bar } = /** @type {any} */ (globalThis);
    Object.assign(globalThis, { left: 0 });
    bar.addEventListener('kartei-filter-left', () => /** @type {any} */ (globalThis).left++);
  });
  const press = (/** @type {string} */ key, /** @type {boolean} */ isComposing) =>
    search.evaluate(
      (input, init) => {
        const options = { ...init, bubbles: true, composed: true, cancelable: true };
        input.dispatchEvent(new KeyboardEvent('keydown', options));
      },
      { key, isComposing },
    );
  await press('ArrowDown', true);
  await press('Escape', true);
  assert.equal(await search.inputValue(), 'たぐ');
  assert.equal(await page.evaluate('left'), 0);
  await press('ArrowDown', false);
  assert.equal(await page.evaluate('left'), 1);
});
