// The faults of the proxy, each on a real server: what the client sees, and what the server did.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { FaultProxy, faultKinds } from './fault-proxy.js';
import { startServer } from './server.js';

/** @import { FaultKind, FaultOptions } from './fault-proxy.js' */

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
/** @type {FaultProxy} */
let proxy;

before(async () => {
  server = await startServer('json-server');
  proxy = await FaultProxy.start({ backend: server.origin });
});
after(async () => {
  await proxy?.stop();
  await server?.stop();
});
beforeEach(async () => {
  proxy.heal();
  proxy.log = [];
  await server.reset();
});

const contact = { id: 'c-1', name: 'Ada' };

/** @param {string} [path] */
const post = (path = 'api/contacts') =>
  fetch(proxy.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(contact),
    redirect: 'manual',
  });

/** @returns {Promise<unknown[]>} what the server has, past the proxy */
const stored = async () => (await fetch(`${server.url}/contacts`)).json();

/**
 * Sends a contact into a fault.
 * @param {FaultKind} kind
 * @param {FaultOptions} [options]
 */
function meet(kind, options = {}) {
  proxy.inject({ kind, times: 1, ...options });
  return post();
}

/**
 * That one create came through, and how.
 * @param {FaultKind | ''} fault
 * @param {number[]} served
 * @param {number} status
 */
function assertPassed(fault, served, status) {
  const passage = { method: 'POST', path: '/api/contacts', query: '', fault, served, status };
  assert.deepEqual(proxy.log, [passage]);
}

/** Faults that stand for an answer, and how that is recognised. */
/** @type {[FaultKind, number, (answer: Response) => boolean | undefined][]} */
const replacing = [
  ['error-page', 500, (answer) => isHtml(answer)],
  ['unavailable', 503, ({ headers }) => headers.get('retry-after') === '1'],
  ['throttle', 429, ({ headers }) => headers.get('retry-after') === '1'],
  ['portal', 200, (answer) => isHtml(answer)],
  ['redirect', 302, ({ headers }) => headers.get('location') === '/sign-in.html'],
  ['signed-out', 401, ({ headers }) => headers.has('www-authenticate')],
];

/** @param {Response} answer */
const isHtml = ({ headers }) => headers.get('content-type')?.startsWith('text/html');

test('without a fault everything comes through', async () => {
  const answer = await post();
  assert.equal(answer.status, 201);
  assert.deepEqual(await answer.json(), contact);
  assertPassed('', [201], 201);
  const list = await fetch(`${proxy.url}api/contacts?name=Ada&_limit=1`);
  assert.equal(list.headers.get('x-total-count'), '1');
  assert.equal(proxy.log[1].query, 'name=Ada&_limit=1');
});

test('the page is served in the same origin, and no fault meets it', async () => {
  proxy.inject({ kind: 'error-page' });
  proxy.isOffline = true;
  const answer = await fetch(proxy.url);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.match(await answer.text(), /<script type="module" src="dist\/main.js">/);
  assert.equal((await fetch(`${proxy.url}nothing`)).status, 404);
  assert.equal((await fetch(proxy.url, { method: 'HEAD' })).status, 200);
  assert.deepEqual(proxy.log, []);
});

test('a lost request leaves nothing', async () => {
  await assert.rejects(meet('lose-request'));
  assertPassed('lose-request', [], 0);
  assert.deepEqual(await stored(), []);
});

test('a lost answer leaves it done', async () => {
  await assert.rejects(meet('lose-answer'));
  assertPassed('lose-answer', [201], 0);
  assert.deepEqual(await stored(), [contact]);
});

test('a late request arrives where nobody waits for it any more', async () => {
  proxy.inject({ kind: 'delay-request', ms: 1000, times: 1 });
  const signal = AbortSignal.timeout(100);
  await assert.rejects(
    fetch(`${proxy.url}api/contacts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(contact),
      signal,
    }),
  );
  assert.deepEqual(await stored(), []);
  const end = performance.now() + 10_000;
  while ((await stored()).length === 0) assert.ok(performance.now() < end);
  assert.deepEqual(await stored(), [contact]);
  assertPassed('delay-request', [201], 0);
});

test('a late answer is of what was done at once', async () => {
  let isAnswered = false;
  const answer = meet('delay-answer', { ms: 1000 }).finally(() => (isAnswered = true));
  while (!isAnswered && (await stored()).length === 0);
  assert.ok(!isAnswered);
  assert.equal((await answer).status, 201);
});

test('a doubled request is done once by a server that looks, and answered twice', async () => {
  assert.equal((await meet('double')).status, 500);
  assertPassed('double', [201, 500], 500);
  await server.reset();
  assert.equal((await meet('double', { answer: 'first' })).status, 201);
  assert.deepEqual(await stored(), [contact]);
});

test('a truncated answer breaks in its body', async () => {
  const answer = await meet('truncate');
  assert.equal(answer.status, 201);
  await assert.rejects(answer.text());
  assertPassed('truncate', [201], 0);
});

test('a cut answer is half of what it was, and looks whole', async () => {
  const answer = await meet('cut');
  assert.equal(answer.status, 201);
  const text = await answer.text();
  assert.equal(text.length, Number(answer.headers.get('content-length')));
  assert.ok(text.length > 0);
  assert.throws(() => JSON.parse(text), SyntaxError);
  assert.deepEqual(await stored(), [contact]);
});

for (const [kind, status, isRecognised] of replacing) {
  test(`${kind} is answered instead, whether the server has done it or not`, async () => {
    const answer = await meet(kind);
    assert.equal(answer.status, status);
    assert.ok(isRecognised(answer));
    await answer.text();
    assertPassed(kind, [], status);
    assert.deepEqual(await stored(), []);
    assert.equal((await meet(kind, { served: true })).status, status);
    assert.deepEqual(await stored(), [contact]);
  });
}

test('a redirect leads to a page, or to where it says', async () => {
  proxy.inject({ kind: 'redirect', times: 1 });
  const page = await fetch(`${proxy.url}api/contacts`);
  assert.deepEqual([page.status, page.redirected, isHtml(page)], [200, true, true]);
  const elsewhere = await meet('redirect', { location: server.origin });
  assert.equal(elsewhere.headers.get('location'), server.origin);
});

test('Retry-After is in seconds or a date', async () => {
  const date = 'Wed, 21 Oct 2026 07:28:00 GMT';
  const answer = await meet('unavailable', { retryAfter: date });
  assert.equal(answer.headers.get('retry-after'), date);
  const next = await meet('throttle', { retryAfter: 17 });
  assert.equal(next.headers.get('retry-after'), '17');
});

test('a rule meets what it names, as often as it says, until all is healed', async () => {
  proxy.inject({ kind: 'throttle', method: 'POST', path: /contacts$/, times: 2 });
  proxy.inject({ kind: 'unavailable', path: /elsewhere/ });
  const statuses = [];
  for (let i = 0; i < 3; ++i) statuses.push((await post()).status);
  assert.deepEqual(statuses, [429, 429, 201]);
  assert.equal((await fetch(`${proxy.url}api/contacts`)).status, 200);
  assert.equal((await fetch(`${proxy.url}api/elsewhere`)).status, 503);
  proxy.heal();
  assert.equal((await fetch(`${proxy.url}api/elsewhere`)).status, 404);
});

test('nothing is reached offline, nor a server that has stopped', async () => {
  proxy.isOffline = true;
  await assert.rejects(post());
  proxy.isOffline = false;
  const other = await startServer('json-server');
  await other.stop();
  proxy.backend = other.origin;
  assert.equal((await post()).status, 502);
  proxy.backend = server.origin;
  assert.equal((await post()).status, 201);
});

test('chance follows its seed, and leaves no kind of fault out', async () => {
  const run = async (/** @type {number} */ seed) => {
    proxy.log = [];
    proxy.injectByChance({ rate: 0.5, seed });
    for (let i = 0; i < 120; ++i) {
      await fetch(`${proxy.url}api/contacts`, { redirect: 'manual' })
        .then((answer) => answer.text())
        .catch(() => '');
    }
    return proxy.log.map(({ fault }) => fault);
  };
  const faults = await run(1);
  const count = faults.filter(Boolean).length;
  assert.ok(count > 40 && count < 80, `${count} of 120`);
  assert.deepEqual([...new Set(faults.filter(Boolean))].sort(), [...faultKinds].sort());
  assert.deepEqual(await run(1), faults);
  assert.notDeepEqual(await run(2), faults);
});

test('each request has a connection of its own: a browser repeats none by itself', async () => {
  const answer = await new Promise((resolve) =>
    get(`${proxy.url}api/contacts`, { headers: { Connection: 'keep-alive' } }, resolve),
  );
  assert.equal(answer.headers.connection, 'close');
  answer.resume();
});
