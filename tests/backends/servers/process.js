// What the start files of servers in node share: a port, a temporary folder, and an end that leaves
// nothing behind. README.md says what a start command owes to the tests.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** @import { RequestListener } from 'node:http' */

/**
 * @typedef {object} Start
 * @property {string} folder  a temporary one, which goes away with the server
 * @property {(listener: RequestListener) => Promise<string>} listen  answers with the origin
 * @property {(end: () => unknown) => void} onEnd  what is called at the end, the last one first
 */

const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');

/** Loads what scripts/setup.sh backends has installed. */
export const load = createRequire(join(cache, 'kartei/backends/package.json'));

/** A failure is the caller's. @param {number} code */
const exit = (code) => process.exit(code);

/**
 * Runs a server until SIGTERM, or until standard input ends: with whoever started it.
 * @param {(start: Start) => Promise<{reset(): unknown}>} start
 */
export async function run(start) {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-backend-'));
  // A database that runs as somebody else has its folder in this one.
  chmodSync(folder, 0o711);
  /** @type {(() => unknown)[]} */
  const ends = [() => rmSync(folder, { recursive: true, force: true })];
  let port = 0;

  /** @type {Promise<void> | undefined} */
  let ending;
  const end = (code = 0) => {
    ending ??= (async () => {
      for (const step of ends.reverse()) await step();
    })()
      .catch((error) => {
        console.error(error);
        code = 1;
      })
      .finally(() => exit(code));
  };
  const fail = (/** @type {unknown} */ error) => {
    console.error(error);
    end(1);
  };
  process.on('SIGTERM', () => end()).on('SIGINT', () => end());
  process.on('uncaughtException', fail).on('unhandledRejection', fail);

  const { reset } = await start({
    folder,
    onEnd: (step) => ends.push(step),
    listen: async (listener) => {
      port = await listen(listener, ends);
      return `http://127.0.0.1:${port}`;
    },
  });
  console.log(`ready ${port}`);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'reset') throw new Error(`unknown command: ${line}`);
    await reset();
    console.log('reset');
  }
  end();
}

/**
 * @param {RequestListener} listener
 * @param {(() => unknown)[]} ends
 * @returns {Promise<number>} the port: the first argument or $PORT, a free one where that is 0
 */
function listen(listener, ends) {
  const server = createServer(listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(process.argv[2] ?? process.env.PORT ?? 0), '127.0.0.1', () => {
      ends.push(() => {
        server.close();
        server.closeAllConnections();
      });
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : 0);
    });
  });
}
