// The rules of docs/architecture.md as a test: who may include whom, names, sizes, and what the
// page must never do. One rule() each: its name, a function from files to breaches, and a breach
// that it must find, so that no rule can quietly stop working.
import {
  code,
  coreModules,
  corpusInputs,
  cycles,
  difference,
  errorCodes,
  imports,
  includes,
  paths,
  select,
  strings,
} from './tidy/files.js';
import { mutants } from './simulation/sync/mutants.mjs';
import { isSaid, messages } from './tidy/messages.js';
import { forbidAnywhere, forbidImport, forbidInclude, forbidText, rule } from './tidy/rule.js';

// --- C++: who may include whom -------------------------------------------------------------------

rule(
  'a module of core includes only itself and modules below it',
  (files) => {
    const order = coreModules(files);
    return includes(files, /^core\//).flatMap(({ path, target }) => {
      const [from, to] = [path.split('/')[1], target.split('/')[0]];
      const isWrong = order.includes(to) && order.indexOf(to) > order.indexOf(from);
      return isWrong ? [`${path} includes ${target}`] : [];
    });
  },
  {
    'CMakeLists.txt': 'set(KARTEI_MODULES base store)',
    'core/base/text.cpp': '#include "store/database.h"',
  },
);

rule(
  'every folder of core is a module, in the list that orders them',
  (files) => {
    const order = coreModules(files);
    const folders = new Set(paths(files, /^core\/.*\//).map((path) => path.split('/')[1]));
    return [...folders].filter((folder) => !order.includes(folder));
  },
  { 'CMakeLists.txt': 'set(KARTEI_MODULES base)', 'core/other/x.h': '' },
);

forbidInclude('core knows nothing of Emscripten', {
  where: /^core\//,
  what: /^emscripten/,
  breach: { 'core/base/x.cpp': '#include <emscripten.h>' },
});

// One std::format call took a module from 43 to 133 KB.
forbidInclude('no stream, locale, regex or format', {
  where: /^(core|wasm)\//,
  what: /^(format|print|iostream|sstream|fstream|ostream|istream|iomanip|locale|regex)$/,
  breach: { 'wasm/x.cpp': '#include <format>' },
});

forbidInclude('sqlite3.h stays in store', {
  where: /^(core|wasm)\//,
  what: /^sqlite3/,
  except: [/^core\/store\//],
  breach: { 'core/book/x.h': '#include <sqlite3.h>' },
});

forbidInclude('nlohmann/json stays in json', {
  where: /^(core|wasm)\//,
  what: /^nlohmann\//,
  except: [/^core\/json\//],
  breach: { 'core/store/x.cpp': '#include <nlohmann/json.hpp>' },
});

// Tags, attributes and journal images are stored as JSON text.
forbidInclude('json is for what crosses a boundary or is stored as JSON', {
  where: /^(core|wasm)\//,
  what: /^json\//,
  except: [/^core\/(json|import_export|sync|store)\//, /^core\/(book|check)\/wire_/, /^wasm\//],
  breach: { 'core/query/x.cpp': '#include "json/json.h"' },
});

forbidInclude('what is pure never sees the store', {
  where: /^core\/(csv|vcard|capture|dedupe|query|campaign|import_export|check|sync)\//,
  what: /^store\//,
  breach: { 'core/dedupe/x.cpp': '#include "store/database.h"' },
});

rule(
  'a header says what it is for, and is read once',
  (files) =>
    select(files, /^(core|wasm|tests)\/.*\.h$/)
      .filter(([, text]) => !/^\/\/ \S/.test(text) || !/^#pragma once$/m.test(text))
      .map(([path]) => path),
  { 'core/base/x.h': '#pragma once\n// Too late.' },
);

// --- JavaScript: who may import whom -------------------------------------------------------------

forbidImport('only instance.js and its like load the wasm', {
  where: /^web\//,
  what: /^web\/dist\/.*\.(mjs|wasm)$/,
  except: [/^web\/((check|tables)-)?instance\.js$/],
  breach: { 'web/main.js': "const url = new URL('./dist/kartei.wasm', import.meta.url);" },
});

forbidImport('rpc.js imports nothing', {
  where: /^web\/rpc\.js$/,
  what: /./,
  breach: { 'web/rpc.js': "import { x } from './kartei.js';" },
});

forbidImport('elements get the book as a property', {
  where: /^web\/elements\//,
  what: /^web\/(worker\/|instance\.js|rpc\.js|kartei\.js|main\.js)/,
  breach: { 'web/elements/form/kartei-form.js': "import('../../instance.js');" },
});

// The folders of web/elements, from the bottom up (docs/architecture.md).
const elementFolders = [
  ...['base', 'file', 'check', 'contact', 'filter', 'form', 'segment', 'table', 'list', 'import'],
  ...['history', 'trash', 'storage', 'sync', 'settings', 'dashboard'],
];

rule(
  'a folder of elements imports only from itself and folders below it',
  (files) => {
    const level = (/** @type {string} */ path) => elementFolders.indexOf(path.split('/')[2]);
    const inFolders = /^web\/elements\/.*\//;
    return [
      ...paths(files, inFolders).filter((path) => level(path) < 0),
      ...imports(files, inFolders)
        .filter(({ path, target }) => inFolders.test(target) && level(target) > level(path))
        .map(({ path, target }) => `${path} imports ${target}`),
    ];
  },
  {
    'web/elements/base/dom.js': "import '../form/form-values.js';",
    'web/elements/other/x.js': '',
  },
);

rule(
  'no import in web leads back to where it began',
  (files) => {
    const graph = new Map(
      paths(files, /^web\//).map((path) => [path, /** @type {string[]} */ ([])]),
    );
    for (const { path, target } of imports(files, /^web\//)) graph.get(path)?.push(target);
    return cycles(graph);
  },
  { 'web/a.js': "import './b.js';", 'web/b.js': "export { x } from './a.js';" },
);

forbidText("only opfs-pool.js touches the browser's files", {
  where: /^web\/.*\.js$/,
  what: /\bgetDirectory\b|\bcreateSyncAccessHandle\b/,
  except: [/^web\/worker\/opfs-pool\.js$/],
  breach: { 'web/kartei.js': 'navigator.storage.getDirectory()' },
});

forbidText('only the shell, the sync transport, and who loads wasm and profiles fetch', {
  where: /^web\/.*\.js$/,
  what: /(?<![.#])\bfetch\(|\b(XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/,
  except: [
    /^web\/service-worker\.js$/,
    /^web\/wasm-module\.js$/,
    /^web\/worker\/sync-transport\.js$/,
    /^web\/elements\/sync\/backend-profiles\.js$/,
  ],
  breach: { 'web/elements/form/kartei-form.js': "await fetch('x')" },
});

// webpack, for one, would put a module there that fails for whatever is asked of it.
forbidAnywhere('an import of what is only known at run time says so to bundlers', {
  where: /^web\/.*\.js$/,
  what: /\bimport\((?!['"]|\/\* webpackIgnore: true \*\/ \/\* @vite-ignore \*\/)/,
  except: [/^web\/dist\//],
  breach: { 'web/worker/sync-transport.js': 'return import(url.href);' },
});

// --- the page: text from people is hostile -------------------------------------------------------

forbidText('no markup out of strings', {
  where: /^web\/.*\.(js|html)$/,
  what: /\b((inner|outer)HTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)\b/,
  breach: { 'web/main.js': 'element.innerHTML = name;' },
});

forbidText('no code out of strings', {
  where: /^web\/.*\.(js|html)$/,
  what: /\beval\(|\bnew Function\b|\bset(Timeout|Interval)\(\s*['"`]|\bdocument\.write/,
  breach: { 'web/main.js': "new Function('return 1')" },
});

forbidText('no inline style or script in an element: the security policy drops them', {
  where: /^web\/.*\.js$/,
  what: /setAttribute\(\s*['"](style|on)|\bcssText\b|lement\(\s*['"](style|script)['"]/,
  breach: { 'web/main.js': "row.setAttribute('style', 'top: 0')" },
});

forbidText('no inline style or script in a page', {
  where: /^web\/.*\.(html|svg)$/,
  what: /<style\b|<script(?![^>]*\bsrc=)[^>]*>|\s(style|on[a-z]+)\s*=|=\s*['\"]?javascript:/i,
  breach: { 'web/index.html': '<button onclick="go()">' },
});

rule(
  'one element per file, named like it',
  (files) =>
    select(files, /^web\/elements\/.*\.js$/).flatMap(([path, text]) => {
      const name = path.replace(/^.*\/|\.js$/g, '');
      const defined = [...code(path, text).matchAll(/customElements\.define\(\s*'([^']*)'/g)];
      const isElement = /^kartei-[a-z-]+$/.test(name) && name !== 'kartei-element';
      const expected = isElement ? name : '';
      const found = defined.map(([, tag]) => tag).join();
      return found === expected ? [] : [`${path} defines "${found}"`];
    }),
  { 'web/elements/form/kartei-form.js': "customElements.define('kartei-table', X);" },
);

rule(
  'German and English have the same keys, and words for every error code',
  async (files) => {
    const [german, english] = await Promise.all([messages(files, 'de'), messages(files, 'en')]);
    const needed = errorCodes(files).map((code) => `error.${code}`);
    return [
      ...difference([...needed, ...Object.keys(english)], Object.keys(german)).map(
        (k) => `de: ${k}`,
      ),
      ...difference([...needed, ...Object.keys(german)], Object.keys(english)).map(
        (k) => `en: ${k}`,
      ),
    ];
  },
  {
    'core/base/error_codes.def': 'KARTEI_ERROR(internal, "")\nKARTEI_ERROR(csv_empty, "")',
    'web/i18n/de.js': "export default { 'error.internal': '', a: '' };",
    'web/i18n/en.js': "export default { 'error.internal': '' };",
  },
);

rule(
  'every message is said somewhere',
  async (files) => {
    const isUsed = isSaid(files);
    return Object.keys(await messages(files, 'en')).filter((key) => !isUsed(key));
  },
  {
    'web/i18n/en.js': "export default { 'list.title': '', 'list.hint': '', 'list.kind_a': '' };",
    'web/elements/list/x.js': "words.text('list.title'); words.text(`list.kind_${kind}`);",
  },
);

// --- tests ---------------------------------------------------------------------------------------

// Files of core without a suite of their own, each with the reason.
/** @type {Record<string, string>} */
const testedElsewhere = {
  'core/base/string.cpp': "an instantiation of the standard library's",
};

rule(
  'every source file of core has its suite, and every suite its source file',
  (files) => {
    const sources = paths(files, /^core\/[^/]+\/[^/]+\.cpp$/).filter(
      (p) => !(p in testedElsewhere),
    );
    const suites = paths(files, /^tests\/core\/[^/]+\/[^/]+_test\.cpp$/);
    const suiteOf = (/** @type {string} */ p) => `tests/${p.replace(/\.cpp$/, '_test.cpp')}`;
    const sourceOf = (/** @type {string} */ p) =>
      p.replace(/^tests\//, '').replace(/_test\.cpp$/, '');
    return [
      ...sources.filter((path) => !files.has(suiteOf(path))).map((path) => `${path} has no suite`),
      ...suites
        .filter((path) => !files.has(`${sourceOf(path)}.cpp`) && !files.has(`${sourceOf(path)}.h`))
        .map((path) => `${path} is of no source`),
    ];
  },
  { 'core/base/text.cpp': '' },
);

rule(
  'cases of third parties stay in the shared corpora',
  (files) => {
    const inputs = corpusInputs();
    return select(files, /^tests\//).flatMap(([path, text]) => {
      const decoded = path.endsWith('.json') ? strings(JSON.parse(text)).join('\n') : '';
      return inputs
        .filter(
          (input) => decoded.includes(input) || text.includes(JSON.stringify(input).slice(1, -1)),
        )
        .map((input) => `${path} has ${JSON.stringify(input)}`);
    });
  },
  corpusInputs().length
    ? { 'tests/vectors/x.json': JSON.stringify([{ input: corpusInputs()[0] }]) }
    : null,
);

// --- every file ----------------------------------------------------------------------------------

const foreignOrGenerated =
  /^((tests\/(package\/consumers|backends)\/)?package-lock\.json|LICENSE|THIRD_PARTY_NOTICES\.md)$/;
const cases = /^tests\/vectors\//;
// No formatter breaks a string.
const oneLinePerEntry =
  /^package\.json$|error_codes\.def$|\.svg$|^web\/i18n\/|^web\/elements\/base\/icons\.js$/;

rule(
  'lines of at most 100 columns',
  (files) =>
    select(files, /./, [foreignOrGenerated, cases, /\.md$/, oneLinePerEntry]).flatMap(
      ([path, text]) =>
        text.split('\n').flatMap((line, i) => ([...line].length > 100 ? [`${path}:${i + 1}`] : [])),
    ),
  { 'scripts/x.sh': 'x'.repeat(101) },
);

rule(
  'files of at most 600 lines',
  (files) =>
    select(files, /./, [foreignOrGenerated, cases, /\.md$/])
      .filter(([, text]) => text.split('\n').length > 601)
      .map(([path]) => path),
  { 'core/base/text.cpp': '\n'.repeat(601) },
);

forbidAnywhere('nothing left to do', {
  where: /./,
  what: /\b(TO[D]O|FIX[M]E|X[X]X)\b/,
  except: [foreignOrGenerated],
  breach: { 'web/main.js': `// ${'TO'}DO later` },
});

forbidAnywhere('no path of one machine, no host of a registry', {
  where: /./,
  what: new RegExp(
    String.raw`(^|[^\w.$}-])\/(home|root|work)\/|` +
      String.raw`\b(npm[j]s|deb\.debian|snapshot\.debian|node[s]ource)\b`,
    'm',
  ),
  breach: { 'scripts/x.sh': `cd /${'work'}/main` },
});

rule(
  'C++ files are snake_case, JavaScript files kebab-case',
  (files) => [
    ...paths(files, /\.(cpp|h|def)$/).filter(
      (path) => !/(^|\/)[a-z0-9_]+\.(cpp|h|def)$/.test(path),
    ),
    ...paths(files, /^(web|tests|scripts)\/.*\.(js|mjs|css|html)$/).filter(
      (path) => !/(^|\/)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(path),
    ),
  ],
  { 'web/elements/form/karteiForm.js': '' },
);

rule(
  'every mutant of the sync engine changes one place',
  (files) =>
    mutants
      .filter(([, file, before]) => files.get(`core/${file}`)?.split(before).length !== 2)
      .map(([name, file]) => `${name}: not exactly once in core/${file}`),
  { 'core/sync/merge.cpp': '' },
);

rule(
  'no drawer for odds and ends',
  (files) =>
    paths(files, /./).filter((path) =>
      /(^|[/_-])(utils?|utilities|helpers?|common|managers?|misc)([/._-]|$)/i.test(path),
    ),
  { 'core/base/string_utils.h': '' },
);
