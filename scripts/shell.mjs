// Writes web/dist/shell.js: what the service worker keeps so that the page opens without a server.
//
//   self.KARTEI_SHELL = { version: '1f0c…', files: ['./', 'index.html', …], onDemand: […] };
//
// What is `onDemand` is kept once it was asked for.
// A classic script, for importScripts. The version is a hash over every file's name and content, so
// a browser fetches a new shell exactly when something in it has changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shipped = [
  /^[\w-]+\.(html|css|svg|png|ico|webmanifest)$/,
  // All modules are in these two (scripts/bundle.mjs).
  /^dist\/(main|worker)\.js$/,
  /^dist\/kartei(-sync)?\.wasm$/,
  // The template is for editors.
  /^profiles\/(?!template)[\w-]+\.json$/,
];
// Only for a book that is connected to a backend.
const onDemand = new Set(['dist/kartei-sync.wasm']);

/**
 * The files of the shell, relative to `web`, in a stable order.
 * @param {string} web
 * @returns {string[]}
 */
export function shellFiles(web) {
  return readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(web.length + 1))
    .filter((file) => shipped.some((pattern) => pattern.test(file)))
    .sort();
}

/**
 * The text of shell.js.
 * @param {string} web
 * @returns {string}
 */
export function shellScript(web) {
  const files = shellFiles(web);
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(web, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  const shell = {
    version: hash.digest('hex').slice(0, 16),
    files: ['./', ...files.filter((file) => !onDemand.has(file))],
    onDemand: files.filter((file) => onDemand.has(file)),
  };
  return `self.KARTEI_SHELL = ${JSON.stringify(shell, null, 2)};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const web = fileURLToPath(new URL('../web', import.meta.url));
  mkdirSync(join(web, 'dist'), { recursive: true });
  writeFileSync(join(web, 'dist/shell.js'), shellScript(web));
}
