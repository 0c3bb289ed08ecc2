// Writes web/dist/worker.js and web/dist/check-worker.js, the workers, and web/dist/main.js, the
// page, each in one file.
//
// A browser asks for each module by itself, and learns only from it which others it needs: to open
// the page would take 196 requests, one after the other a dozen times. Applications get what they
// import as it is, and have bundlers of their own.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @import { Plugin } from 'esbuild' */

const ownEntries = ['main.js', 'worker/worker.js', 'worker/check-worker.js'];
const ownUrl = /(?<=new URL\(')\.[^']+(?=', import\.meta\.url\))/g;

/**
 * What modules name by `new URL('…', import.meta.url)` lies elsewhere, seen from a bundle.
 * @param {string} web
 * @returns {Plugin}
 */
const ownUrls = (web) => ({
  name: 'own URLs',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const fromBundle = (/** @type {string} */ url) =>
        relative(join(web, 'dist'), resolve(dirname(path), url)).replace(/^(?!\.)/, './');
      return { contents: source.replace(ownUrl, fromBundle) };
    });
  },
});

/**
 * A file that stays the same keeps its time, and is whole at any time: a page may be loading it.
 * @param {string} web  the folder of the page; its wasm is built already
 * @param {object} [options]
 * @param {string[]} [options.entries]  modules of it: `dist` gets a file of the same name for each
 * @param {boolean} [options.splitting]  what several have in common is in files of its own
 */
export async function bundle(web, { entries = ownEntries, splitting = false } = {}) {
  const { outputFiles } = await build({
    absWorkingDir: web,
    entryPoints: entries,
    entryNames: '[name]',
    outdir: 'dist',
    bundle: true,
    splitting,
    format: 'esm',
    minify: true,
    sourcemap: true,
    // They lie beside it.
    sourcesContent: false,
    plugins: [ownUrls(web)],
    logLevel: 'warning',
    write: false,
  });
  await mkdir(join(web, 'dist'), { recursive: true });
  for (const { path, contents } of outputFiles) {
    const before = await readFile(path).catch(() => null);
    if (before?.equals(contents)) continue;
    await writeFile(`${path}.new`, contents);
    await rename(`${path}.new`, path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle(fileURLToPath(new URL('../web', import.meta.url)));
}
