// The focus where what had it goes away: it is where a person without a mouse goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFocused, loadSample, openPage, openTwoTabs, openWithSample } from './browser.js';
import { useSmallBook } from './small-book.js';

/** @import { Page } from 'playwright-core' */

/** The cell of the first contact's name. @param {Page} page */
const firstName = (page) => page.locator('.body .row .name').first();

/** @param {Page} page */
async function openFirst(page) {
  await firstName(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close contact' }).waitFor();
}

test('whoever goes back from a contact is in the list, at its row', async () => {
  const page = await openWithSample();
  await openFirst(page);
  await page.getByLabel('Name', { exact: true }).focus();
  await page.goBack();
  await assertFocused(firstName(page));
});

test('a contact that covers the list has the focus, and gives it back', async () => {
  const page = await openWithSample({ width: 400 });
  await openFirst(page);
  await assertFocused(page.locator('kartei-form h2'));
  await page.goBack();
  await assertFocused(firstName(page));
});

test('j and k go through the list while a contact is open, and the focus with them', async () => {
  const page = await openWithSample();
  await page.getByText('Anna Beispiel').first().click();
  const heading = (/** @type {string} */ name) => page.getByRole('heading', { name }).waitFor();
  await heading('Anna Beispiel');
  // In the list the focus goes along, on a contact it stays there.
  await page.keyboard.press('j');
  await heading('Björn Søndergaard');
  await assertFocused(page.getByRole('gridcell', { name: 'Björn Søndergaard', exact: true }));
  await page.keyboard.press('k');
  await heading('Anna Beispiel');
  await page.keyboard.press('k');
  await page.locator('kartei-form').getByRole('heading', { name: 'Anna Beispiel' }).focus();
  await page.keyboard.press('j');
  await heading('Björn Søndergaard');
  await assertFocused(page.locator('kartei-form h2'));
  // In a field it is a letter.
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('j');
  assert.equal(
    await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(),
    'Björn Søndergaardj',
  );
});

test('whoever looks at a possible duplicate is at its heading, and back in the form', async () => {
  const page = await openWithSample();
  const email = await page.locator('.body .row .email').first().innerText();
  await page.keyboard.press('n');
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'View', exact: true }).press('Enter');
  await assertFocused(page.locator('kartei-form h2'));
  await page.goBack();
  await assertFocused(page.getByLabel('Name', { exact: true }));
});

test('the last contacts are deleted: the focus is on the heading, and comes back so', async () => {
  const page = await openWithSample();
  await firstName(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 16 contacts' }).click();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  const heading = page.getByRole('heading', { name: 'Contacts', exact: true });
  await assertFocused(heading);
  // A button that vanishes with what it was for has the focus no longer, either.
  await page.getByRole('button', { name: 'Load sample data' }).focus();
  await page.keyboard.press('Control+z');
  await firstName(page).waitFor();
  await assertFocused(heading);
});

test('a message that is answered by keyboard leaves the focus on the screen', async () => {
  const page = await openWithSample();
  const messages = page.getByLabel('Messages');
  await messages.getByRole('button', { name: 'Undo' }).press('Enter');
  const heading = page.getByRole('heading', { name: 'Contacts', exact: true });
  await messages.getByText('Undone').waitFor();
  await assertFocused(heading);
  await messages.getByRole('button', { name: 'Close message' }).press('Enter');
  await assertFocused(heading);
});

test('a message covers no button of a contact on a small screen', async () => {
  const page = await openWithSample({ width: 400 });
  await openFirst(page);
  const boxOf = async (/** @type {import('playwright-core').Locator} */ locator) => {
    const box = await locator.boundingBox();
    assert.ok(box);
    return box;
  };
  const message = await boxOf(page.getByLabel('Messages').locator('.toast'));
  const save = await boxOf(page.getByRole('button', { name: 'Save', exact: true }));
  assert.ok(message.y + message.height <= save.y, `${message.y} + ${message.height}, ${save.y}`);
});

test('a list that cannot be read shows no number of the one before', async () => {
  const { page, other, url } = await openTwoTabs(loadSample);
  const segment = await page.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    return book.saveSegment({ name: 'With an a', filter: { text: 'a' } });
  });
  await other.goto(`${url}#/contacts?segment=${segment.id}`);
  await other.locator('.count', { hasText: 'of 16' }).waitFor();
  await page.evaluate((id) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    return book.deleteSegment(id);
  }, segment.id);
  await other.getByRole('heading', { name: 'That did not work' }).waitFor();
  assert.equal(await other.locator('.count').innerText(), '');
});

test('what can be done with a selection keeps the focus, whatever others write', async () => {
  const page = await openWithSample();
  await firstName(page).focus();
  await page.keyboard.press('Control+a');
  const change = (/** @type {object} */ draft) =>
    page.evaluate(async (given) => {
      const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      const { rows } = await book.search({});
      await book.save('tags' in given ? { id: rows[0].id, ...given } : given);
    }, draft);
  const exporting = page.getByRole('button', { name: 'Export 16 contacts' });
  await exporting.focus();
  await exporting.evaluate((button) => button.setAttribute('data-same', ''));
  await change({ name: 'Aaron' });
  await assertFocused(page.getByRole('button', { name: 'Export 17 contacts' }));
  await page.getByRole('button', { name: 'Export 17 contacts' }).evaluate((button) => {
    button.setAttribute('data-same', '');
  });
  await change({ name: 'Aaron', tags: ['new'] });
  await firstName(page).filter({ hasText: 'Aaron' }).waitFor();
  await assertFocused(page.locator('[data-same]'));
});

test('whoever keeps a selection under another filter is in the list', async () => {
  const page = await openWithSample();
  await page.locator('.body .select input').first().click();
  await page.getByRole('searchbox').fill('a');
  await page.getByRole('button', { name: 'Keep selection' }).press('Enter');
  await page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector('kartei-dashboard'))?.root.querySelector(
        'kartei-contacts',
      ).root.activeElement?.localName === 'kartei-table',
  );
});

test('whoever puts a notice off, or stops what takes long, is on the screen', async () => {
  const page = await openPage();
  await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor();
  await useSmallBook(page, { steps: 100 });
  const heading = page.getByRole('heading', { name: 'Contacts', exact: true });
  await page.getByRole('button', { name: 'Download backup' }).click();
  const messages = page.getByLabel('Messages');
  await messages.getByRole('button', { name: 'Cancel' }).press('Enter');
  await assertFocused(heading);
  await page.locator('kartei-toast [aria-live]', { hasText: 'Cancelled' }).waitFor();
  await page.getByRole('button', { name: 'Later' }).press('Enter');
  await assertFocused(heading);
});

test('whoever has made a backup from its notice is at the heading', async () => {
  const page = await openWithSample();
  const backUp = page.locator('.banner').getByRole('button', { name: 'Download backup' });
  await backUp.focus();
  await page.keyboard.press('Enter');
  await backUp.waitFor({ state: 'detached' });
  await assertFocused(page.getByRole('heading', { name: 'Contacts', level: 2 }));
});
