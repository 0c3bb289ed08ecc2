// The server of the tests: a copy of web/ on this machine, with an empty page that has the public
// door at hand as `kartei`, and beside it, in the same origin, the page of another version.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';
import { serve } from '../../scripts/serve.mjs';

const web = fileURLToPath(new URL('../../web', import.meta.url));
const model = fileURLToPath(new URL('grid-model.js', import.meta.url));
const contract = fileURLToPath(new URL('../web/files-contract.js', import.meta.url));

const blankPage = `<!doctype html><html lang="en"><head><title>Test</title>
<link rel="icon" href="icon.svg"><script type="module" src="blank.js"></script></head></html>`;

// A table on a source of the tests' own.
const gridPage = `<!doctype html><html lang="en"><head><title>Grid</title>
<link rel="icon" href="icon.svg"><link rel="stylesheet" href="styles.css">
<script type="module" src="elements/index.js"></script>
<script type="module" src="grid-model.js"></script></head>
<body><header><h1>Grid</h1></header><main></main></body></html>`;

// Every event that a book gives is kept, with the time.
const blankScript = `import * as kartei from './kartei.js';
const books = {};
const events = [];
const kept = {};
async function open(name, options = {}) {
  const book = await kartei.openContacts({ name, ...options });
  for (const type of ['change', 'status']) {
    book.addEventListener(type, ({ detail }) =>
      events.push({ type, name, at: performance.timeOrigin + performance.now(), ...detail }));
  }
  return (books[name] = book);
}
Object.assign(globalThis, { kartei, books, events, kept, open });
`;

/**
 * @param {string} folder
 * @param {number} [protocol]
 */
async function copyPage(folder, protocol) {
  cpSync(web, folder, { recursive: true });
  cpSync(contract, join(folder, 'files-contract.js'));
  cpSync(model, join(folder, 'grid-model.js'));
  writeFileSync(join(folder, 'blank.html'), blankPage);
  writeFileSync(join(folder, 'grid.html'), gridPage);
  writeFileSync(join(folder, 'blank.js'), blankScript);
  writeFileSync(join(folder, 'elsewhere.html'), blankPage.replace(/<script.*<\/script>/, ''));
  if (protocol !== undefined) setProtocol(join(folder, 'worker/protocol.js'), protocol);
  await bundle(folder);
}

/**
 * @param {string} path  of the copy of worker/protocol.js
 * @param {number} protocol
 */
function setProtocol(path, protocol) {
  const text = readFileSync(path, 'utf8');
  const other = text.replace(/(export const PROTOCOL = )\d+/, `$1${protocol}`);
  if (other === text) throw new Error('protocol.js has no number');
  writeFileSync(path, other);
}

/**
 * @returns {Promise<Record<'url' | 'gridUrl' | 'newerUrl', string> & {close(): Promise<void>}>}
 */
export async function serveSite() {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-engines-'));
  await copyPage(folder);
  await copyPage(join(folder, 'newer'), 1_000_000);
  const server = await serve({ port: 0, root: folder });
  return {
    url: `${server.url}blank.html`,
    gridUrl: `${server.url}grid.html`,
    newerUrl: `${server.url}newer/blank.html`,
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
