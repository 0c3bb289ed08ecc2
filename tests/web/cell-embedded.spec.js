// A table in a page of somebody's own, whose cells are edited: what it asks of its book, which
// events tell of it, and where nothing can be edited.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertBecomes, assertFocused, openPage } from './browser.js';
import { cell, editor, message, press } from './cell-page.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/**
 * A table alone on a page. `window.book` has one contact; `refusals` are what it refuses next, and
 * while `isHeld` it saves only after `release()`.
 * @param {PageOptions & {calls?: string[]}} [options]  calls: all that the book can
 */
async function openTable({ calls, ...options } = {}) {
  const page = await openPage({ path: 'blank.html', ...options });
  await page.evaluate((names) => {
    const scope = /** @type {any} */ (globalThis);
    let contact = {
      id: '00000000-0000-7000-8000-000000000001',
      name: 'Anna',
      email: 'anna@example.org',
      phone: '30 23125001',
      country_code: '+49',
      created_at: '2026-01-31T12:00:00.000Z',
      updated_at: '2026-01-31T12:00:00.000Z',
      last_contact_at: '2026-02-03T11:00:00.000Z',
      deleted_at: null,
      source: 'manual',
      tags: ['client', 'vip'],
      attributes: { Company: 'Example Ltd', Address: 'Line 1\nLine 2' },
    };
    /** @type {Record<string, (...args: any[]) => any>} */
    const methods = {
      search: () => ({ rows: [contact], total: 1, version: scope.book.saved.length }),
      get: () => structuredClone(contact),
      check: () => ({ issues: [], duplicates: [], offers: [] }),
      callingCodes: () => [{ country_code: '+49', regions: ['DE'] }],
      save: async (draft) => {
        if (scope.isHeld) await new Promise((release) => Object.assign(scope, { release }));
        const refusal = scope.refusals.shift();
        if (refusal) throw Object.assign(new Error(), refusal);
        const { id, expected_updated_at, attributes, ...changes } = draft;
        scope.book.saved.push({ ...changes, ...(attributes && { attributes }) });
        contact = {
          ...contact,
          ...changes,
          attributes: { ...contact.attributes, ...attributes },
          updated_at: new Date(Date.parse(expected_updated_at) + 1).toISOString(),
        };
        scope.book.dispatchEvent(new CustomEvent('change', { detail: { version: 1 } }));
        return contact;
      },
    };
    const book = Object.assign(new EventTarget(), { saved: [] });
    for (const name of names ?? Object.keys(methods)) {
      Reflect.set(book, name, async (/** @type {any[]} */ ...args) => methods[name](...args));
    }
    const table = /** @type {any} */ (document.createElement('kartei-table'));
    Object.assign(scope, { book, table, refusals: [], isHeld: false, events: [] });
    table.columns = {
      shown: ['name', 'email', 'tags', 'last_contact_at', 'created_at'].concat(
        ...['attributes.Company', 'attributes.Address'],
      ),
    };
    table.book = book;
    for (const type of ['before-edit', 'saved', 'refused', 'opened']) {
      table.addEventListener(`kartei-${type}`, (/** @type {any} */ event) => {
        scope.events.push([type, event.detail]);
        if (type === 'before-edit' && scope.isForbidden) event.preventDefault();
      });
    }
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.style.height = '90vh';
    main.append(table);
  }, calls);
  await page.getByRole('row', { name: 'Anna' }).waitFor();
  return page;
}

/** @param {Page} page @param {string} expression */
const read = (page, expression) => page.evaluate(expression);

test('a table that is read-only, or whose source saves nothing, has nothing to edit', async () => {
  const page = await openTable();
  const table = page.locator('kartei-table');
  const grid = page.getByRole('grid');
  assert.equal(await grid.getAttribute('aria-readonly'), null);
  await table.evaluate((each) => each.setAttribute('readonly', ''));
  assert.equal(await grid.getAttribute('aria-readonly'), 'true');
  await press(page, 'Anna');
  assert.equal(await editor(page).count(), 0);
  await assertAccessible(page, 'a read-only table');
  await table.evaluate((each) => each.removeAttribute('readonly'));
  await press(page, 'Anna');
  await assertFocused(editor(page));

  const other = await openTable({ calls: ['search'] });
  assert.equal(await other.getByRole('grid').getAttribute('aria-readonly'), 'true');
  await press(other, 'Anna');
  assert.equal(await editor(other).count(), 0);
});

test('dates of the book and texts of several lines are read-only', async () => {
  const page = await openTable();
  const readOnly = await page
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((each) => each.getAttribute('aria-readonly')));
  assert.deepEqual(readOnly, [null, null, null, null, null, 'true', null, 'true']);
  await press(page, 'Jan 31, 2026');
  assert.equal(await editor(page).count(), 0);
  // Tab goes past it.
  await press(page, 'Feb 3, 2026');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), 'Example Ltd');
  await assertAccessible(page, 'a cell of a detail');
});

test('tags, details and a day are edited, and nothing else is written', async () => {
  const page = await openTable();
  await press(page, 'client, vip');
  await page.keyboard.type('client; lead ,client');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), '2026-02-03');
  await editor(page).fill('2026-03-04');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), 'Example Ltd');
  await page.keyboard.type('Muster GmbH');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Muster GmbH'));
  assert.deepEqual(await read(page, 'book.saved'), [
    { tags: ['client', 'lead'] },
    { last_contact_at: '2026-03-04T11:00:00.000Z' },
    { attributes: { Company: 'Muster GmbH' } },
  ]);
});

test('tags of which one has a comma would be others: they are read-only', async () => {
  const page = await openTable();
  await read(
    page,
    `book.save({ tags: ['client', 'Berlin, Mitte'],
      expected_updated_at: '2026-01-31T12:00:00.000Z' })`,
  );
  const tags = cell(page, 'client, Berlin, Mitte');
  await tags.waitFor();
  assert.equal(await tags.getAttribute('aria-readonly'), 'true');
  await press(page, 'client, Berlin, Mitte');
  assert.equal(await editor(page).count(), 0);
});

test('what one only passes through stays as it is kept', async () => {
  const page = await openTable();
  await read(page, `table.columns = { shown: ['name', 'country_code', 'phone', 'tags'] }; 0`);
  await read(
    page,
    `book.save({ phone: '+49 30 23125001', country_code: '', tags: ['client', 'one\\ntwo'],
      expected_updated_at: '2026-01-31T12:00:00.000Z' })`,
  );
  await read(page, 'book.saved.length = 0');
  await cell(page, '+49 30 23125001').waitFor();
  await press(page, '+49 30 23125001');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, '+49 30 23125001'));
  await page.keyboard.press('F2');
  await page.keyboard.press('Tab');
  await assertFocused(cell(page, '+49 30 23125001'));
  assert.equal(await editor(page).count(), 0);
  assert.deepEqual(await read(page, 'book.saved'), []);
});

test('half a date is no date, and takes none away', async () => {
  const page = await openTable();
  await press(page, 'Feb 3, 2026');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await message(page).getByText('This date cannot be read.').waitFor();
  // A year of two digits is none of antiquity.
  await editor(page).fill('0026-02-03');
  await page.keyboard.press('Enter');
  await message(page).getByText('This date cannot be read.').waitFor();
  await page.evaluate(() => /** @type {any} */ (document.activeElement).blur());
  await assertBecomes(() => editor(page).count(), 0);
  assert.deepEqual(await read(page, 'book.saved'), []);
  await cell(page, 'Feb 3, 2026').waitFor();
});

test('the page is told before a cell is edited, and of what was saved', async () => {
  const page = await openTable();
  await read(page, 'isForbidden = true');
  await press(page, 'Anna');
  assert.equal(await editor(page).count(), 0);
  await read(page, 'isForbidden = false');
  await press(page, 'Anna');
  await page.keyboard.type(' Anke ');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Anke'));
  const id = '00000000-0000-7000-8000-000000000001';
  const [before, again, [type, { contact }]] = /** @type {any[]} */ (await read(page, 'events'));
  assert.deepEqual(before, ['before-edit', { id, column: 'name' }]);
  assert.deepEqual(again, before);
  assert.deepEqual([type, contact.id, contact.name], ['saved', id, 'Anke']);
  // What is as it was is not saved again.
  await page.keyboard.press('F2');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Anke'));
  assert.deepEqual(await read(page, 'book.saved'), [{ name: 'Anke' }]);
});

test('where another field keeps the contact from being saved, it is opened', async () => {
  const page = await openTable();
  await read(
    page,
    `refusals = [{ code: 'contact_invalid',
      issues: [{ code: 'phone_too_short', field: 'phone' }] }]; 0`,
  );
  await press(page, 'Anna');
  await page.keyboard.type('Anke');
  await page.keyboard.press('Enter');
  await message(page).getByText('Phone: This number is too short').waitFor();
  await page.keyboard.press('Tab');
  await assertFocused(page.getByRole('button', { name: 'Open contact' }));
  await page.keyboard.press('Shift+Tab');
  await assertFocused(editor(page));
  await page.getByRole('button', { name: 'Open contact' }).click();
  await assertBecomes(() => read(page, 'events.at(-1)[0]'), 'opened');
  assert.equal(await editor(page).count(), 0);
  // It is for the form to save it.
  const draft = await read(page, 'Object.values(localStorage).join()');
  assert.match(String(draft), /"name":"Anke"/);
  assert.deepEqual(await read(page, 'book.saved'), []);
});

test('what takes long says so; leaving it meanwhile, or the page, loses nothing', async () => {
  const page = await openTable();
  await read(page, 'isHeld = true');
  await press(page, 'Anna');
  await page.keyboard.type('Anke');
  await page.keyboard.press('Enter');
  await message(page).getByText('Saving…').waitFor();
  assert.equal(await editor(page).inputValue(), 'Anke');
  await page.keyboard.press('Escape');
  await assertFocused(cell(page, 'Anna'));
  await read(page, 'isHeld = false; release()');
  await cell(page, 'Anke').waitFor();

  // What is typed ahead belongs to the next cell.
  await read(page, 'isHeld = true');
  await press(page, 'Anke');
  await page.keyboard.type('Anja');
  await page.keyboard.press('Tab');
  await page.keyboard.type('an');
  // As a German keyboard writes it.
  const isTaken = await editor(page).evaluate((input) => {
    const altGr = { ctrlKey: true, altKey: true, modifierAltGraph: true };
    const key = { key: '@', bubbles: true, cancelable: true, ...altGr };
    return !input.dispatchEvent(new KeyboardEvent('keydown', key));
  });
  assert.ok(isTaken);
  await read(page, 'isHeld = false; release()');
  await assertBecomes(() => editor(page).inputValue(), 'an@');
  await page.keyboard.type('example.org');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'an@example.org'));

  await press(page, 'Anja');
  await page.keyboard.type('Alma');
  await read(page, 'dispatchEvent(new Event("pagehide"))');
  assert.match(String(await read(page, 'Object.values(localStorage).join()')), /"name":"Alma"/);
  // Taken out of the page it saves, and the draft goes.
  await read(page, 'table.remove()');
  await assertBecomes(() => read(page, 'book.saved.at(-1).name'), 'Alma');
  assert.doesNotMatch(String(await read(page, 'Object.values(localStorage).join()')), /Alma/);
});

test('Tab does not go on in the row of another contact', async () => {
  const page = await openTable();
  await read(page, 'isHeld = true');
  await press(page, 'Anna');
  await page.keyboard.type('Anke');
  await page.keyboard.press('Tab');
  await page.waitForFunction('globalThis.release');
  // Her row is another one's before the answer comes.
  await page.evaluate(async () => {
    const { book, table } = /** @type {any} */ (globalThis);
    const { rows } = await book.search();
    const berta = { ...rows[0], id: '00000000-0000-7000-8000-000000000002', name: 'Berta' };
    book.search = async () => ({ rows: [berta], total: 1, version: 2 });
    const isLoaded = new Promise((go) => table.addEventListener('kartei-loaded', go));
    table.reload();
    await isLoaded;
  });
  await read(page, 'isHeld = false; release()');
  await assertBecomes(() => read(page, 'book.saved'), [{ name: 'Anke' }]);
  await cell(page, 'Berta').waitFor();
  assert.equal(await editor(page).count(), 0);
});

test('who has gone on is not told of the cell that they have left', async () => {
  const page = await openTable();
  await page.evaluate(() => {
    const scope = /** @type {any} */ (globalThis);
    scope.book.check = (/** @type {any} */ { email }) => {
      const duplicates = [{ field: 'email', name: 'Berta' }];
      const checked = { issues: [], duplicates, offers: [] };
      // While it is typed nothing is said of it.
      if (email) return Promise.resolve({ ...checked, duplicates: [] });
      return new Promise((go) => (scope.answer = () => go(checked)));
    };
  });
  await press(page, 'anna@example.org');
  await page.keyboard.type('berta@example.org');
  await page.keyboard.press('Enter');
  await page.waitForFunction('globalThis.answer');
  await page.keyboard.press('ArrowLeft');
  await assertFocused(cell(page, 'Anna'));
  await read(page, 'answer()');
  await page.evaluate(() => new Promise((go) => setTimeout(go, 50)));
  assert.ok(await message(page).isHidden());

  // Who goes on in the row is told where they are.
  await read(page, 'answer = null');
  await press(page, 'berta@example.org');
  await page.keyboard.type('b@example.org');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), 'client, vip');
  await page.waitForFunction('globalThis.answer');
  await read(page, 'answer()');
  await message(page).getByText('Berta has this e-mail address, too.').waitFor();
});

test('what was changed elsewhere is said as the list shows it, a number as a whole', async () => {
  const page = await openTable();
  await read(page, `table.columns = { shown: ['country_code', 'phone', 'last_contact_at'] }; 0`);
  await cell(page, '30 23125001').waitFor();
  const change = async (/** @type {string} */ changes) => {
    await read(
      page,
      `book.get(0).then(({ updated_at }) =>
        book.save({ ...${changes}, expected_updated_at: updated_at }))`,
    );
    await read(page, `refusals = [{ code: 'contact_changed' }]; 0`);
  };
  await press(page, '30 23125001');
  await page.keyboard.type('30 23125009');
  await change(`{ country_code: '+43' }`);
  await page.keyboard.press('Enter');
  await message(page).getByText('Changed elsewhere to: +43 30 23125001').waitFor();
  await page.keyboard.press('Escape');
  await press(page, 'Feb 3, 2026');
  await editor(page).fill('2026-03-04');
  await change(`{ last_contact_at: '2026-05-03T11:00:00.000Z' }`);
  await page.keyboard.press('Enter');
  await message(page).getByText('Changed elsewhere to: May 3, 2026').waitFor();
});

test('a table that its page hides saves what was typed', async () => {
  const page = await openTable();
  await press(page, 'Anna');
  await page.keyboard.type('Anke');
  await read(page, 'table.hidden = true');
  await assertBecomes(() => read(page, 'book.saved.at(-1)?.name'), 'Anke');
});

test('at large letters the whole row is the place to write, with its column', async () => {
  const page = await openTable({ width: 640 });
  await read(page, `table.columns = { shown: ['name', 'email', 'country_code', 'phone'] }; 0`);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await cell(page, '+49').waitFor();
  await press(page, '+49');
  await assertFocused(editor(page));
  const [input, row] = await Promise.all(
    [editor(page), page.locator('.body .row').first()].map((each) => each.boundingBox()),
  );
  assert.ok(input && row && input.width > row.width / 2 && input.height > row.height / 2);
  const caption = await page
    .locator('.editing')
    .evaluate((each) => getComputedStyle(each, '::before').content);
  assert.equal(caption, '"Calling code"');
});
