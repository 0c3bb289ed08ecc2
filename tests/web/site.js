// What the tests of the page are served: a copy of web/, bundled as it is now, and a page for
// elements on their own. Each page of a test loads everything anew, so the elements come bundled,
// too, as in most applications; tests/package and tests/engines have them as they are.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';
import { serve } from '../../scripts/serve.mjs';

const web = fileURLToPath(new URL('../../web', import.meta.url));

// The page and the workers, and what tests import: it is the same module for all of them.
const entries = [
  'main.js',
  'worker/worker.js',
  'worker/check-worker.js',
  'check.js',
  'import-review.js',
  'elements/index.js',
  'elements/check/kartei-check.js',
  'elements/base/popover.js',
];

const blankPage = `<!doctype html><html lang="en"><head><title>Test</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="styles.css">
<script type="module" src="dist/index.js"></script>
</head><body><header><h1>Test</h1></header><main></main></body></html>`;

/**
 * `url` has the strict policy of scripts/serve.mjs; `blankUrl` is that of the page for elements on
 * their own: it is of another origin, and has no policy, as most applications.
 * @returns {Promise<Record<'url' | 'blankUrl', string> & {close(): Promise<void>}>}
 */
export async function serveSite() {
  const folder = await mkdtemp(join(tmpdir(), 'kartei-web-'));
  await cp(web, folder, { recursive: true });
  await bundle(folder, { entries, splitting: true });
  await writeFile(join(folder, 'blank.html'), blankPage);
  const page = await serve({ port: 0, root: folder });
  const application = await serve({ port: 0, root: folder, headers: {} });
  return {
    url: page.url,
    blankUrl: `${application.url}blank.html`,
    close: async () => {
      await Promise.all([page.close(), application.close()]);
      await rm(folder, { recursive: true });
    },
  };
}
