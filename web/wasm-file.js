// Where a wasm file is and, in node, what is in it.

/**
 * @param {URL} url
 * @returns {object} options of Emscripten's loader
 */
export const wasmFile = (url) => ({ locateFile: () => url.href, wasmBinary: readInNode(url) });

/**
 * Node's fetch() reads no files. Its modules are asked for without an import, which a bundler would
 * try to follow for the page, too.
 * @param {URL} url
 * @returns {Uint8Array | undefined} nothing in the browser
 */
function readInNode(url) {
  const { process } = /** @type {any} */ (globalThis);
  if (url.protocol === 'file:') return process?.getBuiltinModule('node:fs').readFileSync(url);
}
