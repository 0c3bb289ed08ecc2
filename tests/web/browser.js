// Headless Chromium for the tests of the page: one browser, one server, one fresh context a page.
//
//   const page = await openPage({ locale: 'de-DE' });   // the dashboard, with its real book
//   const page = await openPage({ path: 'blank.html' }); // the elements, for a book of one's own
//
// A page that writes to its console, or asks anybody but its server, fails its test.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { chromium } from 'playwright-core';
import { executablePath, flags } from './chromium.js';
import { serveSite } from './site.js';

/** @import { Browser, BrowserContext, Locator, Page } from 'playwright-core' */

/** @type {Promise<Browser> | undefined} */
let browser;
/** @type {ReturnType<typeof serveSite> | undefined} */
let server;
/** @type {Set<BrowserContext>} */
const contexts = new Set();
/** @type {string[]} */
let complaints = [];

/** The one server of the test file. */
export function startServer() {
  return (server ??= serveSite());
}

// A page of a test is soon closed: V8 optimises only what really runs long, not what opening a book
// has run. That took more time than the tests.
const args = [...flags, '--js-flags=--wasm-tiering-budget=100000000'];

export function startBrowser() {
  return (browser ??= chromium.launch({ executablePath, headless: true, args }));
}

/**
 * @typedef {object} PageOptions
 * @property {string} [path]       index.html with its hash, or blank.html
 * @property {string} [locale]
 * @property {'light' | 'dark'} [theme]
 * @property {number} [width]
 * @property {number} [height]
 * @property {boolean} [touch]
 * @property {boolean} [shell]     whether the service worker is let in
 * @property {string} [site]       another address that may be asked
 * @property {'active' | 'none'} [forcedColors]
 */

/**
 * A page in a context of its own: nothing is kept from the one before.
 * @param {PageOptions} [options]
 * @returns {Promise<Page>}
 */
export async function openPage({ path = '', shell = false, ...options } = {}) {
  const context = await openContext({ shell, ...options });
  const page = await openTab(context);
  const { url, blankUrl } = await startServer();
  const isBlank = path.startsWith('blank.html');
  await page.goto(isBlank ? path.replace('blank.html', blankUrl) : url + path);
  if (isBlank) {
    await page.waitForFunction(() => customElements.get('kartei-dashboard'));
  }
  return page;
}

/** The sample contacts, brought in as a person would. @param {Page} page */
export async function loadSample(page) {
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await page.getByRole('button', { name: 'Import 16 contacts' }).click();
  await page.getByRole('button', { name: 'Go to contacts' }).click();
  await page.getByText('16 contacts', { exact: true }).first().waitFor();
}

/** The dashboard with them. @param {PageOptions} [options] */
export async function openWithSample(options) {
  const page = await openPage(options);
  await loadSample(page);
  return page;
}

/**
 * @param {PageOptions} [options]
 * @returns {Promise<BrowserContext>}
 */
export async function openContext({
  locale = 'en-US',
  theme = 'light',
  width = 1280,
  height = 800,
  touch = false,
  shell = false,
  site = '',
  forcedColors = 'none',
} = {}) {
  const context = await (
    await startBrowser()
  ).newContext({
    locale,
    timezoneId: 'Europe/Berlin',
    colorScheme: theme,
    forcedColors,
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
  });
  contexts.add(context);
  const { url, blankUrl } = await startServer();
  // The page goes on without its shell, as it does in an old browser.
  if (!shell)
    await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  context.on('request', (request) => {
    const isOwn =
      /^(data|blob):/.test(request.url()) ||
      [url, new URL('.', blankUrl).href, site].some((own) => own && request.url().startsWith(own));
    if (!isOwn) complaints.push(`asked ${request.url()}`);
  });
  return context;
}

/**
 * @param {BrowserContext} context
 * @returns {Promise<Page>}
 */
export async function openTab(context) {
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    const { url } = message.location();
    // The browser asks for it by itself where a page names no icon.
    if (!url.endsWith('/favicon.ico'))
      complaints.push(`${message.type()}: ${message.text()} ${url}`);
  });
  return page;
}

/**
 * Two tabs on one new book.
 * @param {(page: Page) => Promise<unknown>} fill  brings contacts into it, in the first of them
 */
export async function openTwoTabs(fill) {
  const context = await openContext();
  const { url } = await startServer();
  const page = await openTab(context);
  await page.goto(url);
  await fill(page);
  const other = await openTab(context);
  await other.goto(url);
  return { context, url, page, other };
}

/** What pages have complained about until now, for a test that expects a complaint. */
export function takeComplaints() {
  const taken = complaints;
  complaints = [];
  return taken;
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * Fails with every finding of axe-core.
 * @param {Page} page
 * @param {string} state  what is shown, for the message
 */
export async function assertAccessible(page, state) {
  // Colours are measured when nothing fades any more, also nothing that is about to be shown.
  await page.evaluate(async () => {
    const findRunning = () => {
      const roots = [/** @type {Document | ShadowRoot} */ (document)];
      for (const root of roots) {
        for (const { shadowRoot } of root.querySelectorAll('*'))
          if (shadowRoot) roots.push(shadowRoot);
      }
      const running = roots.flatMap((root) => root.getAnimations());
      return running.filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    };
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    for (let quietFrames = 0; quietFrames < 3; ++quietFrames) {
      const running = findRunning();
      if (running.length) quietFrames = 0;
      await Promise.allSettled(running.map(({ finished }) => finished));
      await frame();
    }
  });
  await page.evaluate(`${axeSource}; undefined`);
  const findings = await page.evaluate(async () => {
    const { axe } = /** @type {any} */ (globalThis);
    const { violations } = await axe.run(document);
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map(
        (/** @type {any} */ node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`,
      ),
    );
  });
  assert.deepEqual(findings, [], `axe-core on: ${state}`);
}

/**
 * From now on the book of the page answers such a call only once it is let go.
 * @param {Page} page
 * @param {string} name  of the call
 * @returns {Promise<() => Promise<void>>} lets it go
 */
export async function holdBook(page, name) {
  const held = await page.evaluateHandle((method) => {
    const dashboard = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const book = /** @type {any} */ (globalThis).book ?? dashboard.book;
    const answer = book[method].bind(book);
    let release = () => {};
    const released = new Promise((done) => (release = () => done(null)));
    book[method] = async (/** @type {any[]} */ ...asked) => (await released, answer(...asked));
    return { release };
  }, name);
  return () => held.evaluate(({ release }) => release());
}

/**
 * Fails unless the answer is what is expected, or becomes so within a moment.
 * @template Answer
 * @param {() => Answer | Promise<Answer>} ask
 * @param {Answer} expected
 * @param {string} [what]  is asked
 */
export async function assertBecomes(ask, expected, what) {
  let answer = await ask();
  for (let i = 0; i < 200 && !isDeepStrictEqual(answer, expected); i++) {
    await new Promise((go) => setTimeout(go, 50));
    answer = await ask();
  }
  assert.deepEqual(answer, expected, what);
}

/**
 * Fails unless the focus is there, or comes there within a moment.
 * @param {Locator} locator
 */
export function assertFocused(locator) {
  // Asked once a round: a screen that is drawn anew between finding its heading and asking it
  // would answer for the heading that was there before.
  const isFocused = () => locator.evaluate((node) => node.matches(':focus'));
  return assertBecomes(isFocused, true, `focus on ${locator}`);
}

/**
 * By its link in the bar, until the page is there: a key that is pressed before is for the screen
 * that is left.
 * @param {Page} page
 * @param {string} screen  of the route
 * @param {string} name    its heading
 */
export async function goToScreen(page, screen, name) {
  await page.locator(`[data-screen=${screen}]`).click();
  await assertFocused(page.getByRole('heading', { level: 2, name, exact: true }));
}

/**
 * All that the page says, through its shadow roots, where innerText does not go: what is seen, and
 * what is read aloud.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export function shownText(page) {
  return page.evaluate(() => {
    /** @param {Node} node @returns {string[]} */
    const read = (node) => {
      if (node instanceof Text) return [node.data.trim()];
      if (!(node instanceof HTMLElement || node instanceof ShadowRoot)) return [];
      const inside = [...node.childNodes].flatMap(read);
      if (node instanceof ShadowRoot) return inside;
      if (!node.checkVisibility()) return [];
      const labels = ['aria-label', 'title', 'placeholder'].map((name) => node.getAttribute(name));
      const further = node.shadowRoot ? read(node.shadowRoot) : [];
      return [...labels.map((label) => label ?? ''), ...further, ...inside];
    };
    return read(document.body).filter(Boolean).join('\n');
  });
}

/**
 * Whether the page itself can be scrolled sideways (WCAG 1.4.10).
 * @param {Page} page
 */
export function scrollsSideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

afterEach(async () => {
  await Promise.all([...contexts].map((context) => context.close()));
  contexts.clear();
  assert.deepEqual(takeComplaints(), []);
});

after(async () => {
  await (await browser)?.close();
  await (await server)?.close();
});
