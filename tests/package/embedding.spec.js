// docs/embedding.md, step by step and as it stands: the packed package in a plain page, with Vite,
// with React, in node, in TypeScript, under a strict policy, moved, and in sandboxed frames.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';
import { openContext, openTab, takeComplaints } from '../web/browser.js';
import { Consumer, root } from './consumer.js';

/** @import { Page } from 'playwright-core' */

/** @type {Consumer} */
let app;
/** @type {(() => Promise<void>)[]} */
const closing = [];

before(async () => {
  app = await Consumer.make();
  await app.succeed(app.block('npm install'));
});

after(async () => {
  for (const close of closing) await close();
  await app.remove();
});

/**
 * A tab at a page of the application. What it asks of others, and what it writes to its console,
 * fails the test.
 * @param {string} path  below the folder
 * @param {{headers?: Record<string, string>, folder?: string,
 *   receive?: (body: string) => void}} [options]  `headers` of every answer; `folder` of the
 *   application; `receive`: what is posted
 * @returns {Promise<{page: Page, requests: string[]}>}
 */
async function visit(path, { headers = {}, folder = '', receive } = {}) {
  const files = await serve({ port: 0, root: app.path(folder), headers });
  closing.push(files.close);
  const url = receive ? await startReceiver(files.url, receive) : files.url;
  const context = await openContext({ site: url });
  /** @type {string[]} */
  const requests = [];
  context.on('request', (request) => requests.push(request.url().replace(url, '')));
  const page = await openTab(context);
  await page.goto(url + path);
  return { page, requests };
}

/**
 * The application's server: it takes forms, and answers everything else as another one does. No
 * driver of a browser tells what is in a file that a form sends.
 * @param {string} files  the address of the other one
 * @param {(body: string) => void} receive
 * @returns {Promise<string>} its address
 */
async function startReceiver(files, receive) {
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      receive(await text(request));
      response.setHeader('Content-Type', 'text/html');
      return response.end('<!doctype html><link rel="icon" href="data:,">Thank you');
    }
    const answer = await fetch(new URL(request.url ?? '', files));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}/`;
}

/**
 * What a person does first: a contact is entered, kept, found and opened again.
 * @param {Page} page
 */
async function useContacts(page) {
  const cell = page.getByRole('gridcell', { name: 'Anna Weiß', exact: true });
  await page.getByRole('button', { name: 'New contact' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Anna Weiß');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('anna@example.org');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await cell.waitFor();
  await page.reload();
  await cell.waitFor();
  await page.getByRole('searchbox').fill('nobody');
  await cell.waitFor({ state: 'detached' });
  await page.getByRole('searchbox').fill('anna');
  await cell.click();
  const form = page.getByRole('dialog');
  // The fields stand there, inert, before the contact is read; then the heading has their name.
  await form.getByRole('heading', { name: 'Anna Weiß' }).waitFor();
  assert.equal(await form.getByRole('textbox', { name: 'Name' }).inputValue(), 'Anna Weiß');
}

/** @param {string[]} requests */
const isFound = (requests, /** @type {RegExp} */ file) => requests.some((url) => file.test(url));

const withoutImportMap = (/** @type {string} */ html) =>
  html.replace(/ *<script type="importmap">[\s\S]*?<\/script>\n/, '');

// Anna's second row is a duplicate of her first, and Bert's address lacks its @.
const CSV = `Name;E-Mail;Telefon;State
Anna Weiß;anna@example.org;+49 30 1234567;lead
Bert Braun;bert(at)example.org;+49 30 7654321;lead
Anna W.;ANNA@example.org;;customer
`;

const CLEAN = `Name,email,phone,state
Anna Weiß,anna@example.org,+49 30 1234567,lead
Bert Braun,bert@example.org,+49 30 7654321,lead
`.replaceAll('\n', '\r\n');

/**
 * What a person does with a checked upload: chooses a file, mends it, sends it.
 * @param {string} path
 * @param {Parameters<typeof visit>[1]} [options]
 * @returns {Promise<string[]>} what was asked for
 */
async function uploadContacts(path, options) {
  let sent = '';
  const { page, requests } = await visit(path, { ...options, receive: (body) => (sent += body) });
  const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
  await page.locator('input#contacts').setInputFiles(file);
  await page.getByText('1 row is good · 1 row has a problem · 1 duplicate is left out').waitFor();
  const upload = page.getByRole('button', { name: 'Upload' });
  await upload.click();
  await page.getByText('1 row has to be mended or left out first.').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('bert@example.org');
  await page.keyboard.press('Enter');
  await page.getByText('list.csv: 2 contacts').waitFor();
  assert.equal(sent, '');
  await upload.click();
  await page.getByText('Thank you').waitFor();
  const [, clean] = /filename="list\.csv"[^]*?\r\n\r\n([^]*?)\r\n--/.exec(sent) ?? [];
  assert.equal(clean, CLEAN);
  return requests;
}

// --- pages ---------------------------------------------------------------------------------------

test('a checked upload: the server gets the clean file', async () => {
  await app.writeBlocks('', 'upload.html', 'upload.js');
  const requests = await uploadContacts('upload.html');
  assert.ok(isFound(requests, /kartei-check\.wasm$/));
  assert.ok(!isFound(requests, /\/kartei\.wasm$/), 'the small module alone');
});

test('a plain page with an import map', async () => {
  await app.writeBlocks('', 'index.html', 'main.js', 'style.css');
  const { page, requests } = await visit('');
  await useContacts(page);
  assert.ok(isFound(requests, /^node_modules\/kartei\/web\/dist\/kartei\.wasm$/));
  assert.ok(!isFound(requests, /^node_modules\/kartei\/web\/worker\/leader\.js$/), 'one file');
});

/** The page as it is without an import map, at by-path.html. */
async function writeByPath() {
  const html = withoutImportMap(app.block('index.html')).replace('main.js', 'by-path.js');
  const code = app
    .block('main.js')
    .replace("'kartei'", "'./node_modules/kartei/web/kartei.js'")
    .replace("'kartei/elements'", "'./node_modules/kartei/web/elements/index.js'");
  await app.writeBlocks('', 'style.css');
  await app.write('by-path.html', html);
  await app.write('by-path.js', code);
}

test('the policy is enough, for a page without a bundler', async () => {
  await writeByPath();
  const { page } = await visit('by-path.html', { headers: policy() });
  await useContacts(page);
});

test('without wasm-unsafe-eval it is not, and that is said', async () => {
  await writeByPath();
  const headers = policy();
  for (const name in headers) headers[name] = headers[name].replace(" 'wasm-unsafe-eval'", '');
  const { page } = await visit('by-path.html', { headers });
  await page.waitForEvent('pageerror');
  assert.match(takeComplaints().join('\n'), /Content Security Policy/);
});

test('worker and wasm are where the page says', async () => {
  await app.succeed(app.block('cp -r'));
  await app.writeBlocks('', 'moved.js', 'style.css');
  const html = app.block('index.html').replace('src="main.js"', 'src="moved.js"');
  await app.write('moved.html', html);
  const { page, requests } = await visit('moved.html');
  await page.evaluate(async () => {
    const { book } = await import(new URL('moved.js', location.href).href);
    await book.save({ name: 'Anna' });
  });
  assert.ok(isFound(requests, /^copy-of-kartei\/dist\/worker\.js$/));
  assert.ok(isFound(requests, /^copy-of-kartei\/dist\/kartei\.wasm$/));
  assert.ok(!isFound(requests, /^node_modules\/.*(worker\.js|\.wasm)$/));
});

test('a worker that is of another origin, or nowhere, is said so', async () => {
  await app.write('empty.html', '<!doctype html><title>App</title>');
  const { page } = await visit('empty.html');
  const failures = await page.evaluate(async () => {
    const { openContacts } = await import(
      new URL('node_modules/kartei/web/kartei.js', document.baseURI).href
    );
    const open = (/** @type {string} */ workerUrl) =>
      openContacts({ workerUrl }).catch((/** @type {any} */ { code, message }) => [code, message]);
    return [await open('https://example.org/worker.js'), await open('nowhere.js')];
  });
  assert.deepEqual(
    failures.map(([code]) => code),
    ['internal', 'internal'],
  );
  assert.match(failures[0][1], /origin/);
  assert.match(failures[1][1], /cannot be loaded.*workerUrl/);
});

/** The header of the document, as the document has it. */
function policy() {
  const [name, value] = app
    .block('Content-Security-Policy: default-src')
    .trim()
    .split(/: (.*)/);
  return { [name]: value };
}

// --- bundlers ------------------------------------------------------------------------------------

/** The folder of an application for Vite. @param {string} folder */
async function writeForVite(folder) {
  await app.write(`${folder}/index.html`, withoutImportMap(app.block('index.html')));
  await app.writeBlocks(folder, 'main.js', 'style.css');
}

/**
 * @param {string} folder
 * @param {'vite' | 'vite7'} version
 */
async function visitDevelopmentServer(folder, version) {
  const { createServer } = await import(app.path(`node_modules/${version}/dist/node/index.js`));
  const server = await createServer({
    root: app.path(folder),
    server: { port: 0 },
    logLevel: 'warn',
  });
  await server.listen();
  closing.push(() => server.close());
  const context = await openContext({ site: server.resolvedUrls.local[0] });
  const page = await openTab(context);
  await page.goto(server.resolvedUrls.local[0]);
  return page;
}

/** Vite's own page says what it is doing. */
function takeOwnComplaints() {
  return takeComplaints().filter((complaint) => !complaint.startsWith('debug: [vite] '));
}

for (const version of /** @type {const} */ (['vite', 'vite7'])) {
  const folder = `with-${version}`;

  test(`${version}: built, under the policy`, async () => {
    await writeForVite(folder);
    if (version === 'vite7') await app.writeBlocks(folder, 'vite.config.js');
    const printed = await app.succeed(`node node_modules/${version}/bin/vite.js build ${folder}`);
    assert.doesNotMatch(printed, /warn|externalized/i);
    const { page, requests } = await visit('', { headers: policy(), folder: `${folder}/dist` });
    await useContacts(page);
    assert.ok(isFound(requests, /^assets\/worker-.*\.js$/));
    assert.equal(requests.filter((url) => /^assets\/.*\.wasm$/.test(url)).length, 2, 'one a load');
  });

  test(`${version}: a checked upload, built, under the policy`, async () => {
    const upload = `upload-with-${version}`;
    await app.write(`${upload}/index.html`, withoutImportMap(app.block('upload.html')));
    await app.writeBlocks(upload, 'upload.js');
    await app.succeed(`node node_modules/${version}/bin/vite.js build ${upload}`);
    const requests = await uploadContacts('', { headers: policy(), folder: `${upload}/dist` });
    const wasm = requests.filter((url) => url.endsWith('.wasm'));
    assert.deepEqual(
      wasm.map((url) => url.replace(/-.{8}\.wasm$/, '')),
      ['assets/kartei-check'],
    );
  });

  test(`${version}: the development server`, async () => {
    const page = await visitDevelopmentServer(folder, version);
    await useContacts(page);
    assert.deepEqual(takeOwnComplaints(), []);
  });
}

test('react, under the policy', async () => {
  const html = '<!doctype html><html lang="de"><head><title>App</title></head><body><main></main>';
  await app.write('react/index.html', `${html}<script type="module" src="app.jsx"></script>`);
  await app.writeBlocks('react', 'app.jsx', 'style.css');
  await app.write(
    'react/vite.config.js',
    "import react from '@vitejs/plugin-react';\nexport default { plugins: [react()] };\n",
  );
  await app.succeed('npx vite build react');
  const { page } = await visit('', { headers: policy(), folder: 'react/dist' });
  await page.getByRole('button', { name: 'Add' }).click();
  const cell = page.getByRole('gridcell', { name: 'Anna Weiß', exact: true });
  await cell.waitFor();
  await page.getByRole('columnheader', { name: 'Telefon' }).waitFor();
  await page.getByRole('searchbox').fill('nobody');
  await cell.waitFor({ state: 'detached' });
  await page.getByRole('searchbox').fill('weiss');
  await cell.click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.waitFor();
  assert.equal(await name.inputValue(), 'Anna Weiß');
  await page.getByRole('button', { name: 'Schließen' }).click();
  await name.waitFor({ state: 'detached' });
});

test('react: a checked upload that the application sends itself', async () => {
  const html = '<!doctype html><html lang="en"><head><title>App</title></head><body><main></main>';
  await app.write(
    'react-upload/index.html',
    `${html}<script type="module" src="main.jsx"></script>`,
  );
  await app.writeBlocks('react-upload', 'upload.tsx');
  await app.write(
    'react-upload/main.jsx',
    "import { createRoot } from 'react-dom/client';\n" +
      "import { Upload } from './upload.tsx';\n" +
      "createRoot(document.querySelector('main')).render(<Upload />);\n",
  );
  await app.write(
    'react-upload/vite.config.js',
    "import react from '@vitejs/plugin-react';\nexport default { plugins: [react()] };\n",
  );
  await app.succeed('npx vite build react-upload');
  /** @type {string[]} */
  const sent = [];
  const folder = 'react-upload/dist';
  const receive = (/** @type {string} */ body) => void sent.push(body);
  const { page } = await visit('', { headers: policy(), folder, receive });
  const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
  const input = page.locator('input#contacts');
  await input.setInputFiles(file);
  await page.getByText('1 row is good · 1 row has a problem · 1 duplicate is left out').waitFor();
  const upload = page.getByRole('button', { name: 'Upload' });
  await upload.click();
  await page.getByText('1 row has to be mended or left out first.').waitFor();
  await page.getByRole('button', { name: 'Leave out 1 row' }).click();
  await page.getByText('1 contacts').waitFor();
  assert.equal(sent.length, 0);
  await upload.click();
  await page.getByText('Thank you').waitFor();
  assert.match(sent[0], /filename="list\.csv"[^]*\r\nAnna Weiß,anna@example\.org/);
  assert.doesNotMatch(sent[0], /Bert/);
  // It is sent once.
  await page.getByText('The clean file is ready').waitFor({ state: 'detached' });
  assert.equal(await input.inputValue(), '');
  await input.setInputFiles({ ...file, buffer: Buffer.from('') });
  await page.getByText('csv_empty').waitFor();
});

// --- frames --------------------------------------------------------------------------------------

/**
 * The document's frame in a host.
 * @param {string} sandbox
 */
async function visitFrame(sandbox) {
  const [head] = app.block('index.html').split('<body>');
  const body = '<p></p><kartei-dashboard></kartei-dashboard>';
  await app.writeBlocks('', 'frame.js');
  await app.write(
    'frame.html',
    `${head}<body>${body}<script type="module" src="frame.js"></script></body></html>`,
  );
  const frame = `<iframe src="frame.html" sandbox="${sandbox}" width="1000" height="700"></iframe>`;
  await app.write('host.html', `<!doctype html><title>Host</title>${frame}`);
  const { page } = await visit('host.html', { headers: { 'Access-Control-Allow-Origin': '*' } });
  return { page, frame: page.frameLocator('iframe') };
}

/** @param {Page} page */
const openInFrame = (page, /** @type {object} */ options) =>
  page.frames()[1].evaluate(async (given) => {
    const { openContacts } = await import(
      new URL('node_modules/kartei/web/kartei.js', document.baseURI).href
    );
    const opened = await openContacts(given).catch((/** @type {any} */ error) => error);
    if (opened instanceof Error) return Reflect.get(opened, 'code') + ' ' + opened.message;
    const { kind } = await opened.storage();
    await opened.close();
    return kind;
  }, options);

test('a frame of no origin: the book is refused, or kept in memory', async () => {
  const { page, frame } = await visitFrame('allow-scripts allow-forms');
  await frame.getByText('Contacts are not kept in this frame.').waitFor();
  await frame.getByRole('button', { name: 'New contact' }).first().click();
  await frame.getByRole('textbox', { name: 'Name' }).fill('Anna Weiß');
  await frame.getByRole('button', { name: 'Save', exact: true }).click();
  await frame.getByRole('gridcell', { name: 'Anna Weiß', exact: true }).waitFor();
  const refusal = await openInFrame(page, { name: 'crm' });
  assert.match(String(refusal), /^storage_unavailable .*memory.*allow-same-origin/);
  assert.equal(await openInFrame(page, { storage: 'memory' }), 'memory');
  const counts = await page.frames()[1].evaluate(async (csv) => {
    const { checkCsv } = await import(
      new URL('node_modules/kartei/web/check.js', document.baseURI).href
    );
    return (await checkCsv(new File([csv], 'list.csv'))).counts;
  }, CSV);
  assert.deepEqual(counts, { rows: 3, good: 1, duplicates: 1, rejected: 1 });
});

test('a frame of the same origin: the book is kept', async () => {
  const { page, frame } = await visitFrame('allow-scripts allow-forms allow-same-origin');
  await frame.getByRole('button', { name: 'New contact' }).first().click();
  await frame.getByRole('textbox', { name: 'Name' }).fill('Anna Weiß');
  await frame.getByRole('button', { name: 'Save', exact: true }).click();
  const cell = frame.getByRole('gridcell', { name: 'Anna Weiß', exact: true });
  await cell.waitFor();
  await page.reload();
  await cell.waitFor();
  assert.equal(await frame.locator('p').first().textContent(), '');
  assert.equal(await openInFrame(page, { name: 'other' }), 'opfs');
  for (const complaint of takeComplaints()) assert.match(complaint, /can escape its sandboxing/);
});

// --- without a browser ---------------------------------------------------------------------------

test('node', async () => {
  await app.write('contacts.csv', CSV);
  await app.writeBlocks('', 'contacts.mjs');
  assert.deepEqual((await app.succeed('node contacts.mjs')).trim().split('\n'), [
    '1 1',
    'anna@example.org +49 30 1234567',
    'email: Diese E-Mail hat kein @.',
  ]);
});

test('node: a check', async () => {
  await app.write('contacts.csv', CSV);
  await app.writeBlocks('', 'check.mjs');
  assert.deepEqual((await app.succeed('node check.mjs')).trim().split(/\r?\n/), [
    '{ rows: 3, good: 1, duplicates: 1, rejected: 1 } { email_missing_at: 1, cell_duplicate: 1 }',
    '3 email email_missing_at',
    'bert(at)example.org → bert@example.org in 1 rows',
    'email,phone',
    'anna@example.org,+49 30 1234567',
  ]);
});

test('npx kartei', async () => {
  const { stdout, code } = await app.sh(app.block('npx kartei'));
  assert.equal(code, 1, 'a row is rejected');
  assert.match(stdout, /^3 rows: 2 good \(1 duplicates in the file\), 1 rejected\n/);
});

test('typescript, strictly and with every library checked', async () => {
  await app.writeBlocks('', 'contacts.ts');
  const tsc = `${root}node_modules/.bin/tsc --noEmit --strict --skipLibCheck false`;
  const lib = '--target es2023 --lib es2023,dom,dom.iterable,dom.asynciterable';
  await app.write(
    'wrong.ts',
    app
      .block('contacts.ts')
      .replace('const { rows', '// @ts-expect-error\n$&')
      .replace('text:', 'txt:'),
  );
  // A table is asked as in main.js: without an order.
  await app.write(
    'query.ts',
    "import 'kartei/elements';\n" +
      "const table = document.querySelector('kartei-table');\n" +
      "if (table) table.query = { filter: { text: 'anna' } };\n",
  );
  for (const module of ['nodenext', 'esnext --moduleResolution bundler']) {
    await app.succeed(`${tsc} ${lib} --module ${module} contacts.ts wrong.ts query.ts`);
  }
});

test('typescript knows the element of a check in JSX, and its events', async () => {
  await app.writeBlocks('tsx', 'upload.tsx');
  await app.write(
    'tsx/wrong.tsx',
    `import 'kartei/check/element';

export const wrong = [
  // @ts-expect-error
  <kartei-check fore="contacts" />,
  // @ts-expect-error
  <kartei-check columns={[{ nam: 'email' }]} />,
  // @ts-expect-error
  <kartei-check onkartei-checked={(event) => event.detail.count} />,
];
export const right = <kartei-check columns={JSON.stringify([])} strict="" name="contacts" />;
`,
  );
  await app.write(
    'tsx/events.ts',
    `import 'kartei/check/element';

const check = document.querySelector('kartei-check');
check?.addEventListener('kartei-failed', ({ detail }) => detail.error.code.length);
check?.addEventListener('kartei-refused', ({ detail }) => detail.counts?.good);
check?.addEventListener('click', (event) => event.clientX);
const form: HTMLFormElement | null | undefined = check?.form;
form?.addEventListener('kartei-checked', ({ detail }) => detail.file.name);
// @ts-expect-error
check?.addEventListener('kartei-checked', ({ detail }) => detail.nothing);
if (check) check.columns = [{ name: 'email' }];
`,
  );
  const check = async (/** @type {string[]} */ files, /** @type {object} */ further) => {
    const compilerOptions = {
      ...{ target: 'es2023', lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'] },
      ...{ module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx', types: [] },
      ...{ strict: true, skipLibCheck: false, noEmit: true, ...further },
    };
    await app.write('tsx/tsconfig.json', JSON.stringify({ compilerOptions, files }));
    await app.succeed(`${root}node_modules/.bin/tsc -p tsx`);
  };
  const older = '../node_modules/types-react-18';
  const react18 = { react: [older], 'react/jsx-runtime': [`${older}/jsx-runtime`] };
  for (const paths of [undefined, react18]) {
    await check(['upload.tsx', 'wrong.tsx', 'events.ts'], { paths });
  }
  // And where there is no React.
  await app.succeed('mv node_modules/react react; mv node_modules/@types/react types-of-react');
  await check(['events.ts'], {});
  await app.succeed('mv react node_modules/react; mv types-of-react node_modules/@types/react');
});

test('every block of the document is run', () => {
  assert.deepEqual([...app.unused], []);
});
