// What the README promises: its five lines run as they stand, its picture is of this page.
// KARTEI_PICTURE=1 writes docs/kartei.png anew.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { openContext, openPage, openTab, startServer } from './browser.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** @param {string} language */
const codeBlock = (language) => {
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme);
  assert.ok(found, `the README has a block of ${language}`);
  return found[1];
};

test('the embedding example runs as it stands', async () => {
  const example = codeBlock('js');
  assert.ok(example.trim().split('\n').length <= 5, 'five lines');
  const context = await openContext();
  const { url } = await startServer();
  // An import map stands for what a bundler or a server does with the name of a package.
  const imports = { kartei: '/kartei.js', 'kartei/elements': '/elements/index.js' };
  const html = `<!doctype html><html lang="en"><head><title>App</title>
    <script type="importmap">${JSON.stringify({ imports })}</script></head>
    <body><kartei-table></kartei-table>
    <script type="module" src="example.js"></script></body></html>`;
  await context.route('**/app.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: html }),
  );
  await context.route('**/example.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: example }),
  );
  const page = await openTab(context);
  await page.goto(`${url}app.html`);
  await page.getByRole('gridcell', { name: 'Anna', exact: true }).waitFor();
});

const BAD_CSV = `Name;E-Mail;Telefon;Ländervorwahl
Jörg Weiß;joerg.weiss@example.org;0151 / 234 567-89;+49
Anna Müller;anna.mueller(at)example.org;030 1234567;+49
"Øster, Søren";soren@example.org;+45 32 12 34 56;
Jörg Weiß;joerg.weiss@EXAMPLE.org;+49 151 23456789;
Zoë Özdemir;zoe@example..org;+43 1 5050505;
;;;
Łucja Baran;lucja@example.org;0048 512 179 500;
`;

test('the picture: a bad CSV becomes clean contacts', async () => {
  const page = await openPage({ locale: 'en-US', width: 980, height: 720 });
  await page.getByRole('button', { name: 'Import a CSV file' }).click();
  const buffer = Buffer.from(BAD_CSV);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'contacts.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('radio', { name: /^Update/ }).check();
  await page.getByRole('button', { name: 'Import 4 rows' }).waitFor();
  const review = await page.screenshot();
  await page.getByRole('button', { name: 'Import 4 rows' }).click();
  await page.getByRole('button', { name: 'Go to contacts' }).click();
  await page.getByRole('gridcell', { name: 'Łucja Baran', exact: true }).waitFor();
  assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '4');
  const list = await page.screenshot();

  const picture = await openTab(page.context());
  await picture.setViewportSize({ width: 1640, height: 500 });
  const source = (/** @type {Buffer} */ image) =>
    `data:image/png;base64,${image.toString('base64')}`;
  const escaped = BAD_CSV.replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'));
  await picture.setContent(`<style>
    body { margin: 0; background: #f5f4f0; font: 15px/1.5 sans-serif; color: #333; }
    main { display: flex; width: max-content; gap: 28px; padding: 36px; align-items: center; }
    figure { margin: 0; text-align: center; }
    pre, img { width: 480px; box-sizing: border-box; border: 1px solid #ddd; border-radius: 10px; }
    pre { width: 432px; background: #fff; padding: 16px; margin: 0; overflow: hidden;
      font: 11.5px/1.7 monospace; text-align: left; }
    figcaption { margin-top: 10px; }
    span { font-size: 26px; color: #888; }</style>
    <main>
      <figure><pre>${escaped}</pre><figcaption>a CSV file as people have it</figcaption></figure>
      <span>→</span>
      <figure><img src="${source(review)}">
        <figcaption>checked here, every row accounted for</figcaption></figure>
      <span>→</span>
      <figure><img src="${source(list)}"><figcaption>clean contacts</figcaption></figure>
    </main>`);
  const main = picture.locator('main');
  const image = await main.screenshot();
  assert.ok(image.length > 20_000);
  if (process.env.KARTEI_PICTURE) {
    writeFileSync(new URL('../../docs/kartei.png', import.meta.url), image);
  }
});
