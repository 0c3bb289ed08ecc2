// Files that an instance writes: piece by piece, so that other calls get their turn, and packed
// with gzip where they are backups.
import { stopIfAborted } from '../contact-error.js';

/**
 * What writes files.
 * @typedef {Pick<import('../instance.js').Instance, 'call' | 'readOutput'>} Instance
 */
/** @typedef {import('../rpc.js').CallOptions} CallOptions */

/** Lets messages in: a long call must not keep others waiting. */
export function nextTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}

/**
 * @param {Instance} instance
 * @param {{begin: string, args?: object, step: string}} output
 * @param {CallOptions} [options]
 */
export async function* readOutput(instance, { begin, args = {}, step }, options = {}) {
  instance.call(begin, args);
  let done = 0;
  while (true) {
    stopIfAborted(options.signal);
    const piece = instance.readOutput();
    if (piece.length === 0) return;
    yield piece;
    done += piece.length;
    options.onProgress?.({ step, done, total: 0 });
    await nextTurn();
  }
}

/**
 * @param {AsyncIterable<Uint8Array<ArrayBuffer>>} pieces
 * @param {string} [type]
 */
export async function toBlob(pieces, type = 'text/csv;charset=utf-8') {
  const all = [];
  for await (const piece of pieces) all.push(piece);
  return new Blob(all, { type });
}

/** @param {AsyncIterable<Uint8Array<ArrayBuffer>>} pieces */
export async function toGzip(pieces) {
  const { readable, writable } = new CompressionStream('gzip');
  const headers = { 'Content-Type': 'application/gzip' };
  const packed = new Response(readable, { headers }).blob();
  const writer = writable.getWriter();
  try {
    for await (const piece of pieces) await writer.write(piece);
    await writer.close();
  } catch (error) {
    writer.abort(error).catch(() => {});
    await packed.catch(() => {});
    throw error;
  }
  return packed;
}
