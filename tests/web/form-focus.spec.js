// Where the focus is in a form whose contact is saved, or changed by others: with real books.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFocused, openPage } from './browser.js';

/** @import { Page } from 'playwright-core' */

/**
 * `window.book` and `window.form`, which shows a contact with these further details.
 * @param {Record<string, string>} attributes
 */
async function openContact(attributes) {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(async (given) => {
    const { openContacts } = /** @type {typeof import('../../web/kartei.js')} */ (
      await import(new URL('./kartei.js', location.href).href)
    );
    const book = await openContacts({ name: 'one' });
    const { id } = await book.save({ name: 'Anna', attributes: given });
    const form = /** @type {any} */ (document.createElement('kartei-form'));
    Object.assign(globalThis, { book, form, id });
    Object.assign(form, { book, contactId: id });
    document.querySelector('main')?.append(form);
  }, attributes);
  await page.getByRole('heading', { name: 'Anna' }).waitFor();
  return page;
}

/** As another tab would. @param {Page} page @param {object} changes */
const change = (page, changes) =>
  page.evaluate(async (changed) => {
    const { book, id } = /** @type {any} */ (globalThis);
    await book.save({ id, ...changed });
  }, changes);

/** @param {Page} page */
const isSaved = (page) => page.waitForFunction('!form.isDirty');

/** @param {Page} page */
const stored = (page) =>
  page.evaluate(async () => {
    const { book, id } = /** @type {any} */ (globalThis);
    return (await book.get(id)).attributes;
  });

test('whoever saves while typing a detail goes on typing in it', async () => {
  const page = await openContact({ Company: 'Example Ltd', Town: 'Ulm' });
  await page.getByRole('button', { name: 'Add detail' }).click();
  await page.getByLabel('Label').last().fill('Age ');
  const value = page.locator('.attribute').last().locator('input').last();
  await value.fill('4');
  await page.keyboard.press('Control+s');
  await isSaved(page);
  await assertFocused(page.getByLabel('Age', { exact: true }));
  await page.keyboard.type('2');
  await page.keyboard.press('Control+s');
  await isSaved(page);
  assert.deepEqual(await stored(page), { Age: '42', Company: 'Example Ltd', Town: 'Ulm' });
  await page.getByRole('button', { name: 'Remove detail: Age' }).waitFor();
});

test('a contact that others change keeps the focus where it is', async () => {
  const page = await openContact({ Company: 'Example Ltd', Town: 'Ulm' });
  const town = page.getByLabel('Town', { exact: true });
  await town.focus();
  await change(page, { attributes: { Age: '42', Company: null, Town: 'Bonn', Zip: '1' } });
  await page.getByLabel('Zip', { exact: true }).waitFor();
  await assertFocused(town);
  assert.equal(await town.inputValue(), 'Bonn');
  assert.equal(await page.getByLabel('Company', { exact: true }).count(), 0);
  // With a detail that is gone it does not go to the page, whose keys are shortcuts.
  await change(page, { attributes: { Town: null } });
  await assertFocused(page.getByRole('heading', { name: 'Anna' }));
});

test('whoever saves theirs over a change of others is at the heading', async () => {
  const page = await openContact({});
  await page.getByLabel('Name', { exact: true }).fill('Anna Neu');
  await change(page, { name: 'Anna Alt' });
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Save mine' }).press('Enter');
  await isSaved(page);
  await assertFocused(page.getByRole('heading', { name: 'Anna Neu' }));
});

test('what was found of a contact is not said of the next one', async () => {
  const page = await openContact({});
  await page.evaluate(() => {
    const { book } = /** @type {any} */ (window);
    const { check } = book;
    book.check = async (/** @type {any} */ draft) => {
      const duplicates = [{ field: 'email', similar: false, id: '0177', name: 'Bert' }];
      const answer = { ...(await check.call(book, draft)), duplicates };
      await new Promise((go) => (book.answer = go));
      return answer;
    };
  });
  await page.getByLabel('Name', { exact: true }).fill('Anna B.');
  await page.waitForFunction(() => /** @type {any} */ (window).book.answer);
  const said = await page.evaluate(async () => {
    const form = /** @type {any} */ (document.querySelector('kartei-form'));
    form.contactId = null;
    /** @type {any} */ (window).book.answer();
    await new Promise((go) => setTimeout(go, 300));
    return form.root.querySelectorAll('.notices > .warning').length;
  });
  assert.equal(said, 0);
});

test('a detail that was just added stays where others change the contact', async () => {
  const page = await openContact({ Company: 'Example Ltd' });
  await page.getByRole('button', { name: 'Add detail' }).click();
  await page.keyboard.type('No');
  await change(page, { name: 'Anna Neu', attributes: { Town: 'Ulm' } });
  await page.getByLabel('Town', { exact: true }).waitFor();
  await page.keyboard.type('tes');
  const added = page.getByLabel('Label').last();
  await assertFocused(added);
  assert.equal(await added.inputValue(), 'Notes');
});

test('whoever is in a field of a contact that is erased elsewhere is at the heading', async () => {
  const page = await openContact({});
  await page.getByLabel('E-mail').focus();
  await page.evaluate(async () => {
    const { book, id } = /** @type {any} */ (globalThis);
    await book.remove({ ids: [id] });
    await book.erase({ ids: [id] });
  });
  await assertFocused(page.getByRole('heading', { name: 'Contact' }));
});

test('a detail that has become long is saved without taking the focus away', async () => {
  const page = await openContact({ Town: 'Bonn' });
  const town = page.getByLabel('Town', { exact: true });
  await town.fill('x'.repeat(50));
  await page.keyboard.press('Control+s');
  await isSaved(page);
  await page.keyboard.type('n/');
  await assertFocused(town);
  assert.equal(await town.inputValue(), `${'x'.repeat(50)}n/`);
});

test('a detail is called what it is called by now', async () => {
  const page = await openContact({ Town: 'Bonn' });
  await page.getByLabel('Town', { exact: true }).waitFor();
  await page.locator('.attribute input').first().fill('City');
  await page.getByLabel('City', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Remove detail: City' }).waitFor();
});

test('a tag goes away by one press while another one is being typed', async () => {
  const page = await openContact({});
  const tags = page.getByRole('textbox', { name: 'Tags' });
  await tags.fill('a,b,');
  await page.keyboard.press('Enter');
  await tags.fill('c');
  await page.getByRole('button', { name: 'Remove tag: a' }).click();
  await page.getByRole('button', { name: 'Remove tag: c' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Remove tag: a' }).count(), 0);
});

test('a calling code that nobody chose is not read out as chosen', async () => {
  const page = await openContact({});
  const code = page.getByRole('combobox', { name: 'Calling code' });
  await code.fill('4');
  await page.keyboard.press('Backspace');
  assert.equal(await code.getAttribute('aria-activedescendant'), null);
  await page.keyboard.press('ArrowUp');
  await page
    .getByRole('option')
    .last()
    .and(page.getByRole('option', { selected: true }))
    .waitFor();
});

test('a day of antiquity that came with a contact does not keep it from being saved', async () => {
  const page = await openContact({});
  await change(page, { last_contact_at: '0026-01-05T00:00:00.000Z' });
  await page.getByLabel('Name', { exact: true }).fill('Anna B.');
  await page.keyboard.press('Control+s');
  await isSaved(page);
});
