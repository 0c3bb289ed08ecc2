// Serves the dashboard on this machine, and nothing to any other:
//
//   node scripts/serve.mjs [PORT] [--backend PREFIX=URL]... [--connect ORIGIN]...
//
//     PORT       or $PORT; else the first free one from 8123
//     --backend  what is asked for under PREFIX is asked of URL: with
//                "--backend /api=https://example.org/v1" the page syncs with "/api", in its own
//                origin, and needs neither another connect-src nor CORS
//     --connect  the policy allows the page to ask this origin, too, such as
//                https://example.org: its server has to allow the page (CORS)
//
// No dependency and no cache: every answer carries the hash of its content, so a browser asks each
// time and is answered "not modified". The headers are as strict as any page that embeds Kartei can
// set them; what works here works there.
import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBackend, passOn, readBackends } from './backend-proxy.mjs';

/** @import { IncomingMessage, Server, ServerResponse } from 'node:http' */

const firstPort = 8123;
const lastPort = 8222;
const webFolder = fileURLToPath(new URL('../web', import.meta.url));

/** @type {Record<string, string>} */
const mediaTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * The headers of the page, as strict as they can be.
 * @param {string[]} connects  other origins that it may ask
 * @returns {Record<string, string>}
 */
const strictHeaders = (connects) => ({
  'Cache-Control': 'no-cache',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "worker-src 'self'",
    ["connect-src 'self'", ...connects].join(' '),
    "img-src 'self' data:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});

/**
 * Starts a server on 127.0.0.1. Port 0 is any free one; without a port it is the first free one
 * from 8123. `backends`: the URLs that paths are asked of, by the prefix of the path. `connects`:
 * other origins that the page may ask itself.
 * @param {{port?: number, root?: string, connects?: string[], headers?: Record<string, string>,
 *   backends?: Record<string, string>}} [options]
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>}
 */
export async function serve({
  port,
  root = webFolder,
  connects = [],
  headers = strictHeaders(connects),
  backends = {},
} = {}) {
  const folder = await realpath(root);
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const backend = findBackend(backends, request.url ?? '/');
    if (backend) return passOn(backend, request, response);
    answer(folder, request, response).catch((error) => {
      console.error(error);
      end(response, 500, 'Internal error');
    });
  });
  const bound = port === undefined ? await listenOnFirstFree(server) : await listen(server, port);
  return {
    url: `http://127.0.0.1:${bound}/`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} folder
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
async function answer(folder, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return end(response, 405, 'Method not allowed');
  }
  const file = await fileFor(folder, request.url ?? '/');
  const content = file && (await readFile(file).catch(() => null));
  if (!file || !content) return end(response, 404, 'Not found');

  const tag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  response.setHeader('ETag', tag);
  if (request.headers['if-none-match']?.includes(tag)) return response.writeHead(304).end();
  response.writeHead(200, {
    'Content-Type': mediaTypes[extname(file)] ?? 'application/octet-stream',
    'Content-Length': content.length,
  });
  response.end(request.method === 'HEAD' ? undefined : content);
}

/**
 * The real path of the file that a request names, or null where there is none. Links and `..` are
 * followed first and judged by where they lead: never out of the folder.
 * @param {string} folder
 * @param {string} target
 * @returns {Promise<string | null>}
 */
async function fileFor(folder, target) {
  let path;
  try {
    path = decodeURIComponent(target.split(/[?#]/, 1)[0]);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.split('/').some((part) => part.startsWith('.'))) return null;
  const file = await realpath(join(folder, path.endsWith('/') ? `${path}index.html` : path)).catch(
    () => null,
  );
  return file?.startsWith(folder + sep) ? file : null;
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function end(response, status, text) {
  if (!response.headersSent) {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  }
  response.end(`${text}\n`);
}

/**
 * @param {Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : port);
    });
  });
}

/** @param {Server} server */
async function listenOnFirstFree(server) {
  for (let port = firstPort; ; ++port) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (!isTaken(error) || port === lastPort) throw error;
    }
  }
}

/**
 * @param {string} text
 * @returns {string}  as a policy has it
 */
function readOrigin(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = /^https?:\/\/[^/?#@]+\/?$/.test(text);
  if (!url || !isOrigin) throw new Error(`--connect ${text}: is not like https://example.org`);
  return url.origin;
}

/** @param {unknown} error */
function isTaken(error) {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

async function main() {
  const { values, positionals } = parseArgs({
    options: {
      backend: { type: 'string', multiple: true, default: [] },
      connect: { type: 'string', multiple: true, default: [] },
    },
    allowPositionals: true,
  });
  const backends = readBackends(values.backend);
  const connects = values.connect.map(readOrigin);
  const wanted = positionals[0] ?? process.env.PORT;
  if (wanted !== undefined && !/^\d{1,5}$/.test(wanted)) {
    throw new Error(`${wanted} is not a port`);
  }
  const port = wanted === undefined ? undefined : Number(wanted);
  const server = await serve({ port, backends, connects });
  console.log(server.url);
  const stop = () => server.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`serve.mjs: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  });
}
