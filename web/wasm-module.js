// Compiles a wasm file, and has Emscripten's loaders take what is compiled: workers that read one
// file for each other do not all have to compile it.

/**
 * @param {URL} url
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileWasm(url) {
  const bytes = readInNode(url);
  if (bytes) return WebAssembly.compile(bytes);
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // The only type that compileStreaming() takes, and not every server knows it.
  const isKnown = response.headers.get('Content-Type') === 'application/wasm';
  return isKnown
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Node's fetch() reads no files. Its modules are asked for without an import, which a bundler would
 * try to follow for the page, too.
 * @param {URL} url
 * @returns {BufferSource | undefined} nothing in the browser
 */
function readInNode(url) {
  const { process } = /** @type {any} */ (globalThis);
  if (url.protocol === 'file:') return process?.getBuiltinModule('node:fs').readFileSync(url);
}

/**
 * @param {WebAssembly.Module} module
 * @returns {object} options of Emscripten's loader
 */
export const instanceOf = (module) => ({
  instantiateWasm: (
    /** @type {WebAssembly.Imports} */ imports,
    /** @type {(instance: WebAssembly.Instance) => object} */ receive,
  ) => receive(new WebAssembly.Instance(module, imports)),
});
