// <kartei-table> on a source of its own: ten million rows that exist only when they are asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, openPage, scrollsSideways } from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

const million = 1_000_000;

/**
 * A page with nothing but a table. `window.source` is what it asks: `total` rows whose names say
 * where they stand; `delay_ms` and `error` can be set; `queries` are remembered.
 * @param {PageOptions & {total?: number}} [options]
 */
async function openTable({ total = 10 * million, ...options } = {}) {
  const page = await openPage({ path: 'blank.html', ...options });
  await page.evaluate((rows) => {
    const contact = (/** @type {number} */ row) => ({
      id: `00000000-0000-7000-8000-${row.toString(16).padStart(12, '0')}`,
      name: `Row ${row}`,
      email: `row${row}@example.org`,
      phone: '30 23125000',
      country_code: '+49',
      created_at: '2026-01-31T12:00:00.000Z',
    });
    const source = Object.assign(new EventTarget(), {
      total: rows,
      version: 1,
      delay_ms: 0,
      error: '',
      shift: 0,
      /** @type {any[]} */
      queries: [],
      async search(/** @type {any} */ query) {
        source.queries.push(query);
        const { total: all, version, shift } = source;
        if (source.delay_ms) await new Promise((go) => setTimeout(go, source.delay_ms));
        if (source.error) throw Object.assign(new Error(), { code: source.error });
        const count = Math.max(0, Math.min(query.limit, all - query.offset));
        const page = Array.from({ length: count }, (_, i) => contact(query.offset + i + shift));
        return { rows: page, total: all, version };
      },
    });
    const table = /** @type {any} */ (document.createElement('kartei-table'));
    table.book = source;
    Object.assign(globalThis, { source, table, events: [] });
    for (const type of ['kartei-opened', 'kartei-selected', 'kartei-delete-requested']) {
      table.addEventListener(type, (/** @type {any} */ event) =>
        /** @type {any} */ (globalThis).events.push([type, event.detail]),
      );
    }
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.style.height = '90vh';
    main.append(table);
  }, total);
  if (total) await page.getByRole('row').nth(1).waitFor();
  return page;
}

/**
 * The rows that can be seen wholly, by what stands in their first column.
 * @param {Page} page
 */
function seen(page) {
  return page.evaluate(() => {
    const { root } = /** @type {any} */ (globalThis).table;
    const head = root.querySelector('.head').getBoundingClientRect();
    const grid = root.querySelector('.grid').getBoundingClientRect();
    return [...root.querySelectorAll('.body .row')]
      .filter((row) => {
        const box = row.getBoundingClientRect();
        return box.top >= head.bottom - 1 && box.bottom <= grid.bottom + 1;
      })
      .map((row) => row.querySelector('.name .text').textContent);
  });
}

/**
 * What the cell with the focus says, with its row and column.
 * @param {Page} page
 */
function focused(page) {
  return page.evaluate(() => {
    const cell = /** @type {any} */ (globalThis).table.root.activeElement;
    const place = (/** @type {string} */ name) =>
      Number(cell?.closest(`[${name}]`)?.getAttribute(name));
    return [
      place('aria-rowindex'),
      place('aria-colindex'),
      cell?.querySelector('.text')?.textContent,
    ];
  });
}

/**
 * Turns the wheel, and waits until the list has moved and stands still.
 * @param {Page} page
 * @param {number} pixels
 */
async function turnWheel(page, pixels) {
  const before = await seen(page);
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, pixels);
  await standStill(page, before);
}

/**
 * @param {Page} page
 * @param {string[]} before  what was seen before the movement
 */
async function standStill(page, before) {
  let last = before;
  for (let same = 0, i = 0; i < 200 && same < 4; i++) {
    await new Promise((go) => setTimeout(go, 50));
    const now = await seen(page);
    same = String(now) === String(last) && String(now) !== String(before) ? same + 1 : 0;
    last = now;
  }
}

/**
 * @param {Page} page
 * @param {string} condition  evaluated until it is true
 */
function until(page, condition) {
  return page.waitForFunction(condition);
}

test('says to readers how much there is and where they are', async () => {
  const page = await openTable();
  const grid = page.getByRole('grid', { name: 'Contacts' });
  assert.equal(await grid.getAttribute('aria-rowcount'), '10000001');
  assert.equal(await grid.getAttribute('aria-colcount'), '6');
  const row = page.getByRole('row', { name: 'Row 3 ' });
  assert.equal(await row.getAttribute('aria-rowindex'), '5');
  assert.equal(await row.getByRole('gridcell').nth(2).getAttribute('aria-colindex'), '3');
  await assertAccessible(page, 'table');
});

test('the first and the last of ten million rows, by key', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+End');
  await until(page, `table.root.activeElement?.textContent.includes('2026')`);
  assert.deepEqual((await focused(page)).slice(0, 2), [10 * million + 1, 6]);
  assert.equal((await seen(page)).at(-1), 'Row 9999999');
  await page.keyboard.press('Control+Home');
  assert.deepEqual((await focused(page)).slice(0, 2), [2, 1]);
  assert.equal((await seen(page))[0], 'Row 0');
});

test('one arrow is one row, a page is a screen, at any place', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowUp');
  await until(page, `table.root.activeElement?.textContent.includes('Row')`);
  assert.deepEqual(await focused(page), [10 * million + 1 - 40, 2, 'Row 9999959']);
  const screen = (await seen(page)).length;
  await page.keyboard.press('PageUp');
  assert.equal((await focused(page))[0], 10 * million + 1 - 40 - screen);
  await page.keyboard.press('PageDown');
  assert.equal((await focused(page))[0], 10 * million + 1 - 40);
});

test('one notch of the wheel is less than a screen, amid ten million rows', async () => {
  const page = await openTable();
  // The thumb dragged to the middle.
  await page.evaluate(() => {
    const grid = /** @type {any} */ (globalThis).table.root.querySelector('.grid');
    grid.scrollTop = grid.scrollHeight / 2;
  });
  await until(page, `table.root.querySelector('.row:last-child .text').textContent.length > 8`);
  const number = async () => Number((await seen(page))[0].slice(4));
  const before = await number();
  assert.ok(before > 4 * million && before < 6 * million, String(before));
  await turnWheel(page, 120);
  const after = await number();
  assert.ok(after > before && after <= before + 3, `${before} to ${after}`);
  await turnWheel(page, -120);
  assert.equal(await number(), before);
});

test('the wheel reaches both ends', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+End');
  await turnWheel(page, -4400);
  assert.ok(!(await seen(page)).includes('Row 9999999'));
  await turnWheel(page, 100_000);
  assert.equal((await seen(page)).at(-1), 'Row 9999999');
});

test('the focus stays where it is while its row is scrolled away', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
  const before = await focused(page);
  await page.evaluate(() => {
    const grid = /** @type {any} */ (globalThis).table.root.querySelector('.grid');
    grid.scrollTop = 2_000_000;
  });
  await until(
    page,
    `table.root.querySelector('.body .row:last-child .text').textContent.length > 9`,
  );
  assert.deepEqual(await focused(page), before);
  assert.ok(!(await seen(page)).includes('Row 4'));
  // The next arrow comes back to it.
  await page.keyboard.press('ArrowDown');
  assert.equal((await focused(page))[0], Number(before[0]) + 1);
  assert.ok((await seen(page)).includes('Row 5'));
});

test('the focus follows its contact when the book changes', async () => {
  const page = await openTable({ total: 1000 });
  await page.keyboard.press('Tab');
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowDown');
  assert.deepEqual(await focused(page), [10, 2, 'Row 8']);
  // Three contacts before it are deleted.
  await page.evaluate(() => {
    const { source } = /** @type {any} */ (globalThis);
    Object.assign(source, { shift: 3, total: 997, version: 2 });
    source.dispatchEvent(new Event('change'));
  });
  await until(page, `table.total === 997`);
  assert.deepEqual(await focused(page), [7, 2, 'Row 8']);
});

test('arrows reach the header, Enter sorts there, and the focus stays', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const email = page.getByRole('columnheader', { name: 'E-mail' });
  assert.equal(await email.getAttribute('aria-sort'), 'ascending');
  await page.keyboard.press('Enter');
  assert.equal(await email.getAttribute('aria-sort'), 'descending');
  assert.deepEqual((await focused(page)).slice(0, 2), [1, 3]);
  const sort = await page.evaluate(
    () => /** @type {any} */ (globalThis).source.queries.at(-1).sort,
  );
  assert.deepEqual(sort, [{ field: 'email', direction: 'desc' }]);
  const headers = page.locator('[role=columnheader][aria-sort]:not([aria-sort=none])');
  assert.equal(await headers.count(), 1);
});

test('names are asked for in the order of the language, also when that changes', async () => {
  const page = await openTable({ total: 100 });
  const locales = await page.evaluate(async () => {
    const { source, table } = /** @type {any} */ (globalThis);
    const asked = [source.queries.at(-1).locale];
    table.lang = 'de';
    await new Promise((go) => setTimeout(go, 50));
    return [...asked, source.queries.at(-1).locale];
  });
  assert.deepEqual(locales, ['en', 'de']);
});

test('Shift adds a second key to the order', async () => {
  const page = await openTable();
  await page.getByRole('button', { name: 'Calling code' }).click();
  await page.getByRole('button', { name: 'Created' }).click({ modifiers: ['Shift'] });
  const sort = await page.evaluate(() => /** @type {any} */ (globalThis).table.query.sort);
  assert.deepEqual(
    sort.map((/** @type {any} */ key) => key.field),
    ['country_code', 'created_at'],
  );
});

test('Enter and a click open, with the id', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('row5@example.org').click();
  const events = await page.evaluate(() => /** @type {any} */ (globalThis).events);
  assert.deepEqual(events, [
    ['kartei-opened', { id: '00000000-0000-7000-8000-000000000001' }],
    ['kartei-opened', { id: '00000000-0000-7000-8000-000000000005' }],
  ]);
});

test('Space selects, Shift+Space extends, also over rows that were never loaded', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).table.selection.count), 1);
  await page.evaluate(() => {
    const grid = /** @type {any} */ (globalThis).table.root.querySelector('.grid');
    grid.scrollTop = 2500 * 44;
  });
  await page.getByRole('checkbox', { name: 'Select Row 2505' }).click({ modifiers: ['Shift'] });
  await until(page, 'table.selection.count === 2506');
  const checkbox = page.getByRole('checkbox', { name: 'Select Row 2504' });
  assert.ok(await checkbox.isChecked());
});

test('a range that is found late is not selected once the selection was cleared', async () => {
  const page = await openTable();
  await page.getByRole('checkbox', { name: 'Select Row 2', exact: true }).click();
  await page.evaluate('void (source.delay_ms = 200)');
  await page
    .getByRole('checkbox', { name: 'Select Row 5', exact: true })
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Escape');
  await page.waitForTimeout(400);
  const count = await page.evaluate(() => /** @type {any} */ (globalThis).table.selection.count);
  assert.equal(count, 0);
});

test('Control+A selects all matches as a question, and Delete asks with their number', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  const [, detail] = await page.evaluate(() => /** @type {any} */ (globalThis).events.at(-1));
  assert.deepEqual(detail, { selection: { filter: { all: [] } }, count: 10 * million });
  const header = page.getByRole('checkbox', { name: 'Clear selection' });
  assert.ok(await header.isChecked());
  await header.click();
  const count = await page.evaluate(() => /** @type {any} */ (globalThis).table.selection.count);
  assert.equal(count, 0);
});

test('a selection survives sorting; "all matches" is away under another filter', async () => {
  const page = await openTable();
  await page.getByRole('checkbox', { name: 'Select Row 2', exact: true }).click();
  await page.getByRole('button', { name: 'Phone' }).click();
  await page.getByRole('checkbox', { name: 'Select Row 2', exact: true }).waitFor();
  assert.ok(await page.getByRole('checkbox', { name: 'Select Row 2', exact: true }).isChecked());
  const counts = await page.evaluate(() => {
    const { table } = /** @type {any} */ (globalThis);
    table.selection.selectMatches(table.query.filter, table.total);
    table.query = { ...table.query, filter: { text: 'x' } };
    const under = table.selection.count;
    table.query = { ...table.query, filter: { all: [] } };
    return [under, table.selection.count];
  });
  assert.deepEqual(counts, [0, 10 * million]);
});

test('a row that is unticked after "all matches" is left out, the others stay', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Delete');
  const [, detail] = await page.evaluate(() => /** @type {any} */ (globalThis).events.at(-1));
  const except = ['00000000-0000-7000-8000-000000000001'];
  assert.deepEqual(detail, {
    selection: { filter: { all: [] }, except },
    count: 10 * million - 1,
  });
  assert.ok(!(await page.getByRole('checkbox', { name: 'Select Row 1', exact: true }).isChecked()));
  assert.ok(await page.getByRole('checkbox', { name: 'Select Row 2', exact: true }).isChecked());
  const all = page.getByRole('checkbox', { name: 'Clear selection' });
  assert.ok(await all.evaluate((box) => /** @type {HTMLInputElement} */ (box).indeterminate));
  // Far away as near by: what is not left out is selected.
  await page.keyboard.press('Control+End');
  await until(
    page,
    `table.root.querySelector('.body .row:last-child .text').textContent.length > 9`,
  );
  assert.ok(await page.getByRole('checkbox', { name: 'Select Row 9999999' }).isChecked());
});

test('an answer to an older question is never shown', async () => {
  const page = await openTable({ total: 500 });
  await page.evaluate(async () => {
    const { source, table } = /** @type {any} */ (globalThis);
    // The first answer comes last.
    Object.assign(source, { delay_ms: 200, total: 111, shift: 1000 });
    table.query = { filter: { text: 'old' } };
    await new Promise((go) => setTimeout(go));
    Object.assign(source, { delay_ms: 20, total: 222, shift: 2000 });
    table.query = { filter: { text: 'new' } };
    await new Promise((go) => setTimeout(go, 400));
  });
  assert.equal((await seen(page))[0], 'Row 2000');
  assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '223');
});

test('rows take their shape only after 0.3 seconds of waiting', async () => {
  const page = await openTable();
  const waited_ms = await page.evaluate(async () => {
    const { source, table } = /** @type {any} */ (globalThis);
    source.delay_ms = 3000;
    const start = performance.now();
    table.query = { filter: { text: 'slow' } };
    // Until then the old rows stay.
    while (table.root.querySelector('.body .text').textContent === 'Row 0') {
      await new Promise((go) => setTimeout(go, 5));
    }
    return performance.now() - start;
  });
  assert.ok(waited_ms > 280 && waited_ms < 2500, String(waited_ms));
  assert.ok((await page.locator('.skeleton').count()) > 10);
  assert.equal(await page.getByRole('grid').getAttribute('aria-busy'), 'true');
  await assertAccessible(page, 'table, loading');
  await until(page, `table.isLoaded`);
  assert.equal(await page.locator('.skeleton').count(), 0);
});

test('whoever went to an empty list is at its first row once it has some', async () => {
  const page = await openTable();
  for (const delay_ms of [0, 500]) {
    await page.evaluate(async () => {
      const { source, table } = /** @type {any} */ (globalThis);
      Object.assign(source, { total: 0, delay_ms: 0 });
      table.query = { filter: { text: 'nobody' } };
    });
    await page.getByText('No contacts').waitFor();
    await page.evaluate((delay) => {
      const { source, table } = /** @type {any} */ (globalThis);
      Object.assign(source, { total: 300, delay_ms: delay });
      table.focus();
      table.query = {};
    }, delay_ms);
    await page.getByText('Row 0', { exact: true }).first().waitFor();
    assert.equal((await focused(page))[0], 2);
  }
});

test('with the last row the focus goes to the header, and is not lost', async () => {
  const page = await openTable();
  await page.keyboard.press('Tab');
  assert.equal((await focused(page))[0], 2);
  await page.evaluate(() => {
    const { source, table } = /** @type {any} */ (globalThis);
    source.total = 0;
    table.reload();
  });
  await page.getByText('No contacts').waitFor();
  assert.equal((await focused(page))[0], 1);
});

test('first rows that come by a change of the book: the list begins at the first one', async () => {
  const page = await openTable();
  await page.evaluate(async () => {
    const { source, table } = /** @type {any} */ (globalThis);
    source.total = 0;
    table.query = { filter: { text: 'nobody' } };
  });
  await page.getByText('No contacts').waitFor();
  await page.evaluate(() => {
    const { source, table } = /** @type {any} */ (globalThis);
    source.total = 300;
    table.reload();
  });
  await page.getByText('Row 0', { exact: true }).first().waitFor();
  // Before the next answer: who types and leaves quickly comes before it.
  await page.evaluate(() => {
    const { source, table } = /** @type {any} */ (globalThis);
    source.delay_ms = 100;
    table.query = {};
    table.focus();
  });
  assert.equal((await focused(page))[0], 2);
});

test('scrolling asks for what is seen, not for all on the way', async () => {
  const page = await openTable();
  await page.evaluate(async () => {
    const { source, table } = /** @type {any} */ (globalThis);
    const grid = table.root.querySelector('.grid');
    source.queries.length = 0;
    source.delay_ms = 60;
    for (let i = 1; i <= 60; i++) {
      grid.scrollTop = i * 100_000;
      await new Promise((go) => requestAnimationFrame(go));
    }
    await new Promise((go) => setTimeout(go, 500));
  });
  const count = await page.evaluate(() => /** @type {any} */ (globalThis).source.queries.length);
  assert.ok(count < 30, String(count));
  assert.ok((await seen(page)).every((name) => name.startsWith('Row ')));
});

test('a failure is said once, and reload() tries again', async () => {
  const page = await openTable();
  await page.evaluate(() => {
    const { source, table } = /** @type {any} */ (globalThis);
    source.error = 'storage_failed';
    table.addEventListener('kartei-failed', () => (source.failures = (source.failures ?? 0) + 1));
    table.query = { filter: { text: 'x' } };
  });
  await until(page, 'source.failures === 1');
  await page.waitForTimeout(100);
  await page.evaluate(() => {
    const { source, table } = /** @type {any} */ (globalThis);
    source.error = '';
    table.reload();
  });
  await until(page, 'table.isLoaded');
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).source.failures), 1);
});

test('a narrow table has two lines a row, and the same keys', async () => {
  const page = await openTable({ width: 360, height: 640 });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+End');
  await until(page, `table.root.activeElement?.textContent.includes('2026')`);
  assert.equal((await seen(page)).at(-1), 'Row 9999999');
  assert.ok(!(await scrollsSideways(page)));
  await assertAccessible(page, 'table, narrow');
});

test('a finger scrolls by its own way', async () => {
  const page = await openTable({ width: 360, height: 640, touch: true });
  await page.evaluate(() => {
    const grid = /** @type {any} */ (globalThis).table.root.querySelector('.grid');
    grid.scrollTop = grid.scrollHeight / 2;
  });
  await until(page, `table.root.querySelector('.row:last-child .text').textContent.length > 8`);
  await page.waitForTimeout(300);
  const before = await seen(page);
  const client = await page.context().newCDPSession(page);
  const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, y = 0) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: y ? [{ x: 180, y }] : [] });
  await touch('touchStart', 500);
  for (let y = 490; y >= 180; y -= 10) await touch('touchMove', y);
  // A finger that rests before it leaves does not fling.
  await page.waitForTimeout(200);
  await touch('touchEnd');
  await standStill(page, before);
  const moved = Number((await seen(page))[0].slice(4)) - Number(before[0].slice(4));
  // Five rows, and some more where the finger is taken to have flung; the bar alone would make 260.
  assert.ok(moved >= 3 && moved <= 20, String(moved));
});

test('it survives being moved, and lets go of its book when it is removed', async () => {
  const page = await openTable({ total: 1000 });
  await page.keyboard.press('Tab');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  const first = (await seen(page))[0];
  await page.evaluate(() => {
    const { table } = /** @type {any} */ (globalThis);
    const box = document.createElement('section');
    box.style.height = '90vh';
    document.querySelector('main')?.replaceWith(box);
    box.append(table);
  });
  await until(page, `table.isLoaded`);
  assert.equal((await seen(page))[0], first);
  const asked = await page.evaluate(async () => {
    const { source, table } = /** @type {any} */ (globalThis);
    table.remove();
    source.queries.length = 0;
    source.dispatchEvent(new Event('change'));
    await new Promise((go) => setTimeout(go, 100));
    return source.queries.length;
  });
  assert.equal(asked, 0);
});

test('in forced colours what is selected can still be told', async () => {
  const page = await openTable({ forcedColors: 'active' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await assertAccessible(page, 'table, forced colours');
});
