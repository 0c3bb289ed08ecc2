// The shell that opens Kartei without a server, and its next version.
import assert from 'node:assert/strict';
import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';
import { shellScript } from '../../scripts/shell.mjs';
import { openContext, openTab, takeComplaints } from './browser.js';

/** @import { Page } from 'playwright-core' */

/**
 * A server of a copy of the page, whose files can be changed.
 * @param {(site: {folder: string, url: string, close: () => Promise<void>}) => Promise<void>} run
 */
async function withSite(run) {
  const folder = await mkdtemp(join(tmpdir(), 'kartei-site-'));
  await cp(fileURLToPath(new URL('../../web', import.meta.url)), folder, { recursive: true });
  await writeFile(join(folder, 'dist/shell.js'), shellScript(folder));
  const server = await serve({ port: 0, root: folder });
  try {
    await run({ folder, url: server.url, close: () => server.close() });
  } finally {
    await server.close().catch(() => {});
    await rm(folder, { recursive: true });
    // A page says what it misses once its server is gone.
    takeComplaints();
  }
}

/** @param {Page} page */
async function untilKept(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((go) => setTimeout(go, 50));
  });
}

/** @param {Page} page */
const shellNames = (page) => page.evaluate(() => caches.keys());

test('after one visit everything comes from the shell, from any address of the page', async () => {
  await withSite(async ({ url, close }) => {
    const context = await openContext({ shell: true, site: url });
    const page = await openTab(context);
    await page.goto(url);
    await untilKept(page);
    await close();
    for (const path of ['', 'index.html', '?source=link#/import']) {
      await page.goto(url + path);
      await page.locator('h2:visible').first().waitFor();
    }
    await page.getByRole('button', { name: 'Cancel import' }).click();
    await page.getByRole('button', { name: 'Load sample data' }).click();
    await page.getByRole('button', { name: 'Import 16 contacts' }).click();
    await page.getByRole('heading', { name: '16 contacts imported' }).waitFor();
  });
});

test('a new version waits until a person says so; the old shell is removed', async () => {
  await withSite(async ({ folder, url }) => {
    const context = await openContext({ shell: true, site: url });
    const page = await openTab(context);
    await page.goto(url);
    await untilKept(page);
    const [first] = await shellNames(page);
    // Another deployment on this origin.
    const foreign = first.replace(url, `${url}beta/`);
    assert.notEqual(foreign, first);
    await page.evaluate((name) => caches.open(name), foreign);
    const banner = page.getByText('A new version of Kartei is ready.');
    assert.equal(await banner.isVisible(), false);

    await appendFile(join(folder, 'dist/main.js'), '\nglobalThis.isNewVersion = true;\n');
    await writeFile(join(folder, 'dist/shell.js'), shellScript(folder));
    await page.reload();
    await banner.waitFor();
    const other = await openTab(context);
    await other.goto(url);
    await other.getByText('A new version of Kartei is ready.').waitFor();
    // Until then the page is wholly the old one.
    assert.equal(await page.evaluate(() => 'isNewVersion' in globalThis), false);

    await page.getByRole('button', { name: 'Reload' }).click();
    await page.waitForFunction(() => 'isNewVersion' in globalThis);
    await banner.waitFor({ state: 'hidden' });
    // The other tab is still the old one, and says so.
    await other.waitForTimeout(300);
    assert.equal(await other.getByText('A new version of Kartei is ready.').isVisible(), true);
    await other.getByRole('button', { name: 'Reload' }).click();
    await other.waitForFunction(() => 'isNewVersion' in globalThis);
    const left = await shellNames(page);
    assert.equal(left.length, 2);
    assert.ok(left.includes(foreign) && !left.includes(first), left.join());
  });
});
