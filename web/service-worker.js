// Keeps the page, its scripts and the wasm of one version, so that Kartei opens without a server.
// Nothing else is intercepted: no other request, no data.

/* global self, caches */
importScripts('./dist/shell.js');

// Written by the build: which files, and a version that changes with any of them.
const { version, files } = self.KARTEI_SHELL;
const prefix = 'kartei-shell-';
const cacheName = prefix + version;
const scope = self.registration.scope;
const shell = new Set(files.map((file) => new URL(file, scope).href));

self.addEventListener('install', (event) => {
  event.waitUntil(installShell());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOldShells().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = shellUrl(request);
  if (url) event.respondWith(fromShell(url, request));
});

// A new version takes over when the person has said so, never by itself: pages of the old one may
// be in the middle of something.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'skip-waiting') self.skipWaiting();
});

async function installShell() {
  const cache = await caches.open(cacheName);
  // Past the browser's own cache, or files of two versions could meet.
  await cache.addAll([...shell].map((url) => new Request(url, { cache: 'reload' })));
}

async function removeOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// The file of the shell that answers a request, or null.
function shellUrl(request) {
  const url = new URL(request.url);
  url.hash = '';
  url.search = '';
  if (url.href === scope) url.pathname += 'index.html';
  return shell.has(url.href) ? url.href : null;
}

async function fromShell(url, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(url)) ?? fetch(request);
}
