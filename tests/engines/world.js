// One browser with several tabs that have books open, for the tests of what tabs do to each other.
//
//   const world = await World.start('firefox', site);
//   const tab = await world.openTab('crm');
//   await tab.run(({ books }) => books.crm.save({ name: 'Anna' }));
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { launch, makeProfile } from './engines.js';
import { killBrowser, processOf, signal } from './processes.js';

/** @import { Browser, Page } from 'puppeteer-core' */
/** @typedef {import('./engines.js').Engine} Engine */
/** @typedef {Awaited<ReturnType<typeof import('./site.js').serveSite>>} Site */
/** @typedef {typeof import('../../web/kartei.js')} Kartei */
/** @typedef {import('../../web/kartei.js').ContactBook} ContactBook */

/**
 * What the page of the tests (site.js) has at hand.
 * @typedef {object} Hand
 * @property {Kartei} kartei
 * @property {Record<string, ContactBook>} books
 * @property {any[]} events   {type, name, at, …detail}
 * @property {(name: string, options?: object) => Promise<ContactBook>} open
 * @property {Record<string, any>} kept  whatever a test leaves there
 */

export { pause };

/**
 * Until it is true.
 * @param {() => unknown} condition
 * @param {number} ms
 * @param {string} what
 */
export async function until(condition, ms, what) {
  const start = performance.now();
  while (!(await condition())) {
    assert.ok(performance.now() - start < ms, `${what} within ${ms} ms`);
    await pause(20);
  }
  return performance.now() - start;
}

export class Tab {
  #world;
  /** @type {number | undefined} */
  #pid;

  /**
   * @param {World} world
   * @param {Page} page
   */
  constructor(world, page) {
    this.#world = world;
    this.page = page;
  }

  /**
   * Runs a function in the page, which gets what is at hand there and one argument.
   * @template [A=undefined], [R=unknown]
   * @param {(hand: Hand, argument: A) => R | Promise<R>} body
   * @param {A} [argument]
   * @returns {Promise<R>}
   */
  run(body, argument) {
    const source = `(${body})(globalThis, ${JSON.stringify(argument) ?? 'undefined'})`;
    return /** @type {Promise<any>} */ (this.page.evaluate(source));
  }

  /**
   * @param {string} book
   * @param {object} [options]
   * @returns {Promise<string>} '', or the code of the error
   */
  open(book, options = {}) {
    return this.run(
      ({ open }, given) =>
        open(...given).then(
          () => '',
          (error) => error.code,
        ),
      /** @type {[string, object]} */ ([book, options]),
    );
  }

  /** Learns its process, which a tab that sleeps cannot be asked for. */
  async knowProcess() {
    this.#pid ??= await processOf(this.#world.browser, this.page);
    return this.#pid;
  }

  /** The process of the page is gone, from one moment to the next. */
  async crash() {
    signal(await this.knowProcess(), 'SIGKILL');
    this.#world.forget(this);
  }

  async freeze() {
    signal(await this.knowProcess(), 'SIGSTOP');
  }

  async wake() {
    signal(await this.knowProcess(), 'SIGCONT');
  }

  async close() {
    this.#world.forget(this);
    await this.page.close();
  }

  /** As a person does it: the page is left and loaded again. */
  async reload() {
    await this.page.reload();
    await this.isLoaded();
  }

  async isLoaded() {
    await this.page.waitForFunction('globalThis.kartei');
  }
}

export class World {
  /** What a person would find in the console. @type {string[]} */
  problems = [];
  /** @type {Set<Tab>} */
  #tabs = new Set();

  /**
   * @param {Browser} browser
   * @param {Site} site
   * @param {ReturnType<typeof makeProfile>} profile
   * @param {boolean} ownsProfile
   */
  constructor(browser, site, profile, ownsProfile) {
    this.browser = browser;
    this.site = site;
    this.profile = profile;
    this.ownsProfile = ownsProfile;
  }

  /**
   * @param {Engine} engine
   * @param {Site} site
   * @param {object} [options]
   * @param {ReturnType<typeof makeProfile>} [options.profile]  one that is kept
   * @param {Record<string, unknown>} [options.preferences]     of Firefox
   * @param {string[]} [options.flags]                          of Chromium
   */
  static async start(engine, site, { profile, preferences, flags } = {}) {
    const own = profile ?? makeProfile();
    const browser = await launch(engine, { folder: own.folder, preferences, flags });
    return new World(browser, site, own, !profile);
  }

  /**
   * @param {string} [book]  to be opened in it
   * @param {{url?: string}} [options]
   */
  async openTab(book, { url = this.site.url } = {}) {
    const page = await this.browser.newPage();
    const tab = new Tab(this, page);
    this.#tabs.add(tab);
    page.on('console', (message) => this.problems.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.problems.push(`error: ${error}`));
    // A page that a test has crashed.
    page.on('error', () => {});
    await page.goto(url);
    await tab.isLoaded();
    if (book) assert.equal(await tab.open(book), '');
    return tab;
  }

  /** @param {Tab} tab */
  forget(tab) {
    this.#tabs.delete(tab);
  }

  async closeTabs() {
    await Promise.all([...this.#tabs].map((tab) => tab.close()));
  }

  assertQuiet() {
    const { problems } = this;
    this.problems = [];
    assert.deepEqual(problems, []);
  }

  /** The whole browser dies at once. */
  async kill() {
    this.#tabs.clear();
    await killBrowser(this.browser);
  }

  async end() {
    // A browser with a page that was killed may take its time.
    await Promise.race([this.browser.close().catch(() => {}), pause(5_000)]);
    await killBrowser(this.browser);
    if (this.ownsProfile) this.profile.remove();
  }
}
