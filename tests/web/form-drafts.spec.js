// What forms keep of what was typed, with real books: which of them, whose, and until when.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, openWithSample } from './browser.js';

/** @import { Page } from 'playwright-core' */

/**
 * `window.forms` on real books of these names.
 * @param {string[]} names
 */
async function openFormsOf(...names) {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(async (all) => {
    const { openContacts } = /** @type {typeof import('../../web/kartei.js')} */ (
      await import(new URL('./kartei.js', location.href).href)
    );
    const forms = all.map(() => /** @type {any} */ (document.createElement('kartei-form')));
    for (const [at, form] of forms.entries()) form.book = await openContacts({ name: all[at] });
    document.querySelector('main')?.append(...forms);
    Object.assign(globalThis, { forms });
  }, names);
  return page;
}

/** @param {Page} page */
const draftKeys = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kartei-draft')));

test('two books of one origin have drafts of their own', async () => {
  const page = await openFormsOf('one', 'two');
  const names = page.getByLabel('Name', { exact: true });
  await names.nth(0).fill('Typed in one');
  await page.evaluate(() => {
    const { forms } = /** @type {any} */ (globalThis);
    for (const form of forms) form.keepDraft();
    for (const form of forms) form.contactId = null;
  });
  await page.getByText(/^Draft of/).waitFor();
  assert.deepEqual(await draftKeys(page), ['kartei-draft:one:new']);
  assert.equal(await names.nth(0).inputValue(), 'Typed in one');
  assert.equal(await names.nth(1).inputValue(), '');
});

test('a book that is destroyed takes along what was typed about it, and nothing else', async () => {
  const page = await openFormsOf('one', 'two', 'three');
  const names = page.getByLabel('Name', { exact: true });
  for (const at of [0, 1, 2]) await names.nth(at).fill(`Typed ${at}`);
  const shown = await page.evaluate(async () => {
    const { forms } = /** @type {any} */ (globalThis);
    for (const form of forms) form.keepDraft();
    // Whoever signs out may take the form away before, or afterwards.
    forms[1].remove();
    await forms[0].book.destroy();
    await forms[1].book.destroy();
    const { isDirty } = forms[0];
    forms[0].root.querySelector('input').value = 'Typed afterwards';
    forms[0].keepDraft();
    forms[0].remove();
    return { isDirty, isOtherDirty: forms[2].isDirty };
  });
  assert.deepEqual(shown, { isDirty: false, isOtherDirty: true });
  assert.deepEqual(await draftKeys(page), ['kartei-draft:three:new']);
});

test('what another tab has typed is not dropped where nobody has seen it', async () => {
  // For drafts, a second form is what another tab is.
  const page = await openFormsOf('one', 'one');
  const name = page.getByLabel('Name', { exact: true }).first();
  /** Leaves the new contact in one of them, and comes back. @param {number} at */
  const leave = (at) =>
    page.evaluate((form) => {
      /** @type {any} */ (globalThis).forms[form].contactId = null;
    }, at);
  const stored = async () => {
    const [text] = await page.evaluate(() => Object.values(localStorage));
    return text && JSON.parse(text).values.name;
  };
  await name.fill('Typed');
  await leave(0);
  await page.evaluate('forms[1].keepDraft()');
  assert.equal(await stored(), 'Typed');
  // Now it is shown there, and typed on here.
  await leave(1);
  await page
    .getByText(/^Draft of/)
    .nth(1)
    .waitFor();
  await name.fill('Typed on');
  await leave(0);
  await page.evaluate('forms[1].keepDraft()');
  assert.equal(await stored(), 'Typed on');
  await page.getByRole('button', { name: 'Discard' }).nth(1).click();
  assert.equal(await stored(), 'Typed on');
  assert.equal(await page.getByLabel('Name', { exact: true }).nth(1).inputValue(), '');
  await page.getByRole('button', { name: 'Discard' }).click();
  assert.equal(await stored(), undefined);
});

test('what is typed is kept at once: the page may be gone without a word', async () => {
  const page = await openFormsOf('one');
  await page.getByRole('button', { name: 'Add detail' }).click();
  await page.getByLabel('Label').fill('Notes');
  await page.locator('.attribute input').last().fill('Rings twice');
  await page.waitForFunction(`localStorage['kartei-draft:one:new']?.includes('Rings twice')`);
});

test('a tag that is still being typed is kept as one', async () => {
  const page = await openFormsOf('one');
  await page.getByRole('textbox', { name: 'Tags' }).fill('vip');
  await page.evaluate('forms[0].keepDraft()');
  assert.match(String(await page.evaluate(`localStorage['kartei-draft:one:new']`)), /"vip"/);
});

test('whoever leaves without saving is told so, with the way back', async () => {
  const page = await openWithSample();
  const name = page.getByLabel('Name', { exact: true });
  const told = page.locator('.toast', { hasText: 'What you typed stays as a draft.' });
  await page.getByRole('row', { name: 'Anna Beispiel' }).click();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  await name.fill('Anna Neu');
  await page.keyboard.press('Escape');
  await told.getByRole('button', { name: 'Keep editing' }).click();
  assert.equal(await name.inputValue(), 'Anna Neu');

  // Another contact, or another screen: it is left as well.
  await page.getByRole('row', { name: 'Carla Muster' }).click();
  await page.getByRole('heading', { name: 'Carla Muster' }).waitFor();
  await told.getByRole('button', { name: 'Keep editing' }).click();
  await page.getByText(/^Draft of/).waitFor();
  assert.equal(await name.inputValue(), 'Anna Neu');
  await page.getByRole('link', { name: 'History' }).click();
  await told.getByRole('button', { name: 'Keep editing' }).click();

  // Nothing is left behind by what is saved.
  await name.fill('Anna Neu');
  await page.keyboard.press('Control+Enter');
  await page.locator('.toast', { hasText: 'Saved' }).waitFor();
  await name.waitFor({ state: 'hidden' });
  assert.equal(await told.count(), 0);
});
