// Chromium and Firefox with a profile folder of their own, through puppeteer.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { flags as usualFlags } from '../web/chromium.js';

/** @import { Browser } from 'puppeteer-core' */
/** @typedef {'chromium' | 'firefox'} Engine */

/** @param {string} program */
function find(program) {
  return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
}

/** @type {Record<Engine, () => string>} */
const programs = {
  chromium: () => find(process.env.CHROMIUM ?? 'chromium'),
  firefox: () => find(process.env.FIREFOX ?? 'firefox-esr'),
};

/** Both, or the one of KARTEI_ENGINE. */
export const engines = /** @type {Engine[]} */ (['chromium', 'firefox']).filter((engine) =>
  [undefined, engine].includes(/** @type {any} */ (process.env.KARTEI_ENGINE)),
);

/** A new profile folder, and how to remove it. */
export function makeProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-profile-'));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}

// As many as there are tabs of a test, so that one of them can be killed.
const ownProcesses = { 'dom.ipc.processCount': 20, 'dom.ipc.processCount.webIsolated': 20 };

/**
 * @param {Engine} engine
 * @param {{folder: string, preferences?: Record<string, unknown>, flags?: string[],
 *   hasScrollbars?: boolean}} options
 * @returns {Promise<Browser>}
 */
export function launch(engine, { folder, preferences = {}, flags = [], hasScrollbars = false }) {
  const isFirefox = engine === 'firefox';
  return puppeteer.launch({
    browser: isFirefox ? 'firefox' : 'chrome',
    executablePath: programs[engine](),
    headless: true,
    userDataDir: folder,
    // Scroll bars that take room, as on a desktop: without a screen they are hidden.
    ignoreDefaultArgs: hasScrollbars ? ['--hide-scrollbars'] : false,
    args: isFirefox ? [] : [...usualFlags, ...flags],
    ...(isFirefox && {
      extraPrefsFirefox: {
        ...ownProcesses,
        ...(hasScrollbars && { 'widget.gtk.overlay-scrollbars.enabled': false }),
        ...preferences,
      },
    }),
  });
}
