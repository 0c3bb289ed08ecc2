// Many contacts at once, in the dashboard with its real book: what is selected, what is done to it
// with the exact number before, and the one undo after.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  assertAccessible,
  assertBecomes,
  openPage,
  openWithSample,
  scrollsSideways,
} from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/** @param {Page} page @param {string} text */
const said = (page, text) => page.locator('.selection', { hasText: text }).waitFor();

/** @param {Page} page @param {string} text */
const count = (page, text) => page.locator('.count', { hasText: text }).waitFor();

/** @param {Page} page @param {number} row */
const tick = (page, row) => page.locator('.body .select input').nth(row).click();

/**
 * The dashboard with these contacts.
 * @param {object[]} drafts
 * @param {PageOptions} [options]
 */
async function openWith(drafts, options) {
  const page = await openPage(options);
  await page.waitForFunction(
    () => /** @type {any} */ (globalThis).document.querySelector('kartei-dashboard')?.book,
  );
  await page.evaluate(async (given) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    for (const draft of given) await book.save(draft);
  }, drafts);
  return page;
}

/** @param {Page} page @param {string} text */
async function undo(page, text) {
  await page.locator('kartei-toast .text', { hasText: text }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
}

/**
 * The contacts as the book has them.
 * @param {Page} page
 * @returns {Promise<any[]>}
 */
const stored = (page) =>
  page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { rows } = await book.search({ sort: [{ field: 'name' }] });
    // What a change always changes.
    return rows.map((/** @type {any} */ { updated_at, ...contact }) => contact);
  });

/**
 * What is said of a change may have been said of the one before.
 * @param {Page} page
 * @param {(contact: any) => boolean} isSo
 * @param {number} expected  contacts of which it becomes true
 */
const becomesSo = (page, isSo, expected) =>
  assertBecomes(async () => (await stored(page)).filter(isSo).length, expected);

test('all but some are deleted, with the number before and one undo after', async () => {
  const page = await openWithSample();
  await page.getByRole('checkbox', { name: 'Select all 16 contacts' }).click();
  await said(page, 'All 16 matches selected');
  await tick(page, 1);
  await tick(page, 2);
  await said(page, '14 selected');
  await page.getByRole('button', { name: 'Delete 14 contacts' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 14 contacts' }).click();
  await count(page, '2 contacts');
  await undo(page, '14 contacts deleted');
  await count(page, '16 contacts');
});

test('it is asked again where it would be more than was said', async () => {
  const page = await openWithSample();
  await page.getByRole('checkbox', { name: 'Select all 16 contacts' }).click();
  await page.getByRole('button', { name: 'Delete 16 contacts' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete 16 contacts' }).waitFor();
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    await book.save({ name: 'From another tab' });
  });
  await dialog.getByRole('button', { name: 'Delete 16 contacts' }).click();
  await dialog.getByRole('button', { name: 'Delete 17 contacts' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await count(page, '17 contacts');
});

test('tags are added to a selection, a detail set, a calling code; each is undone', async () => {
  const page = await openWithSample();
  const before = await stored(page);
  await page.getByRole('checkbox', { name: 'Select all 16 contacts' }).click();
  await tick(page, 0);
  await page.getByRole('button', { name: 'Edit 15 contacts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit 15 contacts' });
  await dialog.waitFor();
  await assertAccessible(page, 'bulk edit');
  await dialog.getByRole('button', { name: 'Change 15 contacts' }).click();
  await dialog.getByText('Something is missing here.').waitFor();
  await dialog.getByLabel('Tags, separated by commas').first().fill('vip, Messe');
  await dialog.getByRole('button', { name: 'Change 15 contacts' }).click();
  await page.getByText('15 contacts changed', { exact: true }).first().waitFor();
  await becomesSo(page, ({ tags }) => tags.includes('Messe'), 15);
  await undo(page, '15 contacts changed');
  await page
    .getByText(/^Undone/)
    .first()
    .waitFor();
  assert.deepEqual(await stored(page), before);

  // The selection is still there.
  await page.getByRole('button', { name: 'Edit 15 contacts' }).click();
  await dialog.getByLabel('Change', { exact: true }).selectOption('Set detail');
  await dialog.getByLabel('Label').fill('Year');
  await dialog.getByLabel('Content').fill('2026');
  await dialog.getByRole('button', { name: 'Change 15 contacts' }).click();
  await page.getByText('15 contacts changed', { exact: true }).first().waitFor();
  await becomesSo(page, ({ attributes }) => attributes.Year === '2026', 15);
  await undo(page, '15 contacts changed');
  await page
    .getByText(/^Undone/)
    .first()
    .waitFor();
  assert.deepEqual(await stored(page), before);
});

test('what would make a contact invalid leaves it alone, and says so', async () => {
  const page = await openWith([{ name: 'Anna' }, { name: 'Bert', phone: '+49 30 123456' }]);
  await page.getByRole('checkbox', { name: 'Select all 2 contacts' }).click();
  await page.getByRole('button', { name: 'Edit 2 contacts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit 2 contacts' });
  await dialog.getByLabel('Change', { exact: true }).selectOption('Set calling code');
  await dialog.getByLabel('Calling code').selectOption('+43');
  await dialog.getByRole('button', { name: 'Change 2 contacts' }).click();
  await page.getByText('1 contact changed. 1 stays as it is').first().waitFor();
  assert.deepEqual(
    (await stored(page)).map(({ country_code }) => country_code),
    ['+43', '+49'],
  );
});

test('what takes longer than a moment is seen to be under way', async () => {
  const page = await openWith([{ name: 'Anna' }, { name: 'Bert' }]);
  await page.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const remove = book.remove.bind(book);
    book.remove = async (/** @type {any} */ selection) => {
      await new Promise((go) => setTimeout(go, 1500));
      return remove(selection);
    };
  });
  await page.getByRole('checkbox', { name: 'Select all 2 contacts' }).click();
  await page.getByRole('button', { name: 'Delete 2 contacts' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 2 contacts' }).click();
  await page.getByRole('progressbar', { name: 'Changing' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Delete 2 contacts' }).count(), 0);
  await undo(page, '2 contacts deleted');
  await count(page, '2 contacts');
});

test('while contacts are changed their progress stays, and nothing else is begun', async () => {
  const page = await openWith([{ name: 'Anna' }, { name: 'Bert' }, { name: 'Cora' }]);
  await page.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    book.remove = (/** @type {any} */ { signal }) =>
      new Promise((_done, fail) => {
        const stopped = Object.assign(new Error('stopped'), { code: 'cancelled' });
        signal.addEventListener('abort', () => fail(stopped));
      });
  });
  await tick(page, 0);
  await tick(page, 1);
  await page.getByRole('button', { name: 'Delete 2 contacts' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 2 contacts' }).click();
  const running = page.locator('.selection .running');
  await running.waitFor();
  await tick(page, 2);
  await page.keyboard.press('Delete');
  await page.evaluate(() => new Promise((go) => setTimeout(go, 100)));
  assert.equal(await page.getByRole('dialog').count(), 0);
  // Built anew it is still under way.
  await page.evaluate(() => document.querySelector('kartei-dashboard')?.setAttribute('lang', 'de'));
  await page.getByRole('heading', { name: 'Kontakte', level: 2 }).waitFor();
  await running.getByRole('button', { name: 'Cancel' }).click();
  await said(page, '3 ausgewählt');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: '3 Kontakte löschen' }).click();
  await page.getByRole('dialog', { name: '3 Kontakte löschen' }).waitFor();
});

test('a changed filter asks: all matches are away, and come back with their filter', async () => {
  const page = await openWithSample();
  const search = page.getByRole('searchbox');
  await search.fill('a');
  await count(page, ' of 16');
  await page.getByRole('checkbox', { name: /^Select all/ }).click();
  const matches = await page.locator('.selection strong').innerText();
  await search.fill('an');
  await said(page, 'of another filter');
  assert.equal(await page.getByRole('button', { name: /^Delete / }).count(), 0);
  assert.equal(await page.locator('.row[aria-selected=true]').count(), 0);
  await assertAccessible(page, 'selection of another filter');
  await page.getByRole('button', { name: 'Back to that filter' }).click();
  await said(page, matches);
  assert.equal(await search.inputValue(), 'a');
  await page.getByRole('searchbox').fill('an');
  await page.getByRole('button', { name: 'Clear selection' }).last().click();
  await page.locator('.selection').waitFor({ state: 'hidden' });
});

test('single contacts stay selected under another filter, and it is asked', async () => {
  const page = await openWithSample();
  await tick(page, 0);
  await page.getByRole('searchbox').fill('zz');
  await said(page, '1 selected');
  await said(page, 'Some may not be in this list.');
  await page.getByRole('button', { name: 'Keep selection' }).click();
  assert.equal(await page.getByRole('button', { name: 'Keep selection' }).count(), 0);
  await page.getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await undo(page, '1 contact deleted');
});

test('what was deleted or erased is selected no more, also left out of all matches', async () => {
  const page = await openWithSample();
  const remove = (/** @type {number} */ row, isErased = false) =>
    page.evaluate(
      async ([at, erases]) => {
        const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
        const { rows } = await book.search({ locale: 'en-US' });
        const ids = [rows[Number(at)].id];
        await book.remove({ ids });
        if (erases) await book.erase({ ids });
      },
      [row, isErased],
    );
  for (const row of [0, 1, 2, 3]) await tick(page, row);
  await said(page, '4 selected');
  await remove(1);
  await said(page, '3 selected');
  await remove(1, true);
  await said(page, '2 selected');
  await page.getByRole('button', { name: 'Delete 2 contacts' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 2 contacts' }).click();
  await count(page, '12 contacts');
  await page.getByRole('checkbox', { name: 'Select all 12 contacts' }).click();
  await tick(page, 0);
  await tick(page, 1);
  await said(page, '10 selected');
  await remove(0);
  await count(page, '11 contacts');
  await said(page, '10 selected');
  await tick(page, 0);
  await said(page, 'All 11 matches selected');
});

test('in another book nothing is selected', async () => {
  const page = await openWithSample();
  await tick(page, 0);
  await said(page, '1 selected');
  await page.evaluate(async () => {
    const { openContacts } = /** @type {typeof import('../../web/kartei.js')} */ (
      await import(new URL('./kartei.js', location.href).href)
    );
    const book = await openContacts({ name: 'another' });
    await book.save({ name: 'Anna' });
    Object.assign(/** @type {any} */ (document.querySelector('kartei-dashboard')), { book });
  });
  await count(page, '1 contact');
  assert.ok(await page.locator('.selection').isHidden());
});

test('a selection is exported: what is in it, and nothing else', async () => {
  const page = await openWithSample();
  await page.getByRole('checkbox', { name: 'Select all 16 contacts' }).click();
  const left = await page.locator('.body .row .name .text').first().innerText();
  await tick(page, 0);
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export 15 contacts' }).click();
  const dialog = page.getByRole('dialog').getByRole('button', { name: /^Export/ });
  const [file] = await Promise.all([downloaded, dialog.click({ timeout: 1000 }).catch(() => {})]);
  const text = await readFile(await file.path(), 'utf8');
  assert.equal(text.trim().split('\r\n').length, 16);
  assert.ok(!text.includes(left));
});

for (const locale of ['en-US', 'de-DE']) {
  test(`what can be done with a selection fits into 400 pixels (${locale})`, async () => {
    const page = await openWith([{ name: 'Anna' }], { width: 400, height: 700, locale });
    await tick(page, 0);
    const bar = page.locator('.selection');
    await bar.waitFor();
    assert.ok(!(await scrollsSideways(page)));
    const box = await bar.boundingBox();
    assert.ok(box && box.height < 60, `one line: ${box?.height}`);
    await assertAccessible(page, 'selection, narrow');
  });
}

for (const size of [
  { width: 1280, height: 800 },
  { width: 400, height: 700 },
]) {
  test(`a message leaves the selection to be seen: ${size.width} pixels`, async () => {
    const page = await openWith([{ name: 'Anna' }, { name: 'Bert' }], size);
    await tick(page, 0);
    await page.getByRole('button', { name: 'Edit 1 contact' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit 1 contact' });
    await dialog.getByLabel('Tags, separated by commas').first().fill('vip');
    await dialog.getByRole('button', { name: 'Change 1 contact' }).click();
    const toast = page.locator('kartei-toast .toast', { hasText: '1 contact changed' });
    await toast.waitFor();
    const isApart = async () => {
      const [above, below] = await Promise.all(
        [toast, page.locator('.selection')].map((part) => part.boundingBox()),
      );
      return Boolean(above && below && above.y + above.height <= below.y);
    };
    assert.ok(await isApart());
    // Also where the window has another size now.
    await page.setViewportSize({ ...size, height: size.height - 100 });
    await assertBecomes(isApart, true);
    // Where there is nothing to be left alone it is at the edge.
    await page.getByRole('button', { name: 'Clear selection' }).click();
    const lowest = async () => {
      const box = await toast.boundingBox();
      return box && Math.round(size.height - 100 - box.y - box.height);
    };
    const edge = size.width === 400 ? 72 : 16;
    await assertBecomes(lowest, edge);
  });
}

test('a long change says how far it is, lets others read, and can be stopped', async () => {
  const page = await openPage();
  await page.waitForFunction(
    () => /** @type {any} */ (globalThis).document.querySelector('kartei-dashboard')?.book,
  );
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const rows = Array.from({ length: 100_000 }, (_, i) => `Person ${i}`).join('\n');
    const review = await book.importFile(new Blob([`name\n${rows}\n`]));
    await review.commit();
  });
  await count(page, '100,000 contacts');
  await page.getByRole('checkbox', { name: 'Select all 100,000 contacts' }).click();
  await page.getByRole('button', { name: 'Delete 100,000 contacts' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 100,000 contacts' }).click();
  const running = page.locator('.selection .running');
  await running.getByRole('progressbar', { name: 'Changing' }).waitFor();
  const found = await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    return (await book.search({ filter: { text: 'person' }, limit: 1 })).total;
  });
  assert.ok(found > 0 && found < 100_000, `${found} while it runs`);
  await running.getByRole('button', { name: 'Cancel' }).click();
  await said(page, 'All 100,000 matches selected');
  await count(page, '100,000 contacts');
  assert.equal(await page.locator('kartei-toast .text').count(), 0);
});

test('whoever goes back is asked nothing of the list that was shown before', async () => {
  const page = await openWithSample();
  await page.getByRole('searchbox').fill('an');
  await page.getByText('8 of 16', { exact: true }).first().waitFor();
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('button', { name: 'E-mail' }).click();
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'Delete 8 contacts' }).click();
  await page.getByRole('dialog').waitFor();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
