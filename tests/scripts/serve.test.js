// scripts/serve.mjs: the right types and headers, nothing outside its folder, no needless bytes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findBackend } from '../../scripts/backend-proxy.mjs';
import { serve } from '../../scripts/serve.mjs';

const script = fileURLToPath(new URL('../../scripts/serve.mjs', import.meta.url));
let folder = '';
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kartei-serve-'));
  await mkdir(join(folder, 'web/dist'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'web/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'web/main.js'), 'export {};');
  await writeFile(join(folder, 'web/.env'), 'secret');
  await writeFile(join(folder, 'web/ä b.css'), '');
  await writeFile(join(folder, 'web/dist/kartei.wasm'), new Uint8Array([0, 97, 115, 109]));
  await symlink(join(folder, 'secret.txt'), join(folder, 'web/link.txt'));
  server = await serve({ port: 0, root: join(folder, 'web') });
});

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/**
 * A request whose path goes out as it is; fetch would tidy it first.
 * @param {string} path
 * @param {{method?: string, headers?: Record<string, string>}} [options]
 * @returns {Promise<{status: number, headers: Record<string, unknown>, body: string}>}
 */
function get(path, options = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece) => (body += piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject).end();
  });
}

test('files have their media types', async () => {
  for (const [path, type] of [
    ['/', 'text/html; charset=utf-8'],
    ['/index.html?x=1', 'text/html; charset=utf-8'],
    ['/main.js', 'text/javascript; charset=utf-8'],
    ['/%C3%A4%20b.css', 'text/css; charset=utf-8'],
    ['/dist/kartei.wasm', 'application/wasm'],
  ]) {
    const { status, headers } = await get(path);
    assert.deepEqual([path, status, headers['content-type']], [path, 200, type]);
  }
});

test('every answer carries the strict headers', async () => {
  for (const path of ['/', '/dist/kartei.wasm', '/nothing']) {
    const { headers } = await get(path);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src/);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'[^;]*unsafe-eval|\*/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cache-control'], 'no-cache');
  }
});

test('nothing outside the folder, nothing hidden, nothing odd', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/dist/../../secret.txt',
    '//../secret.txt',
    '/link.txt',
    '/.env',
    '/dist',
    '/dist/',
    '/%',
    '/%00',
    '/nothing.js',
  ]) {
    const { status, body } = await get(path);
    assert.deepEqual([path, status, body], [path, 404, 'Not found\n']);
  }
});

test('what has not changed is not sent again, what has changed is', async () => {
  const first = await get('/main.js');
  const tag = String(first.headers.etag);
  const headers = { 'if-none-match': `"other", W/${tag}` };
  const again = await get('/main.js', { headers });
  assert.deepEqual([again.status, again.body], [304, '']);
  await writeFile(join(folder, 'web/main.js'), 'export { };');
  const changed = await get('/main.js', { headers });
  assert.deepEqual([changed.status, changed.body], [200, 'export { };']);
});

test('only GET and HEAD', async () => {
  const head = await get('/main.js', { method: 'HEAD' });
  assert.deepEqual([head.status, head.body], [200, '']);
  assert.notEqual(head.headers['content-length'], '0');
  const post = await get('/main.js', { method: 'POST' });
  assert.deepEqual([post.status, post.headers.allow], [405, 'GET, HEAD']);
});

test('a port that is taken is passed over, unless it was asked for', async () => {
  const first = await serve({ root: folder });
  const second = await serve({ root: folder });
  try {
    assert.ok(first.port >= 8123 && second.port > first.port);
    await assert.rejects(serve({ port: first.port, root: folder }), { code: 'EADDRINUSE' });
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
});

test('closing ends it, with a connection that is still open', async () => {
  const short = await serve({ port: 0, root: folder });
  await fetch(`${short.url}secret.txt`).then((response) => response.text());
  await short.close();
  const probe = createServer();
  await new Promise((resolve, reject) =>
    probe.on('error', reject).listen(short.port, '127.0.0.1', () => resolve(undefined)),
  );
  probe.close();
});

test('no dots lead out of a backend, nor beside it', () => {
  const ask = (/** @type {string} */ base, /** @type {string} */ target) =>
    findBackend({ '/api': base }, target)?.url.href;
  for (const base of ['http://h.example/v1', 'http://h.example/v1/']) {
    assert.equal(ask(base, '/api/x/../y?z'), 'http://h.example/v1/y?z');
    assert.equal(ask(base, '/api'), 'http://h.example/v1');
    for (const out of ['/api/../x', '/api/../v1-admin/x', '/api/%2e%2e/v1-admin/x']) {
      assert.equal(ask(base, out), undefined, out);
    }
  }
  assert.equal(ask('http://h.example', '/api/../x'), 'http://h.example/x');
});

test('what is under the prefix of a backend is asked of it, and nothing beside it', async () => {
  /** @type {any[]} */
  const heard = [];
  const backend = createServer(async (asked, response) => {
    let body = '';
    for await (const piece of asked.setEncoding('utf8')) body += piece;
    heard.push([asked.method, asked.url, asked.headers.host, asked.headers.authorization, body]);
    response.writeHead(201, {
      'content-type': 'application/json',
      link: `<http://${asked.headers.host}/v1/contacts?page=2>; rel="next"`,
    });
    response.end('{"id":1}');
  });
  const port = await new Promise((resolve) =>
    backend.listen(0, '127.0.0.1', () => resolve(/** @type {any} */ (backend.address()).port)),
  );
  const backends = { '/api': `http://127.0.0.1:${port}/v1/`, '/gone': 'http://127.0.0.1:1' };
  const own = await serve({ port: 0, root: join(folder, 'web'), backends });
  try {
    const answer = await fetch(`${own.url}api/contacts?x=1`, {
      method: 'POST',
      headers: { authorization: 'Token t' },
      body: 'Anna',
    });
    assert.deepEqual(
      [answer.status, await answer.text(), answer.headers.get('link')],
      [201, '{"id":1}', `<${own.url}api/contacts?page=2>; rel="next"`],
    );
    // What a server answers is no page of this origin.
    assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    await fetch(`${own.url}api`);
    assert.deepEqual(heard, [
      ['POST', '/v1/contacts?x=1', `127.0.0.1:${own.port}`, 'Token t', 'Anna'],
      ['GET', '/v1', `127.0.0.1:${own.port}`, undefined, ''],
    ]);
    for (const path of ['apis', 'api/..%2f../admin', 'api/%2e%2e/%2e%2e/admin']) {
      const { status } = await fetch(own.url + path);
      assert.equal(status, path.includes('%2f') ? 201 : 404, path);
    }
    assert.ok(!heard.some((asked) => String(asked[1]).startsWith('/admin')));
    assert.equal((await fetch(`${own.url}gone/x`)).status, 502);
    assert.equal(await (await fetch(`${own.url}main.js`)).text(), 'export { };');
  } finally {
    await own.close();
    backend.close();
  }
});

test('another origin may be asked where it was named, and no other', async () => {
  const own = await serve({ port: 0, connects: ['https://crm.example.org'] });
  try {
    const policy = (await fetch(own.url)).headers.get('content-security-policy');
    assert.match(String(policy), /; connect-src 'self' https:\/\/crm\.example\.org;/);
  } finally {
    await own.close();
  }
});

test('an option that cannot be read is said, and nothing is served', async () => {
  for (const [option, example, ...texts] of [
    [
      '--backend',
      '/api=https://example.org/v1',
      '/api',
      'api=http://127.0.0.1',
      '/api=ftp://127.0.0.1',
      '/=http://127.0.0.1',
    ],
    [
      '--connect',
      'https://example.org',
      'example.org',
      'ftp://example.org',
      'https://example.org/v1',
      "https://a; script-src 'unsafe-inline'",
    ],
  ]) {
    for (const text of texts) {
      const { status, stderr } = spawnSync(process.execPath, [script, '0', option, text], {
        encoding: 'utf8',
        timeout: 10_000,
      });
      assert.deepEqual(
        [status, stderr],
        [1, `serve.mjs: ${option} ${text}: is not like ${example}\n`],
      );
    }
  }
});
