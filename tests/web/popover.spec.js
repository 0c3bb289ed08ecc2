// The small windows beside what opened them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './browser.js';

/** @import { Page } from 'playwright-core' */

/**
 * Two buttons, which show the same window; `showBeside` and `popover` are the page's.
 * @param {Page} page
 */
async function addPopover(page) {
  await page.evaluate(async () => {
    // @ts-ignore The page's module, at its address there.
    const { makePopover, showBeside } = await import('/dist/popover.js');
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    const inside = Object.assign(document.createElement('button'), { textContent: 'Inside' });
    const popover = makePopover('Window');
    popover.append(inside);
    const listened = /** @type {Record<string, number>} */ ({});
    for (const name of ['First', 'Second']) {
      const button = Object.assign(document.createElement('button'), { textContent: name });
      listened[name] = 0;
      const listen = button.addEventListener.bind(button);
      button.addEventListener = (/** @type {any[]} */ ...options) => {
        listened[name]++;
        return /** @type {any} */ (listen)(...options);
      };
      button.onclick = () => showBeside(popover, button);
      main.append(button);
    }
    main.append(popover);
    Object.assign(globalThis, { listened });
  });
}

test('an anchor is listened to once, however often a window is shown beside it', async () => {
  const page = await openPage({ path: 'blank.html' });
  await addPopover(page);
  const button = (/** @type {string} */ name) => page.getByRole('button', { name });
  const listened = () => page.evaluate(() => ({ .../** @type {any} */ (globalThis).listened }));
  await button('First').click();
  await button('Second').click();
  const once = await listened();
  for (const name of ['First', 'Second', 'First', 'Second', 'First']) await button(name).click();
  assert.deepEqual(await listened(), once);
  // And a press on the one beside which it is shown still closes it, and only there.
  await page.getByRole('dialog').waitFor();
  await button('First').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await button('First').click();
  await page.getByRole('dialog').waitFor();
});

test('a window whose opener is gone can be closed, and is looked at no longer', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.evaluate(() => {
    const request = requestAnimationFrame;
    Object.assign(globalThis, { frames: 0 });
    globalThis.requestAnimationFrame = (run) => {
      /** @type {any} */ (globalThis).frames++;
      return request(run);
    };
  });
  await addPopover(page);
  await page.getByRole('button', { name: 'First' }).click();
  await page.getByRole('button', { name: 'Inside' }).focus();
  await page.evaluate(() => document.querySelector('main button')?.remove());
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const frames = () =>
    page.evaluate(async () => {
      const before = /** @type {any} */ (globalThis).frames;
      // The page's own two frames are counted, too.
      for (let i = 0; i < 2; i++) await new Promise((next) => requestAnimationFrame(next));
      return /** @type {any} */ (globalThis).frames - before;
    });
  await frames();
  assert.equal(await frames(), 2);
});
