// <kartei-check> in real Chromium: beside an input of the page and on its own, with a real server
// that takes the upload.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused, openContext, openTab, startServer } from './browser.js';
import {
  action,
  bad,
  choose,
  clean,
  columns,
  counts,
  eventTypes,
  good,
  leaveOut,
  openForm,
  send,
  uploads,
} from './check-form.js';

test('a good file goes through, and the server gets the clean one', async () => {
  const page = await openForm();
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  assert.deepEqual(await eventTypes(page), ['kartei-checked']);
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /name="contacts"; filename="list\.csv"/);
  assert.match(uploads.at(-1) ?? '', /\r\n\r\nemail,phone\r\nanna@x\.de,\+49 30 1234567\r\n/);
});

test('a bad file is refused with its counts, mended in its place, and then sent', async () => {
  const page = await openForm();
  const before = uploads.length;
  await choose(page, bad);
  await counts(page).waitFor();
  assert.equal(
    await counts(page).textContent(),
    '1 row is good · 1 row has a problem · 1 duplicate is left out',
  );
  await send(page);
  await page.getByText('1 row has to be mended or left out first.').waitFor();
  assert.deepEqual(await eventTypes(page), ['kartei-refused']);
  // The refusal leads to the first cell that is wrong: from here on with the keyboard alone.
  await page.keyboard.press('Control+A');
  await page.keyboard.type('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText('The clean file is ready.').waitFor();
  assert.equal(uploads.length, before);
  await send(page);
  await page.waitForURL(action);
  assert.match(
    uploads.at(-1) ?? '',
    /email,phone\r\nanna@x\.de,\r\nbert@x\.de,\+49 30 1234567\r\n\r\n--/,
  );
});

test('requestSubmit() waits for a check that is under way, and goes on by itself', async () => {
  const page = await openForm();
  await choose(
    page,
    ['email', ...Array.from({ length: 60_000 }, (_, i) => `a${i}@x.de`)].join('\n'),
  );
  await page.evaluate(() => document.querySelector('form')?.requestSubmit());
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /a59999@x\.de\r\n/);
});

test('bad rows can be left out, unless the application says strict', async () => {
  const page = await openForm();
  await choose(page, bad);
  await leaveOut(page);
  await page.getByRole('button', { name: 'Mend them after all' }).click();
  await leaveOut(page);
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /email,phone\r\nanna@x\.de,\r\n\r\n--/);

  const strict = await openForm({ attributes: { strict: '' } });
  await choose(strict, bad);
  await strict.getByRole('button', { name: 'Download these rows' }).waitFor();
  assert.equal(await strict.locator('.leave-out').count(), 0);
  await send(strict);
  await strict.getByText('1 row has to be mended first.').waitFor();
});

test('rejected rows that cannot be had say why', async () => {
  const page = await openForm();
  await choose(page, bad);
  const download = page.getByRole('button', { name: 'Download these rows' });
  await download.waitFor();
  await page.evaluate(async () => {
    const path = '/dist/check.js';
    const { ContactError, CsvCheck } = await import(path);
    CsvCheck.prototype.rejectedCsv = async () => {
      throw new ContactError({ code: 'file_unreadable' });
    };
  });
  await download.click();
  await page.getByRole('status').getByText('The file cannot be read.').waitFor();
});

test('without an input it is a drop zone, and a field of its form', async () => {
  const page = await openForm({ hasInput: false, attributes: { name: 'people' } });
  await page.getByText('Drop a CSV file here').waitFor();
  await assertAccessible(page, 'drop zone');
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /name="people"; filename="list\.csv"/);
});

test('a table without rows, and a file without anything, are said to be so', async () => {
  const page = await openForm({ hasInput: false, attributes: { name: 'people' } });
  await choose(page, good.slice(0, good.indexOf('\n') + 1));
  await page.getByText('The file has no rows.').waitFor();
  await page.getByRole('button', { name: 'Another file' }).click();
  await choose(page, '');
  await page.getByText('The file is empty.').waitFor();
  await page.getByText('Choose a file that has something in it.').waitFor();
  // Also in another language.
  await page.evaluate(() => (document.documentElement.lang = 'de'));
  await page.getByText('Die Datei ist leer.').waitFor();
});

test('a column that is missing is named by hand', async () => {
  const page = await openForm();
  await choose(page, 'Firma;Ort\nanna@x.de;Bonn\n');
  const select = page.getByLabel('Which column is “email”?');
  await select.waitFor();
  const missing = /The column \S*email\S* is needed and was not recognised\./;
  await page.locator('.notice').getByText(missing).waitFor();
  assert.equal(await page.getByText('1 row has a problem').count(), 0, 'it was not checked');
  assert.equal(await page.getByText('No row is left').count(), 0);
  await send(page);
  await page
    .locator('.status.problem', { has: page.locator('svg') })
    .filter({ hasText: missing })
    .waitFor();
  await select.selectOption({ label: 'Firma' });
  await page.getByText('The clean file is ready.').waitFor();
});

test('calling codes for all numbers at once; German; what is no table says so', async () => {
  const page = await openForm({ attributes: { lang: 'de' }, theme: 'dark' });
  await choose(page, 'email;Telefon\na@x.de;030 1234567\nb@x.de;030 7654321\n');
  await page.getByText('0 Zeilen sind gut · 2 Zeilen haben Probleme').waitFor();
  await assertAccessible(page, 'two problems, German, dark');
  const code = page.getByLabel('Vorwahl für alle Nummern ohne');
  await code.fill('+999');
  await page.getByRole('button', { name: 'Vorschau' }).click();
  await page
    .locator('.assume')
    .getByText('Diese Vorwahl oder dieses Land gibt es nicht.')
    .waitFor();
  await code.fill('+49');
  await page.getByRole('button', { name: 'Vorschau' }).click();
  await page.getByText('Das würde 2 Zeilen ändern:').waitFor();
  await page.getByText('+49307654321').waitFor();
  await page.getByText('0 Zeilen sind gut · 2 Zeilen haben Probleme').waitFor();
  await assertAccessible(page, 'a calling code that is tried');
  await page.getByRole('button', { name: 'Übernehmen' }).click();
  await page.getByText('Die bereinigte Datei ist fertig.').waitFor();
  await page.getByText('2 Zeilen geändert.').waitFor();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await page.getByText('0 Zeilen sind gut · 2 Zeilen haben Probleme').waitFor();
  assert.equal(await page.getByText('2 Zeilen geändert.').count(), 0);
  await choose(page, '\0\0\0\0');
  await page.getByText('Die Datei ist keine CSV-Tabelle.').waitFor();
});

test('a calling code is tried, taken and taken back with the keyboard alone', async () => {
  const page = await openForm();
  await choose(page, 'email;Telefon\na@x.de;030 1234567\nb@x.de;030 7654321\n');
  await page.getByLabel('Calling code for all numbers without one').focus();
  await page.keyboard.type('DE');
  await page.keyboard.press('Enter');
  await page.getByText('This would change 2 rows:').waitFor();
  await assertFocused(page.getByRole('button', { name: 'Apply' }));
  await page.keyboard.press('Enter');
  await page.getByText('The clean file is ready.').waitFor();
  await page.getByText('2 rows changed.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await counts(page).filter({ hasText: '2 rows have problems' }).waitFor();
  await page.getByText('The clean file is ready.').waitFor({ state: 'hidden' });
});

test('a value that is wrong is left out of all rows, after a look, and comes back', async () => {
  const page = await openForm();
  await choose(page, 'email;Telefon\na@x.de;+49 12\nb@x.de;+49 30 1234567\nc;+49 30 1234567\n');
  await page.getByText('1 row is good · 2 rows have problems').waitFor();
  const leave = page.getByRole('button', { name: 'Leave the value out' });
  // Which value it is has to be said first.
  assert.equal(await leave.count(), 0);
  await page.getByRole('button', { name: /too short.*\(1\)/ }).click();
  await leave.press('Enter');
  await page.getByText('This would change 1 row:').waitFor();
  await assertAccessible(page, 'a value that is to be left out');
  await page.keyboard.press('Enter');
  await page.getByText('2 rows are good · 1 row has a problem').waitFor();
  await page.getByText('1 row changed.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('1 row is good · 2 rows have problems').waitFor();
});

const mistyped =
  'email\nanna@gmial.com\nbert@gmial.com\ncarl@hotnail.com\ndora@gmailcom\nemil@x.de\n';

test('mistyped domains: one with a click or a key, all after a look', async () => {
  const page = await openForm();
  await choose(page, mistyped);
  await page.getByText('4 rows are good · 1 row has a problem').waitFor();
  // What is wrong has its suggestion beside it; one key takes it.
  await page.getByRole('button', { name: 'Take dora@gmail.com' }).waitFor();
  await page.getByLabel('email, row 5').press('Alt+Enter');
  await page.getByText('The clean file is ready.').waitFor();
  // What may be right stands in nobody's way.
  const look = page.getByRole('button', { name: 'See suggestions' });
  await look.click();
  await page.getByText('This would change 3 rows:').waitFor();
  await page.getByLabel('email, row 4').waitFor();
  await assertAccessible(page, 'suggestions');
  await page.getByRole('button', { name: 'Take carl@hotmail.com' }).click();
  await page.getByText('This would change 2 rows:').waitFor();
  await page.getByLabel('email, row 4').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('2 rows changed.').waitFor();
  await page.getByText('The clean file is ready.').waitFor();
  assert.equal(
    await clean(page),
    ['email', 'anna@gmail.com', 'bert@gmail.com', 'carl@hotmail.com', 'dora@gmail.com', 'emil@x.de']
      .map((line) => `${line}\r\n`)
      .join(''),
  );
  await page.getByRole('button', { name: 'Undo' }).click();
  await look.waitFor();
  await page.getByText('The clean file is ready.').waitFor();
  assert.match((await clean(page)) ?? '', /anna@gmial\.com[^]*carl@hotmail\.com/);
});

test('a file of which no column is known is not clean, and can be mapped', async () => {
  const some = JSON.stringify([{ name: 'email', type: 'email' }, { name: 'team' }]);
  const page = await openForm({ attributes: { columns: some } });
  const before = uploads.length;
  await choose(page, 'Ort;Verein\nBonn;VfL\nUlm;SSV\n');
  const notice = page.getByText('No column of the file is known here, so nothing was checked.');
  await notice.waitFor();
  await assertAccessible(page, 'no column is known');
  assert.deepEqual(await eventTypes(page), []);
  await send(page);
  await page.locator('.status').filter({ hasText: 'nothing was checked' }).waitFor();
  assert.deepEqual(await eventTypes(page), ['kartei-refused']);
  await assertFocused(page.getByLabel('Which column is “email”?'));
  const team = page.getByLabel('Which column is “team”?');
  await team.focus();
  await team.selectOption({ label: 'Verein' });
  await page.getByText('The clean file is ready.').waitFor();
  // The others can still be named, or taken back.
  await page.getByText('Columns: 1 of 2 recognised').waitFor();
  await assertFocused(team);
  await page.getByLabel('Which column is “email”?').selectOption({ label: 'Ort' });
  await page.getByText('2 rows have problems').waitFor();
  await page.getByLabel('Which column is “email”?').selectOption({ label: 'none' });
  await page.getByText('The clean file is ready.').waitFor();
  await team.selectOption({ label: 'none' });
  await notice.first().waitFor();
  await team.selectOption({ label: 'Verein' });
  await page.getByText('The clean file is ready.').waitFor();
  assert.equal(uploads.length, before);
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /Ort,team\r\nBonn,VfL\r\n/);
});

/** A file that is clean but for a row, and what mends that one typed and not taken yet. */
async function openBeingMended() {
  const page = await openForm();
  await choose(page, bad);
  await leaveOut(page);
  await page.getByLabel('email, row 3').fill('bert@x.de');
  return page;
}

test('a form that is sent while a cell is being mended waits, and has the mended row', async () => {
  const page = await openBeingMended();
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /bert@x\.de,\+49 30 1234567/);
});

test('a slow click on what the mending of a cell moves is not lost', async () => {
  const page = await openBeingMended();
  const button = await page.getByRole('button', { name: 'Send' }).boundingBox();
  assert.ok(button);
  await page.mouse.move(button.x + button.width / 2, button.y + button.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(400);
  await page.mouse.up();
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /bert@x\.de/);
});

for (const [lang, theme] of /** @type {const} */ ([
  ['de', 'light'],
  ['en', 'dark'],
])) {
  test(`on a phone each bad row is a card, its problem below it: ${lang}, ${theme}`, async () => {
    const page = await openForm({ width: 400, theme, attributes: { lang } });
    await choose(page, bad);
    const row = page.locator('kartei-check tbody tr').first();
    await row.waitFor();
    const scroll = page.locator('kartei-check .scroll');
    assert.equal(await scroll.evaluate((rows) => rows.scrollWidth > rows.clientWidth), false);
    const [number, cell, problem] = await Promise.all(
      ['th', 'input', '.problem'].map((part) => row.locator(part).boundingBox()),
    );
    assert.ok(number && cell && problem);
    assert.ok(number.y + number.height <= cell.y && cell.y + cell.height <= problem.y);
    assert.ok(problem.x >= 0 && problem.x + problem.width <= 400);
    await assertAccessible(page, `bad rows on a phone, ${lang}`);
    // What the columns are called is still said where nobody sees it.
    await page.getByRole('columnheader', { name: 'email' }).waitFor();
  });
}

test('what is being typed in one cell survives the mending of another', async () => {
  const page = await openForm();
  await choose(page, 'email,phone\nbert,\ncarl,\nanna@x.de,\n');
  await page.getByLabel('email, row 2').fill('bert@x.de');
  await page.getByLabel('email, row 3').pressSequentially('@example.de', { delay: 20 });
  await page.getByText('2 rows are good').waitFor();
  assert.match(await page.getByLabel('email, row 3').inputValue(), /@example\.de/);
  await page.getByLabel('email, row 3').fill('carl@example.de');
  await page.keyboard.press('Tab');
  await page.getByText('The clean file is ready.').waitFor();
});

test('whoever mends row by row goes on with the next one, not from the top', async () => {
  const page = await openForm();
  const names = Array.from({ length: 26 }, (_, i) => `person${i}`);
  await choose(page, `email,phone\n${names.map((name) => `${name},`).join('\n')}\n`);
  // The first one is left as it is.
  await page.getByLabel('email, row 3').focus();
  for (let row = 3; row <= 27; row++) {
    await assertFocused(page.getByLabel(`email, row ${row}`, { exact: true }));
    await page.keyboard.press('End');
    await page.keyboard.type('@x.de');
    await page.keyboard.press('Enter');
    await counts(page)
      .filter({ hasText: new RegExp(`^${row - 2} rows? `) })
      .waitFor();
  }
  await assertFocused(page.getByLabel('email, row 2', { exact: true }));
});

test('columns that are none are said to be wrong', async () => {
  const page = await openForm({ attributes: { columns: '[' } });
  await choose(page, good);
  await page.getByText('This page does not say rightly what it expects of a file.').waitFor();
  await page.evaluate((json) => {
    document.querySelector('kartei-check')?.setAttribute('columns', json);
  }, JSON.stringify(columns));
  await page.getByText('The clean file is ready.').waitFor();
});

test('no worker is started for an address of the wasm that is none', async () => {
  const page = await openForm();
  const error = await page.evaluate(async () => {
    const path = '/dist/check.js';
    const { checkCsv } = await import(path);
    return checkCsv(new File(['a\n'], 'a.csv'), { wasmUrl: 'http://[' }).catch(
      (/** @type {any} */ { name, code, field }) => [name, code, field],
    );
  });
  assert.deepEqual(error, ['ContactError', 'request_malformed', 'wasmUrl']);
  assert.equal(page.workers().length, 0);
});

test('nothing is asked for but the module itself, and then nothing at all', async () => {
  const context = await openContext();
  const page = await openTab(context);
  await page.goto((await startServer()).blankUrl);
  /** @type {string[]} */
  const asked = [];
  context.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  const begin = (/** @type {string} */ text) =>
    page.evaluate(async (csv) => {
      const path = '/dist/check.js';
      const { checkCsv } = await import(path);
      const found = await checkCsv(new File([csv], 'a.csv'));
      /** @type {any} */ (window).found = found;
      return found.counts;
    }, text);
  assert.deepEqual(await begin(bad), { rows: 3, good: 1, duplicates: 1, rejected: 1 });
  // The module, and nothing that says a word of the file.
  const isModule = (/** @type {string} */ request) => /^GET [^?]*\.(js|mjs|wasm)$/.test(request);
  assert.deepEqual(
    asked.filter((request) => !isModule(request)),
    [],
  );
  assert.ok(asked.some((request) => request.endsWith('/kartei-check.wasm')));
  assert.ok(!asked.some((request) => request.endsWith('/kartei.wasm')));

  const before = asked.length;
  await context.setOffline(true);
  const clean = await page.evaluate(async () => {
    const { found } = /** @type {any} */ (window);
    await found.fixCell({ row: 3, column: 1, value: 'bert@x.de' });
    await found.rejectedCsv();
    return (await found.goodCsv()).text();
  });
  assert.match(clean, /^email,phone\r\nanna@x\.de,\r\nbert@x\.de/);
  assert.equal(asked.length, before);
});
