// Puts a backend under a path of the page's own origin, for serve.mjs.
import { request as askPlain } from 'node:http';
import { request as askSecure } from 'node:https';
import { pipeline } from 'node:stream';

/** @import { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http' */

/** @typedef {{prefix: string, base: string, url: URL}} Found */

// Of the connection, not of the message (RFC 9110, 7.6.1).
export const ofConnection = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
];

/**
 * @param {string[]} texts  PREFIX=URL each
 * @returns {Record<string, string>}
 * @throws {Error} with the text that is not like that
 */
export function readBackends(texts) {
  return Object.fromEntries(
    texts.map((text) => {
      const [, prefix, url] = /^(\/[^=?#]*[^=?#/])=(https?:\/\/.+)$/.exec(text) ?? [];
      if (!prefix || !URL.canParse(url)) {
        throw new Error(`--backend ${text}: is not like /api=https://example.org/v1`);
      }
      return [prefix, url];
    }),
  );
}

/**
 * @param {Record<string, string>} backends  URLs by prefix
 * @param {string} target  path and query
 * @returns {Found | null}  what is to be asked instead
 */
export function findBackend(backends, target) {
  for (const [prefix, text] of Object.entries(backends)) {
    const rest = target.slice(prefix.length);
    if (!target.startsWith(prefix) || (rest && !/^[/?]/.test(rest))) continue;
    const base = text.replace(/\/+$/, '');
    const url = new URL(base + rest);
    // No dots lead out of it.
    const inner = `${new URL(base).pathname.replace(/\/$/, '')}/`;
    if (`${url.pathname}/`.startsWith(inner)) return { prefix, base, url };
  }
  return null;
}

/**
 * @param {Found} backend
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
export function passOn(backend, request, response) {
  const { url } = backend;
  const ask = url.protocol === 'https:' ? askSecure : askPlain;
  const own = request.headers.host ?? '';
  // A server on this machine names itself in links as it was asked for; one elsewhere is found by
  // its name.
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const headers = withoutHeaders(
    { ...request.headers, host: isHere ? own : url.host },
    ofConnection,
  );
  const asked = ask(url, { method: request.method, headers }, (answer) => {
    const answered = withoutHeaders(answer.headers, ofConnection);
    if (answered.link) answered.link = leadBack(String(answered.link), backend, own);
    response.writeHead(answer.statusCode ?? 502, answered);
    pipeline(answer, response, () => {});
  });
  asked.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'Content-Type': 'text/plain' });
    response.end('The backend does not answer\n');
  });
  // Whoever has gone away waits for nothing.
  response.on('close', () => asked.destroy());
  pipeline(request, asked, () => {});
}

/**
 * The links of an answer to its further pages (RFC 8288), as the page can follow them.
 * @param {string} link
 * @param {Found} backend
 * @param {string} own  host of the page
 */
function leadBack(link, { prefix, base }, own) {
  const path = new URL(base).pathname.replace(/\/$/, '');
  const bases = [base, `http://${own}${path}`, path];
  return link.replace(/<([^>]*)>/g, (whole, target) => {
    const under = bases.find((one) => one !== '' && target.startsWith(one));
    if (under !== undefined) return `<http://${own}${prefix}${target.slice(under.length)}>`;
    return target.startsWith('/') ? `<${prefix}${target}>` : whole;
  });
}

/**
 * @param {IncomingHttpHeaders} headers
 * @param {string[]} names
 */
export function withoutHeaders(headers, names) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
