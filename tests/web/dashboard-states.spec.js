// Every state of the dashboard, in German and English, light and dark, wide and narrow: readable
// for axe-core, and never wider than the window.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertFocused,
  openPage,
  openWithSample,
  scrollsSideways,
} from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/** @type {PageOptions[]} */
const looks = [
  { locale: 'de-DE', theme: 'light' },
  { locale: 'de-DE', theme: 'dark', width: 320, height: 640 },
  { locale: 'en-GB', theme: 'dark' },
  { locale: 'en-GB', theme: 'light', width: 900, height: 700 },
];

const failures = [
  'storage_unavailable',
  'book_open_elsewhere',
  'storage_damaged',
  'storage_newer',
  'storage_full',
  'internal',
];

// Two good rows, one duplicate of the first, two that are rejected.
const csv = [
  'Name;E-Mail;Vorwahl;Telefon;Firma',
  'Anna Beispiel;anna@example.org;+49;30 23125101;Beispiel GmbH',
  'Bert Muster;bert@example.org;+49;30 23125102;',
  'Anna B.;anna@example.org;;;',
  'Carla;carla.example.org;;;',
  'Dora;dora@example.org;;12;',
].join('\n');

/**
 * Names in either language.
 * @param {string} german
 * @param {string} english
 */
const either = (german, english) => new RegExp(`^(${german}|${english})`);

/** @param {Page} page @param {string} german @param {string} english */
const press = (page, german, english) =>
  page
    .getByRole('button', { name: either(german, english) })
    .first()
    .click();

/** @param {Page} page */
async function pasteFile(page) {
  await page.locator('summary').first().click();
  await page.getByRole('textbox', { name: either('CSV-Text', 'CSV text') }).fill(csv);
  await press(page, 'Text verwenden', 'Use text');
}

for (const look of looks) {
  const label = `${look.locale}, ${look.theme}, ${look.width ?? 1280} px`;
  /** @param {Page} page @param {string} state */
  const assertGood = async (page, state) => {
    await assertAccessible(page, `${state} (${label})`);
    assert.equal(await scrollsSideways(page), false, `${state} (${label}) is too wide`);
  };

  test(`from the first visit through an import to the list: ${label}`, async () => {
    const page = await openPage(look);
    await page.getByRole('heading', { level: 3 }).waitFor();
    await assertGood(page, 'first visit');
    await press(page, 'Importieren', 'Import');
    await page.getByRole('heading', { level: 3 }).waitFor();
    await assertGood(page, 'import, file');
    await pasteFile(page);
    await page.getByRole('heading', { name: either('Spalten zuordnen', 'Map columns') }).waitFor();
    await assertGood(page, 'import, columns');
    await press(page, 'Ganze Datei', 'Check the whole');
    await page.getByRole('tablist').waitFor();
    await page.locator('.review-row').first().waitFor();
    await assertGood(page, 'import, check');
    for (const tab of [either('Dubletten', 'Duplicates'), either('Abgelehnt', 'Rejected')]) {
      await page.getByRole('tab', { name: tab }).click();
      await page.locator('.review-row .match, .review-row .reasons').first().waitFor();
      await assertGood(page, `import, ${tab}`);
    }
    await press(page, '2 Kontakte importieren', 'Import 2 contacts');
    await page.getByTestId('import-sum').waitFor();
    await assertGood(page, 'import, result');
    await press(page, 'Zu den Kontakten', 'Go to contacts');

    await page.getByRole('row', { name: /Bert Muster/ }).waitFor();
    await assertGood(page, 'list');
    await page.getByRole('row').nth(1).getByRole('checkbox').click();
    await assertGood(page, 'list, selection');
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').waitFor();
    await assertGood(page, 'list, delete');
    await page.getByRole('dialog').getByRole('button').last().click();
    // The import's own message, which offers to undo it, may still be there.
    await page.locator('.toast').getByText(either('1 Kontakt', '1 contact')).waitFor();
    await assertGood(page, 'list, undo');
    await page.getByRole('searchbox').fill('nobody');
    await page.getByRole('button', { name: either('Suche zurück', 'Reset search') }).waitFor();
    await assertGood(page, 'list, nothing found');
    await press(page, 'Suche zurück', 'Reset search');
    await page.getByRole('row', { name: /Bert Muster/ }).click();
    await page.getByRole('heading', { name: 'Bert Muster' }).waitFor();
    await assertGood(page, 'contact');

    for (const [way, heading] of [
      ['history', either('Verlauf', 'History')],
      ['trash', either('Papierkorb', 'Trash')],
      ['settings', either('Einstellungen', 'Settings')],
    ]) {
      await page.locator(`[data-screen=${way}]`).click();
      await page.getByRole('heading', { level: 2, name: heading }).waitFor();
      const shown = page.locator('.entry, .deleted, .nothing, .facts').locator('visible=true');
      await shown.first().waitFor();
      await assertGood(page, String(way));
    }
    await press(page, 'Alles löschen', 'Delete everything');
    await page.getByRole('dialog').waitFor();
    await assertGood(page, 'delete everything');
    const word = look.locale === 'de-DE' ? 'alles löschen' : 'delete everything';
    await page.getByRole('dialog').getByRole('textbox').fill(word);
    await page.keyboard.press('Enter');
    await page.getByTestId('destroyed').waitFor();
    await assertGood(page, 'destroyed');
  });

  test(`where the book cannot be opened: ${label}`, async () => {
    const page = await openPage(look);
    await page.getByRole('heading', { level: 3 }).waitFor();
    for (const code of failures) {
      await page.evaluate((failure) => {
        const dashboard = /** @type {any} */ (document.querySelector('kartei-dashboard'));
        dashboard.failure = { code: failure, message: 'said to developers' };
      }, code);
      const section = page.getByTestId('failure');
      assert.ok((await section.locator('li').count()) > 0, `${code} says what to do`);
      await section.locator('summary').click();
      assert.match(await section.locator('code').innerText(), new RegExp(code));
      await assertGood(page, code);
    }
    await press(page, 'Erneut versuchen', 'Try again');
    // The book was open all the time: trying again finds it so, or opens it.
    await page
      .getByTestId('failure')
      .or(page.getByRole('heading', { level: 3 }))
      .first()
      .waitFor();
  });

  test(`help: ${label}`, async () => {
    const page = await openPage(look);
    await page.getByRole('heading', { level: 3 }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await assertGood(page, 'shortcuts');
  });
}

test('another theme makes nothing on the screen anew', async () => {
  const page = await openWithSample();
  await page.evaluate(() => {
    const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const observer = new MutationObserver(() => Object.assign(globalThis, { isMadeAnew: true }));
    observer.observe(root, { childList: true });
    observer.observe(root.querySelector('main'), { childList: true, subtree: true });
  });
  await page.getByRole('button', { name: 'Appearance: like the system' }).click();
  const button = page.getByRole('button', { name: 'Appearance: light' });
  await button.waitFor();
  assert.equal(await button.getAttribute('title'), 'Appearance: light');
  await assertFocused(button);
  assert.equal(await page.evaluate(() => 'isMadeAnew' in globalThis), false);
});

test('nothing of the bar is beyond the edge of the window, however wide that is', async () => {
  const page = await openPage({ locale: 'de-DE' });
  await page.getByRole('heading', { level: 3 }).waitFor();
  const beyond = () =>
    page.evaluate(() => {
      const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      /** @type {HTMLElement[]} */
      const parts = [...root.querySelectorAll('.app-bar > *, .way')];
      return parts
        .filter((part) => part.getBoundingClientRect().right > innerWidth)
        .map((part) => part.className);
    });
  for (const fontSize of ['16px', '32px']) {
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), fontSize);
    for (const isOffline of [false, true]) {
      await page.context().setOffline(isOffline);
      for (const width of [320, 480, 620, 768, 900, 992, 993, 1024, 1264, 1265]) {
        await page.setViewportSize({ width, height: 760 });
        assert.deepEqual(await beyond(), [], `${fontSize}, ${isOffline}, ${width}`);
      }
    }
  }
});
