// A contact that is open in two tabs: neither writes over what the other one has made of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertFocused,
  loadSample,
  openContext,
  openTab,
  openTwoTabs,
  startServer,
} from './browser.js';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page @param {string} name */
const row = (page, name) => page.getByRole('row', { name });

test('a contact that was changed in another tab is never overwritten unasked', async () => {
  const { page, other } = await openTwoTabs(loadSample);
  for (const tab of [page, other]) {
    await row(tab, 'Anna Beispiel').click();
    await tab.getByRole('heading', { name: 'Anna Beispiel', level: 2 }).waitFor();
  }
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Anna Hier');
  await other.getByLabel('Name', { exact: true }).fill('Anna Dort');
  await other.getByLabel('E-mail').fill('dort@example.org');
  await other.keyboard.press('Control+s');
  await page.getByText('This contact has changed in the meantime').waitFor();
  await page.keyboard.press('Control+s');
  const conflict = page.getByTestId('conflict');
  await assertFocused(conflict.getByRole('heading', { name: 'Changed elsewhere' }));
  const [names_, emails] = await conflict.locator('li').allInnerTexts();
  assert.match(names_, /Anna Beispiel[^]*Anna Dort[^]*Anna Hier/);
  assert.match(emails, /dort@example.org[^]*not changed/);
  await assertAccessible(page, 'conflict');
  assert.deepEqual(await page.locator('kartei-form .primary').allInnerTexts(), ['Save mine']);

  await conflict.getByRole('button', { name: 'Keep editing' }).click();
  await assertFocused(name);
  assert.deepEqual(await page.locator('kartei-form .primary').allInnerTexts(), ['Save']);
  await page.keyboard.press('Control+s');
  await conflict.getByRole('button', { name: 'Save mine' }).click();
  await page.getByRole('heading', { name: 'Anna Hier', level: 2 }).waitFor();
  // What only the other tab has changed is kept.
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'dort@example.org');
  await other.getByRole('heading', { name: 'Anna Hier', level: 2 }).waitFor();

  await name.fill('Anna Wieder');
  await other.getByLabel('Name', { exact: true }).fill('Anna Zuletzt');
  await other.keyboard.press('Control+s');
  await page.getByText('This contact has changed in the meantime').waitFor();
  await page.getByRole('button', { name: 'Compare' }).click();
  await conflict.getByRole('button', { name: 'Take the other state' }).click();
  await page.getByRole('heading', { name: 'Anna Zuletzt', level: 2 }).waitFor();
  assert.equal(await name.inputValue(), 'Anna Zuletzt');
});

test('what is saved after another tab has deleted it comes back', async () => {
  const { page, other } = await openTwoTabs(loadSample);
  await row(other, 'Anna Beispiel').click();
  await other.getByLabel('Name', { exact: true }).fill('Anna Bleibt');
  await row(page, 'Anna Beispiel').click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await row(page, 'Anna Beispiel').waitFor({ state: 'detached' });
  await other.getByText('This contact is deleted. Saving restores it.').waitFor();
  await other.keyboard.press('Control+Enter');
  await row(other, 'Anna Bleibt').waitFor();
  await row(page, 'Anna Bleibt').waitFor();
});

test('a draft of yesterday does not undo what others have changed since', async () => {
  const context = await openContext();
  const { url } = await startServer();
  const page = await openTab(context);
  await page.goto(url);
  await loadSample(page);
  await row(page, 'Anna Beispiel').click();
  await page.getByRole('heading', { name: 'Anna Beispiel', level: 2 }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Anna Entwurf');
  // The page is left in the middle of it.
  const address = page.url();
  await page.close();
  const other = await openTab(context);
  await other.goto(url);
  await row(other, 'Anna Beispiel').waitFor();
  await other.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    return book
      .search({ filter: { field: 'name', op: 'equals', value: 'Anna Beispiel' } })
      .then((/** @type {any} */ found) =>
        book.save({ id: found.rows[0].id, email: 'neu@example.org' }),
      );
  });
  await other.goto(address);
  await other.reload();
  await other.getByText(/^Draft of/).waitFor();
  await other.getByText('This contact has changed in the meantime').waitFor();
  await other.getByLabel('Name', { exact: true }).focus();
  await other.keyboard.press('Control+s');
  const conflict = other.getByTestId('conflict');
  await conflict.getByRole('button', { name: 'Save mine' }).click();
  await other.getByRole('heading', { name: 'Anna Entwurf', level: 2 }).waitFor();
  assert.equal(await other.getByLabel('E-mail').inputValue(), 'neu@example.org');
});
