// Chromium with a profile folder that is kept: closed and opened again, it is the same person's
// browser. For tests of what lasts; browser.js has fresh contexts for tests of what is shown.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { executablePath, flags } from './chromium.js';

/** @import { BrowserContext, Page } from 'playwright-core' */

/** A new profile folder, and how to remove it. */
export function makeProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-profile-'));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export class ProfileBrowser {
  /** What a person would find in the console, and requests to other origins. */
  problems = /** @type {string[]} */ ([]);

  /** @param {BrowserContext} context */
  constructor(context) {
    this.context = context;
    context.on('page', (page) => this.#watch(page));
    context.pages().forEach((page) => this.#watch(page));
  }

  /**
   * @param {string} folder  of the profile
   * @param {{locale?: string, args?: string[]}} [options]
   */
  static async open(folder, { args = [], locale = 'de-DE' } = {}) {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      headless: true,
      locale,
      viewport: { width: 1280, height: 800 },
      args: [...flags, ...args],
    });
    return new ProfileBrowser(context);
  }

  /** @param {Page} page */
  #watch(page) {
    page.on('console', (message) => this.problems.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.problems.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      const isOwn = hostname === '127.0.0.1' || protocol === 'data:' || protocol === 'blob:';
      if (!isOwn) this.problems.push(`asked ${request.url()}`);
    });
  }

  /**
   * A tab with the page.
   * @param {string} url
   */
  async openTab(url) {
    const empty = this.context.pages().find((tab) => tab.url() === 'about:blank');
    const tab = empty ?? (await this.context.newPage());
    await tab.goto(url);
    return tab;
  }

  close() {
    return this.context.close();
  }

  assertQuiet() {
    assert.deepEqual(this.problems, []);
  }
}

/**
 * Until the page has opened its book.
 * @param {Page} page
 */
export async function bookIsOpen(page) {
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
}

/**
 * Every contact of the book, through the page's own API.
 * @param {Page} page
 * @returns {Promise<any[]>}
 */
export function readContacts(page) {
  return page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    /** @type {any[]} */
    const contacts = [];
    for (let total = 1; contacts.length < total;) {
      /** @type {any} */
      const found = await book.search({ offset: contacts.length, limit: 1000 });
      ({ total } = found);
      contacts.push(...found.rows);
    }
    return contacts;
  });
}

/**
 * Presses Tab until what has the focus has this name: what a person without a mouse does.
 * @param {Page} page
 * @param {string | RegExp} name
 */
export async function tabTo(page, name) {
  const seen = [];
  for (let presses = 0; presses < 80; ++presses) {
    const found = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const { labels } = /** @type {HTMLInputElement} */ (active ?? {});
      return (
        active?.getAttribute('aria-label') ||
        labels?.[0]?.innerText ||
        active?.textContent ||
        ''
      ).trim();
    });
    if (typeof name === 'string' ? found === name : name.test(found)) return;
    seen.push(found.slice(0, 40));
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab never reached ${name}; it went through ${seen.join(' | ')}`);
}
