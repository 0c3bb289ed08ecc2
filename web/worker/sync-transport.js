// Carries a request of the sync engine to the backend and its answer back: the only file that
// fetches from an API. Credentials are added here and nowhere else, and are in no log.

/**
 * @typedef {object} SyncRequest
 * @property {number} attempt
 * @property {string} method
 * @property {string} url
 * @property {[string, string][]} headers
 * @property {string} body
 * @property {number} timeout_ms
 *
 * @typedef {object} SyncResponse
 * @property {number} status  0: none came, and nobody knows whether the request has arrived
 * @property {[string, string][]} headers
 * @property {string} body
 * @property {string} failure
 *
 * What a profile cannot declare: two pure functions of a module of the page's own origin. What they
 * leave out stays as it was.
 * @typedef {object} Hook
 * @property {(request: SyncRequest) => object} [request]
 * @property {(response: SyncResponse) => object} [response]
 */

// A page of records is far below this; whatever is above is no answer of an API.
const MAX_BODY_BYTES = 64 << 20;

/** The headers of an answer that anything is concluded from. */
const KEPT_HEADERS = ['retry-after', 'backoff', 'link', 'content-type'];

/**
 * What a request carries for the server to know who asks.
 * @param {{kind: string, header: string, value: string}} auth  as the profile says
 * @param {string} secret
 * @returns {[string, string][]}
 */
export function authHeaders({ kind, header, value }, secret) {
  if (kind === 'none' || !secret) return [];
  if (kind === 'header') return [[header, value.replace('{secret}', () => secret)]];
  const bytes = new TextEncoder().encode(secret);
  return [[header, `Basic ${btoa(String.fromCharCode(...bytes))}`]];
}

/**
 * @param {string} path  of a module of the page's own origin, or ''
 * @returns {Promise<Hook>}
 */
export async function loadHook(path) {
  if (!path) return {};
  const { origin } = globalThis.location;
  const url = new URL(path, origin);
  if (url.origin !== origin) throw new TypeError('a hook of another origin');
  // No bundler can follow it.
  return import(/* webpackIgnore: true */ /* @vite-ignore */ url.href);
}

/**
 * @param {SyncRequest} request
 * @param {[string, string][]} authHeaders
 * @param {AbortSignal} signal
 * @param {Hook} [hook]
 * @returns {Promise<SyncResponse>}
 */
export async function transport(request, authHeaders, signal, hook = {}) {
  const changed = { ...request, ...(await hook.request?.(request)) };
  const { method, url, headers, body, timeout_ms } = changed;
  const response = await send(
    url,
    {
      method,
      headers: [...headers, ...authHeaders],
      body: body || undefined,
      // Cookies of the backend are not ours, and what redirects is not the backend: what was sent
      // to it must not follow.
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    },
    AbortSignal.any([signal, AbortSignal.timeout(timeout_ms)]),
  );
  return { ...response, ...(await hook.response?.(response)) };
}

/**
 * @param {string} url
 * @param {RequestInit} options
 * @param {AbortSignal} signal
 * @returns {Promise<SyncResponse>}
 */
async function send(url, options, signal) {
  try {
    const response = await fetch(url, { ...options, signal });
    return {
      status: response.status,
      headers: KEPT_HEADERS.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [/** @type {[string, string]} */ ([name, value])];
      }),
      body: await readText(response),
      failure: '',
    };
  } catch (error) {
    return { status: 0, headers: [], body: '', failure: failureOf(error) };
  }
}

/** @param {Response} response */
async function readText(response) {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of chunksOf(response.body)) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new RangeError('too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * Not every browser can iterate over a stream.
 * @param {ReadableStream<Uint8Array>} stream
 */
async function* chunksOf(stream) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** @param {unknown} error  as a word that no server and no person has written */
function failureOf(error) {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return 'timeout';
  if (name === 'RangeError') return 'answer_too_large';
  return name === 'AbortError' ? 'stopped' : 'unreachable';
}
