// The elements in somebody else's page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdBook, openPage, openWithSample } from './browser.js';
import { useSmallBook } from './small-book.js';

/** @import { Page } from 'playwright-core' */

test('a property that was set before the element was defined is taken', async () => {
  const page = await openPage({ path: 'blank.html' });
  const total = await page.evaluate(async () => {
    const source = { search: async () => ({ rows: [], total: 0, version: 1 }) };
    // As an element that the browser does not know yet: its own properties hide the accessors.
    const table = /** @type {any} */ (document.createElement('kartei-table'));
    for (const [name, value] of Object.entries({ book: source, openedId: 'x' })) {
      Object.defineProperty(table, name, {
        value,
        configurable: true,
        writable: true,
        enumerable: true,
      });
    }
    document.body.append(table);
    await new Promise((go) => setTimeout(go, 50));
    return [Object.keys(table), table.isLoaded, table.openedId];
  });
  assert.deepEqual(total, [['root'], true, 'x']);
});

test('so is where the parts of a check are, of an element that is upgraded', async () => {
  const page = await openPage({ path: 'blank.html' });
  const urls = await page.evaluate(async () => {
    const check = /** @type {any} */ (document.createElement('kartei-check'));
    Object.assign(check, { workerUrl: '/moved/worker.js', wasmUrl: '/moved/check.wasm' });
    document.body.append(check);
    const path = '/dist/kartei-check.js';
    await import(path);
    return [Object.keys(check), check.workerUrl, check.wasmUrl];
  });
  assert.deepEqual(urls, [['root'], '/moved/worker.js', '/moved/check.wasm']);
});

test('a property that a framework unsets is unset', async () => {
  const page = await openPage({ path: 'blank.html' });
  const found = await page.evaluate(() => {
    const [dashboard, table, form] = ['dashboard', 'table', 'form'].map(
      (name) => /** @type {any} */ (document.createElement(`kartei-${name}`)),
    );
    document.body.append(dashboard, table, form);
    dashboard.book = undefined;
    table.query = { filter: { text: 'anna' } };
    table.query = undefined;
    form.contactId = 'x';
    form.contactId = undefined;
    const isOpening = !dashboard.root.querySelector('.page').hidden;
    return [dashboard.book, isOpening, table.query.filter, form.contactId];
  });
  assert.deepEqual(found, [null, true, { all: [] }, null]);
});

test('an element that is moved has its question answered with no', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(() =>
    document.querySelector('main')?.append(document.createElement('kartei-trash')),
  );
  await useSmallBook(page);
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await page.getByRole('dialog').waitFor();
  await page.evaluate(() => {
    const trash = /** @type {Element} */ (document.querySelector('kartei-trash'));
    document.querySelector('main')?.append(trash);
  });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // Another can be asked.
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await page.getByRole('dialog').waitFor();
});

test('a question that another language takes away is answered with no', async () => {
  const page = await openPage({ path: 'blank.html' });
  const isThere = await page.evaluate(async () => {
    const form = /** @type {any} */ (document.createElement('kartei-form'));
    document.querySelector('main')?.append(form);
    const dialog = document.createElement('dialog');
    form.root.append(dialog);
    dialog.showModal();
    const closed = new Promise((answer) => dialog.addEventListener('close', answer));
    form.lang = 'de';
    await closed;
    return dialog.isConnected;
  });
  assert.equal(isThere, false);
});

test('the language is that of the text around', async () => {
  const page = await openPage({ path: 'blank.html' });
  const placeholders = await page.evaluate(() => {
    const boxes = ['de-CH', 'en'].map((lang) => {
      const box = Object.assign(document.createElement('div'), { lang });
      box.append(document.createElement('kartei-filter-bar'));
      return box;
    });
    document.body.append(...boxes);
    return boxes.map((box) => {
      const bar = /** @type {any} */ (box.firstChild);
      return bar.root.querySelector('input').placeholder;
    });
  });
  assert.deepEqual(placeholders, [
    'Name, E-Mail oder Telefon suchen',
    'Search name, e-mail or phone',
  ]);
});

test('the language comes from outside of shadow roots, and follows that of the page', async () => {
  const page = await openPage({ path: 'blank.html' });
  const [german, english] = ['Name, E-Mail oder Telefon suchen', 'Search name, e-mail or phone'];
  const placeholders = await page.evaluate(async () => {
    document.documentElement.lang = 'de';
    /** @param {string} lang */
    const addApp = (lang) => {
      const [outer, inner] = ['div', 'section'].map((name) => document.createElement(name));
      if (lang) outer.lang = lang;
      document.body.append(outer);
      outer.attachShadow({ mode: 'open' }).append(inner);
      const bar = document.createElement('kartei-filter-bar');
      inner.attachShadow({ mode: 'open' }).append(bar);
      return /** @type {any} */ (bar);
    };
    const bars = [addApp(''), addApp('en')];
    const told = () => bars.map(({ root }) => root.querySelector('input').placeholder);
    const before = told();
    document.documentElement.lang = 'en';
    await new Promise((go) => setTimeout(go));
    const during = told();
    document.documentElement.lang = 'de';
    await new Promise((go) => setTimeout(go));
    return [before, during, told()];
  });
  assert.deepEqual(placeholders, [
    [german, english],
    [english, english],
    [german, english],
  ]);
});

test('another book and another language build each part of the dashboard once', async () => {
  const page = await openPage();
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard')).book,
  );
  const builds = await page.evaluate(() => {
    const dashboard = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { book } = dashboard;
    /** @type {Record<string, number>} */
    const counts = {};
    for (const part of dashboard.root.querySelector('main').querySelectorAll('*')) {
      if (!('book' in part)) continue;
      const { build } = part;
      counts[part.localName] = 0;
      part.build = () => {
        counts[part.localName]++;
        build.call(part);
      };
    }
    const after = (/** @type {() => void} */ change) => {
      for (const name of Object.keys(counts)) counts[name] = 0;
      change();
      return { ...counts };
    };
    return [
      after(() => (dashboard.book = null)),
      after(() => (dashboard.book = book)),
      after(() => (dashboard.lang = 'de')),
    ];
  });
  for (const counts of builds) {
    assert.ok(Object.keys(counts).length > 5);
    assert.deepEqual(new Set(Object.values(counts)), new Set([1]), JSON.stringify(counts));
  }
});

test('nothing stays of a book that is gone or replaced, and no late answer is taken', async () => {
  const page = await openPage({ path: 'blank.html' });
  await useSmallBook(page, {
    parked: [{ at: 0, field: 'email', reason: 'invalid', status: 422, contact: {} }],
    sync: { is_connected: true, state: 'idle', parked: 1, name: 'Anna Müller' },
  });
  const shown = await page.evaluate(async () => {
    const { book } = /** @type {any} */ (window);
    const names = ['table', 'contacts', 'trash', 'history', 'sync', 'settings', 'form'];
    const parts = names.map(
      (name) => /** @type {any} */ (document.createElement(`kartei-${name}`)),
    );
    document.querySelector('main')?.append(...parts);
    const wait = (/** @type {number} */ ms) => new Promise((go) => setTimeout(go, ms));
    /** @type {(node: any) => string} */
    const read = (node) =>
      [...node.querySelectorAll('*')]
        .map((one) => (one.shadowRoot ? read(one.shadowRoot) : ''))
        .concat(node.textContent, ...[...node.querySelectorAll('input')].map(({ value }) => value))
        .join(' ');
    const isSeen = () =>
      parts.map(({ root }) => /Müller|Muster|5 contacts|November/i.test(read(root)));
    parts.at(-1).contactId = '0193a000-0000-7000-8000-000000000000';
    for (const part of parts) part.book = book;
    await wait(200);
    const before = isSeen();
    for (const part of parts) part.book = null;
    const at = isSeen();
    // What was just asked is answered later.
    for (const part of parts) part.book = book;
    for (const part of parts) part.book = null;
    await wait(100);
    const late = isSeen();
    for (const part of parts) part.book = book;
    await wait(100);
    const silent = Object.assign(new EventTarget(), { name: 'silent', status: 'ready' });
    for (const name of Object.keys(book)) {
      if (typeof book[name] !== 'function') continue;
      Object.assign(silent, { [name]: () => new Promise(() => {}) });
    }
    for (const part of parts) part.book = silent;
    return { before, at, late, other: isSeen() };
  });
  const none = shown.before.map(() => false);
  assert.deepEqual(shown, { before: none.map(() => true), at: none, late: none, other: none });
});

test('the way back of a message is that of its book', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(() => document.body.append(document.createElement('kartei-dashboard')));
  const undone = async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForTimeout(100);
    return page.evaluate(() => /** @type {any} */ (window).book.calls.length);
  };
  const useBook = async (/** @type {number} */ history) => {
    await useSmallBook(page, { history });
    await page.getByText('5 contacts').first().waitFor();
  };
  const say = () =>
    page.evaluate(() => {
      const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      root.querySelector('kartei-contacts').emit('kartei-deleted', { count: 1, entry: 3 });
    });
  await useBook(8);
  await say();
  await useBook(9);
  assert.equal(await undone(), 0);
  await say();
  assert.equal(await undone(), 1);
});

/**
 * Holds back the call that `begin` makes until there is another book, and tells what is said of it.
 * @param {Page} page @param {string} element @param {string} call
 * @param {() => Promise<unknown>} begin
 */
async function saidOfEarlierBook(page, element, call, begin) {
  await page.evaluate((name) => {
    /** @type {string[]} */
    const said = [];
    Object.assign(window, { said });
    for (const type of ['saved', 'refused', 'changed', 'backup-restored', 'segment-changed'])
      document.addEventListener(`kartei-${type}`, () => said.push(type));
    document.querySelector('main')?.replaceChildren(document.createElement(name));
  }, element);
  await useSmallBook(page);
  const letGo = await holdBook(page, call);
  await begin();
  await page.waitForTimeout(100);
  await useSmallBook(page, { contacts: 4 });
  await letGo();
  await page.waitForTimeout(100);
  return page.evaluate(() => /** @type {any} */ (window).said);
}

test('nothing is said of what came of a book that another one has replaced', async () => {
  const page = await openPage({ path: 'blank.html' });
  const save = async () => {
    await page.getByLabel('Name', { exact: true }).fill('Zora');
    await page.getByRole('button', { name: 'Save' }).click();
  };
  assert.deepEqual(await saidOfEarlierBook(page, 'kartei-form', 'save', save), []);
  const restore = async () => {
    const backup = { name: 'a.kartei', mimeType: 'application/gzip', buffer: Buffer.from('x') };
    await page.locator('input[type=file]').setInputFiles(backup);
    await page.getByRole('button', { name: 'Merge 1,213 contacts' }).click();
  };
  const said = await saidOfEarlierBook(page, 'kartei-settings', 'restoreBackup', restore);
  assert.deepEqual(said, []);
  assert.equal(await page.getByTestId('restore-result').count(), 0);
  await page.getByRole('button', { name: 'Choose backup' }).waitFor();
});

test('the page’s tokens, font and colour scheme reach inside; nothing leaks out', async () => {
  const page = await openPage({ path: 'blank.html' });
  const result = await page.evaluate(() => {
    const globals = new Set(Object.getOwnPropertyNames(globalThis));
    const sheets = document.adoptedStyleSheets.length + document.styleSheets.length;
    const { style } = document.documentElement;
    style.setProperty('--kartei-surface', 'rgb(1, 2, 3)');
    style.fontFamily = 'serif';
    style.colorScheme = 'dark';
    const table = document.createElement('kartei-table');
    document.body.append(table);
    const { backgroundColor, fontFamily, colorScheme } = getComputedStyle(table);
    return {
      style: [backgroundColor, fontFamily, colorScheme],
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => !globals.has(name)),
      sheets: document.adoptedStyleSheets.length + document.styleSheets.length - sheets,
    };
  });
  assert.deepEqual(result, { style: ['rgb(1, 2, 3)', 'serif', 'dark'], globals: [], sheets: 0 });
});

test('a dashboard inside a page leaves its address and its keys alone', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(() => {
    const book = Object.assign(new EventTarget(), {
      search: async () => ({ rows: [], total: 0, version: 1 }),
      count: async () => 0,
      callingCodes: async () => [],
    });
    const dashboard = Object.assign(document.createElement('kartei-dashboard'), { book });
    document.querySelector('main')?.append(dashboard);
  });
  const before = page.url();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  await page.keyboard.press('n');
  assert.equal(await page.getByRole('heading', { name: 'New contact' }).count(), 0);
  await page.getByRole('button', { name: 'New contact' }).click();
  await page.getByRole('heading', { name: 'New contact' }).waitFor();
  assert.equal(page.url(), before);
  assert.equal(await page.title(), 'Test');
});

/** A contact is opened and saved, as a person would. @param {Page} page */
async function renameAnna(page) {
  await page.getByRole('gridcell', { name: 'Anna Beispiel', exact: true }).click();
  const form = page.locator('kartei-form');
  await form.getByRole('textbox', { name: 'Name' }).fill('Anna Weiss');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('gridcell', { name: 'Anna Weiss', exact: true }).waitFor();
}

for (const width of [390, 1000]) {
  test(`a dashboard of no height of its own, ${width} px wide, can be used`, async () => {
    const page = await openWithSample({ width });
    await page.evaluate(() => {
      for (const part of [document.documentElement, document.body]) {
        Object.assign(part.style, { height: 'auto', overflow: 'auto' });
      }
      const dashboard = /** @type {HTMLElement} */ (document.querySelector('kartei-dashboard'));
      Object.assign(dashboard.style, { height: 'auto', minHeight: 'auto' });
    });
    await renameAnna(page);
  });
}

test('in a low window the page scrolls, and the list has all of it', async () => {
  const page = await openWithSample({ width: 740, height: 320 });
  const grid = await page.getByRole('grid').boundingBox();
  assert.ok(grid && grid.height > 100, `the list is ${grid?.height} px high`);
  await renameAnna(page);
});

test('names and notes of a contact are text, whatever they hold', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(async () => {
    const name = '<img src=x onerror="document.title=\'owned\'">';
    const contact = {
      id: '1',
      name,
      email: name,
      phone: name,
      country_code: name,
      created_at: '2026-01-01T00:00:00.000Z',
    };
    const table = /** @type {any} */ (document.createElement('kartei-table'));
    table.book = { search: async () => ({ rows: [contact], total: 1, version: 1 }) };
    document.querySelector('main')?.append(table);
  });
  await page.getByText('<img src=x').first().waitFor();
  assert.equal(await page.locator('kartei-table img').count(), 0);
  assert.equal(await page.title(), 'Test');
});

test('a <base> of the page does not lead away from it', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(() => {
    history.replaceState(null, '', '?some=1');
    document.head.append(Object.assign(document.createElement('base'), { href: '/elsewhere/' }));
    const dashboard = document.createElement('kartei-dashboard');
    dashboard.toggleAttribute('standalone', true);
    document.querySelector('main')?.append(dashboard);
  });
  await useSmallBook(page);
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.waitForURL('**/blank.html?some=1#/trash');
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.waitForURL('**/blank.html?some=1#/contacts');
  await page.getByRole('row', { name: 'Bert Muster' }).click();
  await page.waitForURL('**/blank.html?some=1#/contacts/0193a000*');
});
