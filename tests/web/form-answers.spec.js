// <kartei-form> while an answer of its book is awaited: whoever types on, or has gone elsewhere, is
// not disturbed by it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFocused } from './browser.js';
import { events, hold, openForm, saved } from './form-page.js';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page @param {string | null} id */
const show = (page, id) =>
  page.evaluate((contactId) => {
    Object.assign(/** @type {any} */ (globalThis).form, { contactId });
  }, id);

/** The draft that is kept of a contact. @param {Page} page @param {string} id */
const draftOf = (page, id) =>
  page.evaluate((key) => {
    const text = localStorage.getItem(`kartei-draft:contacts:${key}`);
    return text && JSON.parse(text).values.name;
  }, id);

test('what is typed while a save is under way stays, and is not taken for saved', async () => {
  const page = await openForm({ id: '0190' });
  await hold(page, 'save');
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('eins');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction('globalThis.release');
  await page.keyboard.type(' und zwei');
  await page.getByRole('button', { name: 'Saving…' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.evaluate('release()');
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  await page.waitForFunction('events.length > 0');
  assert.equal(await name.inputValue(), 'eins und zwei');
  await assertFocused(name);
  assert.deepEqual(
    (await saved(page)).map((draft) => draft.name),
    ['eins'],
  );
  assert.deepEqual(
    (await events(page)).map(([type]) => type),
    ['saved'],
  );
  await page.getByRole('button', { name: 'Discard' }).waitFor();
});

test('a save that is answered when another contact is open leaves that as it is', async () => {
  const page = await openForm({ id: '0190' });
  await hold(page, 'save');
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Anna Neu');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Saving…' }).waitFor();
  await show(page, null);
  assert.equal(await draftOf(page, '0190'), 'Anna Neu');
  await name.fill('Berta');
  await page.getByLabel('E-mail').focus();
  await page.evaluate('release()');
  await page.waitForFunction('events.length > 0');
  const [[type, detail]] = await events(page);
  assert.deepEqual([type, detail.contact.name], ['saved', 'Anna Neu']);
  assert.deepEqual([await draftOf(page, '0190'), await draftOf(page, 'new')], [null, 'Berta']);
  assert.equal(await name.inputValue(), 'Berta');
  await page.getByRole('heading', { name: 'New contact' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction('release(), events.length === 3');
  assert.deepEqual((await saved(page)).at(-1), { source: 'manual', name: 'Berta' });
});

test('what is refused when another contact is open is said, and kept as a draft', async () => {
  const page = await openForm({ id: '0190' });
  await hold(page, 'save');
  const name = page.getByLabel('Name', { exact: true });
  for (const code of ['contact_changed', 'storage_full']) {
    await show(page, '0190');
    await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
    await name.fill('Anna Neu');
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction('globalThis.refuse');
    await show(page, null);
    await page.evaluate((why) => {
      const { refuse } = /** @type {any} */ (globalThis);
      refuse(Object.assign(new Error(why), { code: why, issues: [] }));
      Object.assign(globalThis, { refuse: null });
    }, code);
    await page.waitForFunction('events.length > 0');
    const told = await page.evaluate('[events[0][0], events[0][1].failure.code]');
    assert.deepEqual(told, ['refused', code]);
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.equal(await name.inputValue(), '');
    assert.equal(await draftOf(page, '0190'), 'Anna Neu');
    await page.evaluate('events.length = 0');
  }
});

test('whoever comes back while it is being saved makes no second contact', async () => {
  const page = await openForm();
  await hold(page, 'save');
  await page.getByLabel('Name', { exact: true }).fill('Dora');
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: 'Saving…' }).waitFor();
  await show(page, '0190');
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  await show(page, null);
  await page.getByRole('button', { name: 'Saving…' }).waitFor();
  await page.keyboard.press('Control+s');
  await page.evaluate('release()');
  await page.getByRole('heading', { name: 'Dora' }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  assert.deepEqual(await saved(page), [{ source: 'manual', name: 'Dora' }]);
  assert.equal(await draftOf(page, 'new'), null);
});

test('a contact that is opened while another is being deleted stays open, as typed', async () => {
  const page = await openForm({ id: '0190' });
  await hold(page, 'remove');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.waitForFunction('globalThis.release');
  await show(page, null);
  await page.getByLabel('Name', { exact: true }).fill('Berta');
  await page.evaluate('release()');
  await page.waitForFunction('events.length > 0');
  assert.deepEqual(await events(page), [['deleted', { count: 1, entry: 7 }]]);
  await page.evaluate('form.keepDraft()');
  assert.equal(await draftOf(page, 'new'), 'Berta');
});
