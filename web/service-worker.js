// Keeps the page, its scripts and the wasm of one version, so that Kartei opens without a server.
// Nothing else is intercepted: no other request, no data.

importScripts('./dist/shell.js');

const worker = /** @type {ServiceWorkerGlobalScope & {KARTEI_SHELL: Shell}} */ (
  /** @type {unknown} */ (self)
);

/** @typedef {{version: string, files: string[], onDemand: string[]}} Shell */

// Written by the build: which files, and a version that changes with any of them.
const { version, files, onDemand } = worker.KARTEI_SHELL;
const { scope } = worker.registration;
// Another deployment on this origin has the same caches, and keeps its own.
const prefix = `kartei-shell ${scope} `;
const cacheName = prefix + version;
const toUrl = (/** @type {string} */ file) => new URL(file, scope).href;
const shell = new Set(files.map(toUrl));
// Kept once they were asked for, and then in each new version from its beginning.
const shellOnDemand = new Set(onDemand.map(toUrl));

worker.addEventListener('install', (event) => {
  event.waitUntil(installShell());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(removeOldShells().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = shellUrl(request);
  if (url) event.respondWith(fromShell(url, request));
});

// A new version takes over when a person has said so, never by itself: pages of the old one may be
// in the middle of something.
worker.addEventListener('message', (event) => {
  if (event.data?.type === 'skip-waiting') worker.skipWaiting();
});

async function installShell() {
  const known = await Promise.all([...shellOnDemand].map((url) => caches.match(url)));
  const used = [...shellOnDemand].filter((_, i) => known[i]);
  const cache = await caches.open(cacheName);
  await cache.addAll([...shell, ...used].map(reload));
}

// Past the browser's own cache, or files of two versions could meet.
const reload = (/** @type {string} */ url) => new Request(url, { cache: 'reload' });

async function removeOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * The file of the shell that answers a request, or null.
 * @param {Request} request
 */
function shellUrl(request) {
  const url = new URL(request.url);
  url.hash = '';
  url.search = '';
  // By its short address: hosts that redirect one to the other redirect to that, and a redirected
  // answer cannot open a page (Fetch, 4.3).
  if (request.mode === 'navigate' && url.href === `${scope}index.html`) return scope;
  return shell.has(url.href) || shellOnDemand.has(url.href) ? url.href : null;
}

/**
 * @param {string} url
 * @param {Request} request
 */
async function fromShell(url, request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(url);
  if (kept) return kept;
  if (!shellOnDemand.has(url)) return fetch(request);
  const answer = await fetch(reload(url));
  // Without room it is asked for again the next time.
  if (answer.ok) await cache.put(url, answer.clone()).catch(() => {});
  return answer;
}
