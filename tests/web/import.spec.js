// The import in the dashboard, with its real book: what a file says, what is decided, what comes of
// it, and that leaving changes nothing.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  assertAccessible,
  assertFocused,
  openContext,
  openPage,
  openTab,
  startServer,
} from './browser.js';
import { check, choose, contacts, openImport, people, sum, tab } from './import-page.js';
import { useSmallBook } from './small-book.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

test('rejected rows: row, column and reason; all of them can be downloaded', async () => {
  const page = await openImport();
  const wrong = [
    'Carla;carla.example.org;;;',
    ';;;;Nobody',
    'Dora;;+49;12;',
    'Emil;emil@example.org',
  ];
  await choose(page, [...people, ...wrong], 'people.csv');
  await check(page);
  assert.equal(await sum(page), '2 new + 0 updated + 0 skipped + 4 rejected = 6 rows');
  await tab(page, 'Rejected').click();
  await page.getByText('E-Mail: This e-mail has no @.').waitFor();
  const rows = await page.locator('.review-row').allInnerTexts();
  assert.equal(rows.length, 4);
  assert.match(rows[0], /Row 4[^]*Carla/);
  assert.match(rows[1], /needs a name, an e-mail or a phone number/);
  assert.match(rows[2], /Telefon: This number is too short/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download rejected rows' }).click();
  const file = await downloading;
  assert.equal(file.suggestedFilename(), 'people-rejected.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  assert.equal(lines.length, 5);
  assert.match(
    lines[1],
    /^Carla;carla\.example\.org;;;;4;2;email_missing_at;This e-mail has no @\.$/,
  );
});

test('gaps are filled, and nothing that is there changes', async () => {
  const page = await openImport();
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    await book.save({ name: 'Anna', email: 'anna@example.org' });
  });
  await choose(page, ['name;email;phone', 'Other;anna@example.org;+49 30 23125101']);
  await check(page);
  await page.getByRole('radio', { name: /Fill gaps/ }).check();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await page.getByRole('heading', { name: '1 row imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.deepEqual([rows[0].name, rows[0].phone], ['Anna', '+49 30 23125101']);
});

test('rejected rows can still be downloaded after the import', async () => {
  const page = await openImport({ locale: 'de-DE' });
  await page.locator('input[type=file]').setInputFiles({
    name: 'x.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name;email\nA;a\nB;'),
  });
  await page.getByRole('button', { name: 'Ganze Datei prüfen' }).click();
  await page.getByRole('button', { name: '1 Kontakt importieren' }).click();
  await page.getByText('1 Zeile wurde abgelehnt.').waitFor();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Abgelehnte Zeilen herunterladen' }).click();
  const file = await downloading;
  assert.equal(file.suggestedFilename(), 'x-abgelehnt.csv');
  assert.match(await readFile(await file.path(), 'utf8'), /Diese E-Mail hat kein @\./);
});

test('duplicates: shown beside what is there, decided for all and for one', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('button', { name: 'Import another file' }).click();
  await choose(page, [
    people[0],
    'Anna B.;anna@example.org;;;',
    'Bert Neu;BERT@example.org;;;Firma X',
    'Carla;carla@example.org;;;',
    'Carla Zwei;carla@example.org;;;',
  ]);
  await check(page);
  assert.equal(await sum(page), '1 new + 0 updated + 3 skipped + 0 rejected = 4 rows');
  await tab(page, 'Duplicates').click();
  const anna = page.locator('.review-row').filter({ hasText: 'Row 2' });
  await anna.getByText('Same e-mail as Anna Beispiel').waitFor();
  await anna
    .getByRole('row', { name: 'Name Anna Beispiel Anna B. (different) Anna Beispiel' })
    .waitFor();
  await page.getByText('Same e-mail as row 4 of the file').waitFor();
  await page.getByRole('row', { name: 'Name Carla Carla Zwei (different) Carla' }).waitFor();
  await assertAccessible(page, 'duplicates');

  await page.getByRole('radio', { name: /^Update/ }).check();
  await page.getByText('1 new + 3 updated + 0 skipped + 0 rejected = 4 rows').waitFor();
  await anna.getByRole('row', { name: 'Name Anna Beispiel Anna B. (different) Anna B.' }).waitFor();
  const single = anna.getByRole('combobox', { name: 'Row 2: what should happen?' });
  await single.focus();
  await single.selectOption('Create new');
  await page.getByText('2 new + 2 updated + 0 skipped + 0 rejected = 4 rows').waitFor();
  await assertFocused(single);
  await page.getByRole('button', { name: 'Import 4 rows' }).click();
  await page.getByRole('heading', { name: '4 rows imported' }).waitFor();
  assert.equal(await sum(page), '2 new + 2 updated + 0 skipped + 0 rejected = 4 rows');
  const { rows } = await contacts(page);
  assert.deepEqual(
    rows.map((/** @type {any} */ { name }) => name),
    ['Anna B.', 'Anna Beispiel', 'Bert Neu', 'Carla Zwei'],
  );
});

test('a calling code is assumed where none is given', async () => {
  const page = await openImport();
  await choose(page, ['name;phone', 'Anna;030 23125101', 'Bert;+43 1 5340123']);
  await page.getByLabel('Calling code where there is none').selectOption('Germany (+49)');
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.deepEqual(
    rows.map((/** @type {any} */ contact) => contact.country_code),
    ['+49', '+43'],
  );
});

test('many rows are paged through, by keyboard too', async () => {
  const page = await openImport();
  const rows = Array.from({ length: 120 }, (_, i) => `Row ${i};row${i}@example.org`);
  await choose(page, ['name;email', ...rows]);
  await check(page);
  await page.getByText('1–50 of 120').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('51–100 of 120').waitFor();
  await page.getByText('row50@example.org').waitFor();
  await tab(page, 'All').focus();
  await page.keyboard.press('ArrowRight');
  await assertFocused(tab(page, 'New'));
  await page.getByText('1–50 of 120').waitFor();
});

test('leaving at any step leaves the book as it was', async () => {
  const page = await openImport();
  await choose(page, people);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'Drop a CSV file here' }).waitFor();
  await choose(page, people);
  await check(page);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
  await check(page);
  await page.getByRole('button', { name: 'Cancel import' }).click();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  assert.equal((await contacts(page)).total, 0);
  // Nothing is left open: another import can begin.
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await choose(page, people);
  await check(page);
});

test('going elsewhere keeps an open import', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.evaluate(() => (location.hash = '#/contacts'));
  await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  assert.match(await sum(page), /^2 new/);
  await assertFocused(page.getByRole('heading', { name: 'Check what will happen' }));
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
});

test('a finished import that was left is not shown again, nor said again later', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('heading', { name: 'History', exact: true }).waitFor();
  await page.evaluate(() => (location.hash = '#/import'));
  await page.getByRole('heading', { name: 'Drop a CSV file here' }).waitFor();
  assert.equal(await page.locator('.stages [aria-current]').innerText(), '1\nFile');
  await choose(page, ['Name', 'Carla']);
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
  await page.getByRole('button', { name: 'Cancel import' }).click();
  await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor();
  assert.equal(await page.getByLabel('Messages').getByText('2 contacts imported').count(), 0);
  assert.equal((await contacts(page)).total, 2);
});

test('a file dropped anywhere begins an import', async () => {
  const page = await openPage();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
    const drop = new DragEvent('drop', {
      dataTransfer,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    document.querySelector('kartei-dashboard')?.dispatchEvent(drop);
  }, people.join('\n'));
  await page.getByText('dropped.csv').waitFor();
});

test('several files at once are not imported in part', async () => {
  const page = await openImport();
  await page.getByRole('heading', { name: 'Drop a CSV file here' }).evaluate((title) => {
    const dataTransfer = new DataTransfer();
    for (const name of ['a.csv', 'b.csv']) {
      dataTransfer.items.add(new File(['name\nAnna\n'], name));
    }
    title.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, composed: true }));
  });
  await page.getByRole('alert').getByText('Please choose one file at a time.').waitFor();
  await choose(page, people);
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
});

test('text from a spreadsheet is pasted', async () => {
  const page = await openImport();
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true });
      root.querySelector('kartei-import').root.querySelector('button').dispatchEvent(paste);
    },
    people.join('\n').replaceAll(';', '\t'),
  );
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
  assert.equal(await page.getByLabel('Delimiter').inputValue(), '\t');
});

for (const locale of ['de-DE', 'en-GB']) {
  test(`the template is itself imported without a question: ${locale}`, async () => {
    const page = await openImport({ locale });
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: /CSV-Vorlage|CSV template/ }).click();
    await page.locator('input[type=file]').setInputFiles(await (await downloading).path());
    const mapped = page.locator('.mapping select');
    await mapped.first().waitFor();
    const targets = await mapped.evaluateAll((nodes) =>
      nodes.map((node) => /** @type {HTMLSelectElement} */ (node).value),
    );
    assert.deepEqual(targets, ['name', 'email', 'country_code', 'phone', 'tags']);
    await page.getByRole('button', { name: /Ganze Datei|Check the whole/ }).click();
    await page.locator('.review-row.new').waitFor();
  });
}

test('a file that goes away while it is read', async () => {
  const page = await openImport();
  await page.evaluate(() => {
    const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const element = root.querySelector('kartei-import');
    const file = new File(['name\nAnna'], 'gone.csv');
    element.book = Object.assign(new EventTarget(), {
      callingCodes: async () => [],
      previewCsv: async () => {
        throw Object.assign(new Error(), { code: 'file_unreadable' });
      },
    });
    element.open(file);
  });
  assert.match(await page.getByRole('alert').innerText(), /cannot be read[^]*Choose it again/);
});

test('a file that is changed on its disk after it was chosen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-changed-'));
  try {
    const page = await openImport();
    const file = join(folder, 'people.csv');
    writeFileSync(file, people.join('\n'));
    await page.locator('kartei-import input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Check the whole file' }).waitFor();
    writeFileSync(file, `${people.join('\n')}\nDora;dora@example.org;;;\n`);
    await page.getByRole('button', { name: 'Check the whole file' }).click();
    await page.getByText('The file cannot be read.').waitFor();
    assert.equal((await contacts(page)).total, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a large file that is changed on its disk while it is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-changed-'));
  try {
    const page = await openImport();
    const file = join(folder, 'people.csv');
    writeFileSync(file, `name,email\n${'Anna,anna@example.org\n'.repeat(2_000_000)}`);
    await page.exposeFunction('changeFile', () => appendFileSync(file, 'Dora,\n'));
    await page.evaluate(() => {
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'large' });
      document.body.append(input);
    });
    await page.locator('#large').setInputFiles(file);
    const code = await page.evaluate(async () => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector('#large'));
      const [large] = /** @type {FileList} */ (input.files);
      const path = '/check.js';
      const { checkCsv } = await import(path);
      const { changeFile } = /** @type {any} */ (globalThis);
      let changed = false;
      const onProgress = () => {
        if (!changed) changeFile();
        changed = true;
      };
      return checkCsv(large, { onProgress }).then(
        () => 'none',
        (/** @type {any} */ error) => error.code,
      );
    });
    assert.equal(code, 'file_unreadable');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a file of 2 GB is refused before it is read, in an import and in a check', async () => {
  const page = await openPage();
  const codes = await page.evaluate(async () => {
    const part = new Blob([`name,email\n${'Anna,anna@example.org\n'.repeat(45_000)}`]);
    const file = new File(Array(2_048).fill(part), 'large.csv');
    const codeOf = (/** @type {Promise<unknown>} */ call) =>
      call.then(
        () => 'none',
        (error) => error.code,
      );
    const paths = ['/kartei.js', '/check.js'];
    const [{ openContacts }, { checkCsv }] = await Promise.all(paths.map((path) => import(path)));
    const book = await openContacts({ storage: 'memory' });
    return Promise.all([codeOf(book.importFile(file)), codeOf(checkCsv(file))]);
  });
  assert.deepEqual(codes, ['file_too_large', 'file_too_large']);
});

test('tags for all contacts of an import, those that it updates too', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.getByRole('textbox', { name: 'Tags' }).fill('fair 2026');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('button', { name: 'Import another file' }).click();
  await choose(page, [people[0], 'Anna Neu;anna@example.org;;;', 'Carla;carla@example.org;;;']);
  await check(page);
  await page.getByRole('radio', { name: /^Update/ }).check();
  await page.getByRole('textbox', { name: 'Tags' }).fill('newsletter');
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.getByRole('heading', { name: '2 rows imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.deepEqual(
    rows.map((/** @type {any} */ { name, tags }) => `${name}: ${tags}`),
    ['Anna Neu: fair 2026,newsletter', 'Bert Muster: fair 2026', 'Carla: newsletter'],
  );
});

test('an import is taken back: what it created and what it changed', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('button', { name: 'Import another file' }).click();
  await choose(page, ['Name;E-Mail', 'Anna Geändert;anna@example.org', 'Carla;carla@example.org']);
  await check(page);
  await page.getByRole('radio', { name: 'Update' }).first().click();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.getByText('2 rows imported').first().waitFor();
  const names = async () => (await contacts(page)).rows.map((/** @type {any} */ { name }) => name);
  assert.deepEqual(await names(), ['Anna Geändert', 'Bert Muster', 'Carla']);
  await page.getByRole('button', { name: 'Undo import' }).click();
  await page.getByText('Undone: Import contacts.csv: 2 contacts').first().waitFor();
  assert.deepEqual(await names(), ['Anna Beispiel', 'Bert Muster']);
});

test('what is chosen or typed while storage is asked stays', async () => {
  const page = await openPage({ path: 'blank.html' });
  await useSmallBook(page);
  await page.evaluate(() => {
    const { book } = /** @type {any} */ (globalThis);
    book.storage = () =>
      new Promise((answer) => {
        const report = { available: 900_000_000, quota: 10_000_000_000 };
        Object.assign(globalThis, { answer: () => answer(report) });
      });
    const part = Object.assign(document.createElement('kartei-import'), { book });
    document.querySelector('main')?.append(part);
  });
  const input = page.locator('kartei-import input[type=file]');
  const early = await input.elementHandle();
  await page.getByText('Paste text instead').click();
  await page.getByRole('textbox').fill('name\nAnna');
  await page.evaluate(() => /** @type {any} */ (globalThis).answer());
  await page.getByTestId('little-space').waitFor();
  assert.equal(await early?.evaluate((node) => node.isConnected), true);
  assert.equal(await page.getByRole('textbox').inputValue(), 'name\nAnna');
});

test('a file is chosen with one button, for readers too', async () => {
  const page = await openImport();
  assert.equal(await page.getByRole('button', { name: 'Choose file' }).count(), 1);
});

test('a file that is faster than the book is read once there is one', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(() =>
    document.querySelector('main')?.append(document.createElement('kartei-import')),
  );
  await choose(page, people);
  await page.evaluate(async () => {
    const { openContacts } = await import(new URL('kartei.js', location.href).href);
    const book = await openContacts({ storage: 'memory' });
    Object.assign(/** @type {any} */ (document.querySelector('kartei-import')), { book });
  });
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
});

test('a file dropped on the page while it opens its book is read, too', async () => {
  const context = await openContext();
  let go = () => {};
  const isHeld = new Promise((held) => {
    const isDropped = new Promise((dropped) => (go = () => dropped(true)));
    context.route('**/kartei.wasm', async (route) => {
      held(true);
      await isDropped;
      await route.continue();
    });
  });
  const page = await openTab(context);
  await page.goto((await startServer()).url);
  await isHeld;
  await page.locator('kartei-dashboard').evaluate((dashboard) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['name;email\nAnna;anna@example.org\n'], 'early.csv'));
    dashboard.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  });
  go();
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
  await page.getByText('early.csv').waitFor();
});

test('little room is said before an import, not after', async () => {
  const page = await openImport();
  await useSmallBook(page, { report: { available: 900_000_000, quota: 10_000_000_000 } });
  const notice = page.getByTestId('little-space');
  await notice.getByText('900\u00a0MB of 10\u00a0GB are free').waitFor();
  await assertAccessible(page, 'import, little room');
  // A tenth is enough; so is a browser that does not say.
  for (const report of [
    { available: 1_000_000_000, quota: 10_000_000_000 },
    { available: 0, quota: 0 },
  ]) {
    await useSmallBook(page, { report });
    await notice.waitFor({ state: 'detached' });
  }
});

test('an import without room says how much is missing, and changes nothing', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { importFile } = book;
    const full = Object.assign(new Error('full'), {
      code: 'storage_full',
      missing_bytes: 12_300_000,
    });
    // The next file is refused, as the browser would refuse it.
    book.importFile = async (/** @type {any[]} */ ...args) => {
      const review = await importFile.apply(book, args);
      review.commit = () => Promise.reject(full);
      return review;
    };
  });
  await page.getByRole('button', { name: 'Back' }).click();
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('There is no room left, 12.3\u00a0MB are missing.').waitFor();
  await alert.getByText('The import has changed nothing').waitFor();
  assert.equal((await contacts(page)).total, 0);
  await page.getByRole('button', { name: 'Import 2 contacts' }).waitFor();
});
