// A cell of the list is edited in its place, by keyboard alone, and nothing that was typed is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertBecomes,
  assertFocused,
  openWithSample,
  openPage,
  openTwoTabs,
} from './browser.js';
import { cell, edit, editor, message } from './cell-page.js';

/** @import { Locator, Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

const anna = { name: 'Anna', email: 'anna@example.org', country_code: '+49', phone: '30 23125001' };
const bert = { name: 'Bert', email: 'bert@example.org', country_code: '+49', phone: '30 23125002' };
const cora = { name: 'Cora', email: 'cora@example.org' };

/** @param {Page} page */
async function fill(page) {
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  await page.evaluate(
    async (drafts) => {
      const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      for (const draft of drafts) await book.save(draft);
    },
    [anna, bert, cora],
  );
  await cell(page, 'Cora').waitFor();
}

/** The dashboard with three contacts. @param {PageOptions} [options] */
async function openList(options) {
  const page = await openPage(options);
  await fill(page);
  return page;
}

/**
 * What the book has.
 * @param {Page} page @param {string} email
 */
function stored(page, email) {
  return page.evaluate(async (value) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { rows } = await book.search({ filter: { text: value } });
    const [{ name, email: address, country_code, phone, tags }] = rows;
    return { name, email: address, country_code, phone, tags };
  }, email);
}

/** The book saves nothing any more, because of a number. @param {Page} page */
function refuseToSave(page) {
  return page.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const issues = [{ code: 'phone_too_short', field: 'phone' }];
    book.save = async () => {
      throw Object.assign(new Error(), { code: 'contact_invalid', issues });
    };
  });
}

/** @param {Locator} part @param {Locator} of */
async function isInView(part, of) {
  const [inner, outer] = await Promise.all([part.boundingBox(), of.boundingBox()]);
  if (!inner || !outer) return false;
  return inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
}

test('F2 edits a cell, Enter saves it and stays there, and one undo takes it back', async () => {
  const page = await openList();
  await edit(page, 'Bert');
  assert.equal(await editor(page).getAttribute('aria-label'), 'Bert: Name');
  assert.equal(await editor(page).inputValue(), 'Bert');
  await assertAccessible(page, 'a cell that is edited');
  // All of it is selected: what is typed takes its place. Letters are no shortcuts here.
  await page.keyboard.type('Benno');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Benno'));
  await page.getByText('Saved', { exact: true }).first().waitFor();
  assert.equal((await stored(page, 'bert@')).name, 'Benno');
  await page.keyboard.press('Control+z');
  await assertFocused(cell(page, 'Bert'));
  assert.equal((await stored(page, 'bert@')).name, 'Bert');
});

test('Esc leaves the value as it was, and letters do not begin to edit', async () => {
  const page = await openList();
  await edit(page, 'anna@example.org');
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await assertFocused(cell(page, 'anna@example.org'));
  assert.equal(await editor(page).count(), 0);
  await page.keyboard.press('a');
  assert.equal(await editor(page).count(), 0);
  assert.equal((await stored(page, 'anna@')).name, 'Anna');
});

test('Tab saves and goes on in the row, Shift+Tab back, at its end it stays', async () => {
  const page = await openList();
  await edit(page, 'Anna');
  await page.keyboard.type('Zoe');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).getAttribute('aria-label'), 'Zoe: E-mail');
  // The list is sorted by name: no row moves while somebody types.
  const place = await editor(page).evaluate((node) =>
    node.closest('.row')?.getAttribute('aria-rowindex'),
  );
  assert.equal(place, '2');
  await page.keyboard.type('zoe@example.org');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).getAttribute('aria-label'), 'Zoe: Calling code');
  await page.keyboard.press('Shift+Tab');
  await assertBecomes(() => editor(page).inputValue(), 'zoe@example.org');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), '+49');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), '30 23125001');
  await page.keyboard.press('Tab');
  await assertFocused(cell(page, '30 23125001'));
  const { name, email } = await stored(page, 'zoe@');
  assert.deepEqual([name, email], ['Zoe', 'zoe@example.org']);
  // Now that nothing is edited any more it stands where it belongs.
  const row = page.getByRole('row', { name: 'Zoe' });
  await assertBecomes(() => row.getAttribute('aria-rowindex'), '4');
  await assertFocused(cell(page, '30 23125001'));
});

test('what is not valid is refused with its reason, and stays as it was typed', async () => {
  const page = await openList();
  await edit(page, 'anna@example.org');
  await page.keyboard.type('anna.example.org');
  await page.keyboard.press('Enter');
  await message(page).getByText('This e-mail has no @.').waitFor();
  await assertFocused(editor(page));
  assert.equal(await editor(page).inputValue(), 'anna.example.org');
  assert.equal(await editor(page).getAttribute('aria-invalid'), 'true');
  const described = await editor(page).evaluate((input) => {
    const root = /** @type {ShadowRoot} */ (input.getRootNode());
    return root.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;
  });
  assert.equal(described, 'This e-mail has no @.');
  await assertAccessible(page, 'a cell with a complaint');
  // Whoever asks again is told again, also where nobody sees it.
  const said = message(page).locator('[role=alert]');
  await said.evaluate((line) => line.setAttribute('data-said', 'before'));
  await page.keyboard.press('Enter');
  await assertBecomes(() => said.getAttribute('data-said'), null);
  // While it is mended the complaint goes, before anybody saves.
  await editor(page).fill('anna@example.net');
  await message(page).waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'anna@example.net'));
});

test('what was typed and left is saved; what cannot be saved is there again', async () => {
  const page = await openList();
  await edit(page, 'Anna');
  await page.keyboard.type('Anke');
  await page.getByRole('heading', { name: 'Contacts' }).click();
  await cell(page, 'Anke').waitFor();
  await edit(page, 'anna@example.org');
  await page.keyboard.type('anke');
  await page.getByRole('heading', { name: 'Contacts' }).click();
  await page.locator('kartei-toast').getByText('This e-mail has no @.').first().waitFor();
  assert.equal((await stored(page, 'Anke')).email, 'anna@example.org');
  await edit(page, 'anna@example.org');
  assert.equal(await editor(page).inputValue(), 'anke');
  await message(page)
    .getByText(/^Draft of/)
    .waitFor();
  await page.keyboard.press('Escape');
  await edit(page, 'anna@example.org');
  assert.equal(await editor(page).inputValue(), 'anna@example.org');
});

test('a number that could not be saved is there again with its calling code', async () => {
  const page = await openList();
  await edit(page, '30 23125001');
  await page.keyboard.type('+43 664 1234567 1234567');
  await page.getByRole('heading', { name: 'Contacts' }).click();
  await page.locator('kartei-toast').getByText('This number is too long').first().waitFor();
  // It is the number that was typed, and no calling code alone.
  await cell(page, '30 23125001').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F2');
  assert.equal(await editor(page).inputValue(), '+49');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), '+43 664 1234567 1234567');
  await editor(page).fill('+43 664 1234567');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, '664 1234567'));
  const { country_code, phone } = await stored(page, 'anna@');
  assert.deepEqual([country_code, phone], ['+43', '664 1234567']);
});

test('what another field keeps from being saved is in the form that is opened for it', async () => {
  const page = await openList();
  await refuseToSave(page);
  await edit(page, 'Anna');
  await page.keyboard.type('Anke');
  await page.keyboard.press('Enter');
  await message(page).getByText('Phone: This number is too short').waitFor();
  await page.getByRole('button', { name: 'Open contact' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await assertBecomes(() => name.inputValue(), 'Anke');
  await page
    .getByText(/^Draft of/)
    .first()
    .waitFor();
  assert.equal(await page.locator('kartei-toast').getByText('too short').count(), 0);
});

test('so it is in a form that is open already, or was closed before', async () => {
  const page = await openList();
  await refuseToSave(page);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  const typeAndOpen = async (/** @type {string} */ text) => {
    await edit(page, 'Anna');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open contact' }).click();
    await assertBecomes(() => name.inputValue(), text);
  };
  await cell(page, 'Anna').click();
  await page.getByRole('heading', { name: 'Anna', level: 2 }).waitFor();
  await typeAndOpen('Anke');
  await page.getByRole('button', { name: 'Discard' }).click();
  await assertBecomes(() => name.inputValue(), 'Anna');
  await page.getByRole('button', { name: 'Close contact' }).click();
  await typeAndOpen('Anne');
});

test('what another tab has written into the cell is asked about, other fields stay', async () => {
  const { page, other } = await openTwoTabs(fill);
  await cell(other, 'Bert').waitFor();
  const change = (/** @type {object} */ draft) =>
    other.evaluate(async (changes) => {
      const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      const { rows } = await book.search({ filter: { text: 'Bert' } });
      await book.save({ id: rows[0].id, ...changes });
    }, draft);

  await edit(page, 'Bert');
  await page.keyboard.type('Bert Hier');
  await change({ email: 'dort@example.org' });
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Bert Hier'));
  await cell(page, 'dort@example.org').waitFor();
  assert.equal((await stored(page, 'dort@')).name, 'Bert Hier');

  await edit(page, 'Bert Hier');
  await page.keyboard.type('Bert Neu');
  await change({ name: 'Bert Dort' });
  await cell(other, 'Bert Dort').waitFor();
  await page.keyboard.press('Enter');
  await message(page).getByText('Changed elsewhere to: Bert Dort').waitFor();
  assert.equal(await editor(page).inputValue(), 'Bert Neu');
  await assertAccessible(page, 'a cell that was changed elsewhere');
  // Enter alone writes over nothing, however often.
  await page.keyboard.press('Enter');
  const mine = message(page).getByRole('button', { name: 'Save mine', disabled: false });
  await mine.waitFor();
  assert.equal((await stored(page, 'dort@')).name, 'Bert Dort');
  await page.keyboard.press('Tab');
  await assertFocused(mine);
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Bert Neu'));
  assert.equal((await stored(page, 'dort@')).name, 'Bert Neu');

  await edit(page, 'Bert Neu');
  await page.keyboard.type('Bert Zuletzt');
  await change({ name: 'Bert Anders' });
  await cell(other, 'Bert Anders').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take the other state' }).click();
  await assertFocused(cell(page, 'Bert Anders'));
});

test('while what was asked is asked again, nobody answers it or leaves', async () => {
  const page = await openList();
  await edit(page, 'Bert');
  await page.keyboard.type('Bert Neu');
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { rows } = await book.search({ filter: { text: 'Bert' } });
    await book.save({ id: rows[0].id, name: 'Bert Dort' });
    const get = book.get.bind(book);
    book.get = async (/** @type {string} */ id) => {
      await new Promise((release) => Object.assign(globalThis, { release }));
      return get(id);
    };
  });
  const release = async () => {
    const held = await page.waitForFunction(() => /** @type {any} */ (globalThis).release);
    await held.evaluate((go) => {
      delete (/** @type {any} */ (globalThis).release);
      go();
    });
  };
  await page.keyboard.press('Enter');
  await release();
  const mine = message(page).getByRole('button', { name: 'Save mine' });
  await assertBecomes(() => mine.isEnabled(), true);
  await page.keyboard.press('Enter');
  assert.equal(await mine.isEnabled(), false);
  await page.keyboard.press('Tab');
  await assertFocused(editor(page));
  await release();
  await assertBecomes(() => mine.isEnabled(), true);
  await page.keyboard.press('Tab');
  await assertFocused(mine);
  assert.equal(await editor(page).inputValue(), 'Bert Neu');
});

test('a contact that was deleted meanwhile is said to be, and saving brings it back', async () => {
  const page = await openList();
  await edit(page, 'Cora');
  await page.keyboard.type('Cora Neu');
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { rows } = await book.search({ filter: { text: 'Cora' } });
    await book.remove({ ids: [rows[0].id] });
  });
  await message(page).getByText('This contact is deleted. Saving restores it.').waitFor();
  // Nothing goes away below one's hands.
  await page.keyboard.type('er');
  assert.equal(await editor(page).inputValue(), 'Cora Neuer');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Cora Neuer'));
  assert.equal((await stored(page, 'cora@')).name, 'Cora Neuer');
});

test('a whole number says its calling code, and a country its own', async () => {
  const page = await openList();
  await edit(page, '30 23125001');
  await page.keyboard.type('+43 1 5880010');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, '1 5880010'));
  const { country_code, phone } = await stored(page, 'anna@');
  assert.deepEqual([country_code, phone], ['+43', '1 5880010']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F2');
  assert.equal(await editor(page).inputValue(), '+43');
  // What it may mean can be chosen.
  await page.waitForFunction(() => {
    const { contacts } = {
      contacts: /** @type {any} */ (document.querySelector('kartei-dashboard')),
    };
    const table = contacts.root.querySelector('kartei-contacts').root.querySelector('kartei-table');
    return table.root.querySelectorAll('datalist option').length > 200;
  });
  await page.keyboard.type('switz');
  await page.keyboard.press('Enter');
  await message(page).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await page.keyboard.type('Austria');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, '+43'));
});

test('an e-mail address that somebody else has is said to be so, and saved', async () => {
  const page = await openList();
  await edit(page, 'bert@example.org');
  await page.keyboard.type('anna@example.org');
  await message(page).getByText('Anna has this e-mail address, too.').waitFor();
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'anna@example.org').nth(1));
  // It stays while one is at the cell.
  await message(page).getByText('Anna has this e-mail address, too.').waitFor();
  await assertAccessible(page, 'a duplicate');
  await page.keyboard.press('Escape');
  await message(page).waitFor({ state: 'hidden' });
});

test('what was probably meant is offered once it is saved, and taken with one press', async () => {
  const page = await openList();
  await edit(page, 'bert@example.org');
  await page.keyboard.type('bert@gmial.com');
  await page.keyboard.press('Enter');
  await message(page).getByText('Did you mean bert@gmail.com?').waitFor();
  await assertFocused(cell(page, 'bert@gmial.com'));
  await page.keyboard.press('ArrowDown');
  await message(page).waitFor({ state: 'hidden' });
  await edit(page, 'bert@gmial.com');
  await page.keyboard.type('berta@gmial.com');
  await page.keyboard.press('Enter');
  await message(page).getByText('Did you mean berta@gmail.com?').waitFor();
  await page.keyboard.press('Tab');
  await assertFocused(page.getByRole('button', { name: 'Use this' }));
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'berta@gmail.com'));
  await message(page).waitFor({ state: 'hidden' });
  // One change each. Whoever goes on has read what was said.
  await page.keyboard.press('Control+z');
  await assertFocused(cell(page, 'berta@gmial.com'));
  await page.keyboard.press('Control+z');
  await assertFocused(cell(page, 'bert@gmial.com'));
});

test('what is said of a cell that was saved goes with its row', async () => {
  const page = await openList();
  await page.getByRole('button', { name: 'E-mail' }).click();
  await edit(page, 'anna@example.org');
  await page.keyboard.type('zoe@gmial.com');
  await page.keyboard.press('Enter');
  const moved = cell(page, 'zoe@gmial.com');
  await assertBecomes(
    () => moved.evaluate((each) => each.closest('.row')?.getAttribute('aria-rowindex')),
    '4',
  );
  await assertFocused(moved);
  await message(page).getByText('Did you mean zoe@gmail.com?').waitFor();
  await assertBecomes(async () => {
    const [said, at] = await Promise.all([message(page).boundingBox(), moved.boundingBox()]);
    return said && at && Math.round(said.y - at.y - at.height);
  }, 6);
  await page.keyboard.press('ArrowUp');
  await message(page).waitFor({ state: 'hidden' });
});

test('a row that goes elsewhere for what was typed is seen whole there', async () => {
  const page = await openWithSample({ height: 520 });
  /** How much of a cell is below the edge of the grid. @param {Element} node */
  const below = (node) => {
    const grid = /** @type {HTMLElement} */ (node.closest('[role=grid]'));
    return node.getBoundingClientRect().bottom - grid.getBoundingClientRect().bottom;
  };
  const names = page.locator('.body .cell.name');
  const hidden = await Promise.all((await names.all()).map((each) => each.evaluate(below)));
  const last = names.nth(hidden.findIndex((pixels) => pixels > 2));
  // It takes the place of the row that is cut off.
  const name = `${await last.locator('.text').innerText()} B`;
  await edit(page, 'Anna Beispiel');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, name));
  await assertBecomes(async () => (await cell(page, name).evaluate(below)) <= 1, true);
});

test('a row that is scrolled away keeps what is typed, and the next key shows it', async () => {
  const page = await openPage();
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const lines = Array.from({ length: 2000 }, (_, i) => `Person ${String(i).padStart(4, '0')}`);
    const file = new Blob([['name', ...lines].join('\n')]);
    const review = await book.importFile(file);
    await review.commit();
  });
  await cell(page, 'Person 0003').waitFor();
  await edit(page, 'Person 0003');
  await page.keyboard.type('Person 0003');
  await page.mouse.move(400, 500);
  await page.mouse.wheel(0, 20_000);
  await cell(page, 'Person 0460').waitFor();
  assert.equal(await editor(page).inputValue(), 'Person 0003');
  await page.keyboard.type('b');
  await cell(page, 'Person 0004').waitFor();
  assert.equal(await editor(page).inputValue(), 'Person 0003b');
  assert.ok(await isInView(editor(page), page.getByRole('grid')));
  // What is wrong is said beside the cell, and nowhere while that is away.
  await editor(page).fill(' ');
  await page.keyboard.press('Enter');
  await message(page).getByText('A contact needs a name').waitFor();
  await page.mouse.wheel(0, 20_000);
  await message(page).waitFor({ state: 'hidden' });
  await page.mouse.wheel(0, -40_000);
  await message(page).waitFor();
  // Renamed, it stands farther down, and is still seen there.
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Person 0040b');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Person 0040b'));
  await cell(page, 'Person 0039').waitFor();
  assert.ok(await isInView(cell(page, 'Person 0040b'), page.getByRole('grid')));
});

test('another screen, sort or language loses nothing of what was typed', async () => {
  const page = await openList();
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('link', { name: 'Contacts' }).click();
  await edit(page, 'Anna');
  await page.keyboard.type('Anke');
  await page.goBack();
  await page.getByRole('heading', { name: 'History', level: 2 }).waitFor();
  await page.goForward();
  await edit(page, 'Anke');
  await page.keyboard.type('Antje');
  await page.getByRole('button', { name: 'E-mail' }).click();
  await edit(page, 'Antje');
  await page.keyboard.type('Alma');
  await page.locator('kartei-dashboard').evaluate((each) => each.setAttribute('lang', 'de'));
  await assertBecomes(async () => (await stored(page, 'anna@')).name, 'Alma');
  assert.equal(await editor(page).count(), 0);
});

test('the end of a column is dragged while a cell is edited', async () => {
  const page = await openList();
  await edit(page, 'Anna');
  await page.keyboard.type('Anke');
  const box = await page.getByRole('columnheader', { name: 'Name' }).boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width - 1, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 59, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await cell(page, 'Anke').waitFor();
  assert.equal(await editor(page).count(), 0);
});

test('the command palette opens from a cell that is edited, which saves', async () => {
  const page = await openList();
  const palette = page.getByRole('dialog', { name: 'Find anything' });
  await edit(page, 'Anna');
  await page.keyboard.type('Anke');
  await page.keyboard.press('Control+k');
  await palette.waitFor();
  await page.keyboard.press('Escape');
  await assertFocused(cell(page, 'Anke'));
  // And from what is said of a cell.
  await edit(page, 'bert@example.org');
  await page.keyboard.type('bert@gmial.com');
  await page.keyboard.press('Enter');
  await message(page).getByText('Did you mean bert@gmail.com?').waitFor();
  await page.keyboard.press('Tab');
  await assertFocused(page.getByRole('button', { name: 'Use this' }));
  await page.keyboard.press('Control+k');
  await palette.waitFor();
  await page.keyboard.press('Escape');
  await assertFocused(cell(page, 'bert@gmial.com'));
});
