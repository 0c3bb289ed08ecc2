// The repository as text, and what the rules of tidy.test.js read out of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {Map<string, string>} Files  path from the root of the repository -> text */
/** @typedef {{path: string, target: string}} Link  a file and what it includes or imports */

const root = fileURLToPath(new URL('../..', import.meta.url));
const corpora = join(process.env.KARTEI_SHARED ?? join(root, '../shared'), 'corpora');
const binary = /\.(png|ico|woff2|gz|bz2|wasm)$/;

/** @type {Files | undefined} */
let tree;

/**
 * Every file that is or could be committed: what .gitignore does not name. Without git, which a
 * machine that only tests need not have.
 * @returns {Files}
 */
export function repository() {
  tree ??= new Map(
    walk('')
      .filter((path) => !binary.test(path))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
  return tree;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function walk(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (isIgnored(path)) return [];
    return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : [];
  });
}

/** @type {RegExp[] | undefined} */
let ignored;

/** @param {string} path */
function isIgnored(path) {
  ignored ??= readFileSync(join(root, '.gitignore'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replaceAll('.', '\\.').replaceAll('*', '[^/]*').replace(/\/$/, ''))
    .map((line) => new RegExp(line.startsWith('/') ? `^${line.slice(1)}$` : `(^|/)${line}$`));
  return path === '.git' || ignored.some((pattern) => pattern.test(path));
}

/**
 * @param {Files} files
 * @param {RegExp} where
 * @param {RegExp[]} [except]
 * @returns {[string, string][]} paths and texts
 */
export function select(files, where, except = []) {
  return [...files].filter(
    ([path]) => where.test(path) && !except.some((pattern) => pattern.test(path)),
  );
}

/**
 * @param {Files} files
 * @param {RegExp} where
 * @returns {string[]}
 */
export function paths(files, where) {
  return [...files.keys()].filter((path) => where.test(path));
}

/**
 * A text without its comments. A line comment behind code counts only after a blank, so that the
 * "//" of an address in a string stays.
 * @param {string} path
 * @param {string} text
 */
export function code(path, text) {
  if (/\.(html|svg)$/.test(path)) return text.replace(/<!--[^]*?-->/g, '');
  return text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

/**
 * What the C++ files of `where` include.
 * @param {Files} files
 * @param {RegExp} where
 * @param {RegExp[]} [except]
 * @returns {Link[]}
 */
export function includes(files, where, except) {
  return select(files, where, except)
    .filter(([path]) => /\.(cpp|h|c)$/.test(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(/^\s*#\s*include\s+["<]([^">]+)[">]/gm)].map(([, target]) => ({
        path,
        target,
      })),
    );
}

const importForms = [
  /^(?:import|export)\b[^'"();]*\bfrom\s*['"]([^'"\s]+)['"]/gm,
  /^import\s*['"]([^'"\s]+)['"]/gm,
  /\bimport\(\s*['"]([^'"\s]+)['"]/g,
  /\bnew URL\(\s*['"]([^'"\s]+)['"]\s*,\s*import\.meta\.url/g,
  /\bimportScripts\(\s*['"]([^'"\s]+)['"]/g,
];

/**
 * What the JavaScript files of `where` import or name beside themselves, as paths from the root;
 * imports that only JSDoc makes are no imports.
 * @param {Files} files
 * @param {RegExp} where
 * @param {RegExp[]} [except]
 * @returns {Link[]}
 */
export function imports(files, where, except) {
  return select(files, where, except)
    .filter(([path]) => /\.m?js$/.test(path))
    .flatMap(([path, text]) =>
      importForms
        .flatMap((form) => [...code(path, text).matchAll(form)])
        .map(([, target]) => ({
          path,
          target: target.startsWith('.') ? posix.join(dirname(path), target) : target,
        })),
    );
}

/**
 * The circles of a graph, each once, as "a > b > a".
 * @param {Map<string, string[]>} graph
 * @returns {string[]}
 */
export function cycles(graph) {
  /** @type {string[]} */
  const found = [];
  const done = new Set();
  /** @param {string} node @param {string[]} trail */
  const visit = (node, trail) => {
    if (trail.includes(node)) {
      found.push([...trail.slice(trail.indexOf(node)), node].join(' > '));
    } else if (!done.has(node)) {
      for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
      done.add(node);
    }
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
}

/**
 * The modules of core from the bottom up, as CMakeLists.txt lists them.
 * @param {Files} files
 */
export function coreModules(files) {
  const list = /set\(KARTEI_MODULES ([a-z_\s]+)/.exec(files.get('CMakeLists.txt') ?? '');
  return list ? list[1].trim().split(/\s+/) : [];
}

/** @param {Files} files */
export function errorCodes(files) {
  const text = files.get('core/base/error_codes.def') ?? '';
  return [...text.matchAll(/^KARTEI_ERROR\((\w+),/gm)].map(([, name]) => name);
}

/**
 * What a module without imports exports by default.
 * @param {Files} files
 * @param {string} path
 * @returns {Promise<Record<string, unknown>>}
 */
export async function defaultExport(files, path) {
  const source = files.get(path) ?? 'export default {};';
  return (await import(`data:text/javascript,${encodeURIComponent(source)}`)).default;
}

/**
 * @param {string[]} all
 * @param {string[]} some
 */
export function difference(all, some) {
  return [...new Set(all)].filter((item) => !some.includes(item));
}

/**
 * Every string in a JSON value.
 * @param {unknown} value
 * @returns {string[]}
 */
export function strings(value) {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

/**
 * The inputs of the shared corpora that are long enough to be recognised; none where the corpora
 * are not there.
 * @returns {string[]}
 */
export function corpusInputs() {
  if (!existsSync(corpora)) return [];
  return readdirSync(corpora, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .flatMap((path) => JSON.parse(readFileSync(join(corpora, path), 'utf8')))
    .map((item) => item?.input)
    .filter((input) => typeof input === 'string' && input.length >= 25);
}
