// Cells of the list, as their tests find and edit them.
import { assertFocused } from './browser.js';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page @param {string} name  what it says */
export const cell = (page, name) => page.getByRole('gridcell', { name, exact: true });

/** What is edited. @param {Page} page */
export const editor = (page) => page.locator('kartei-table input.editor');

/** @param {Page} page */
export const message = (page) => page.locator('kartei-table .cell-message');

/** Where nothing may be edited, too. @param {Page} page @param {string} name  what the cell says */
export async function press(page, name) {
  await cell(page, name).focus();
  await page.keyboard.press('F2');
}

/** @param {Page} page @param {string} name  what the cell says */
export async function edit(page, name) {
  await press(page, name);
  await assertFocused(editor(page));
}
