// Starts one of the servers of backends.js, on a free port of this machine, with nothing in it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { backends } from './backends.js';

const patience = 60_000;
const folder = fileURLToPath(new URL('.', import.meta.url));

/** @typedef {Awaited<ReturnType<typeof startServer>>} StartedServer */

/**
 * @param {string} name  of backends.js
 * @param {Record<string, string>} [environment]  switches of its start file
 */
export async function startServer(name, environment = {}) {
  const { command, base, signIn } = backends[name];
  const child = spawn(command[0], command.slice(1), {
    cwd: folder,
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: an interrupt at the keyboard is ours, and its end follows from ours.
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let errors = '';
  child.stderr.on('data', (text) => (errors = (errors + text).slice(-8192)));
  child.stdin.on('error', () => {});

  const said = createInterface({ input: child.stdout });
  /**
   * @param {RegExp} pattern
   * @returns {Promise<RegExpExecArray>} the line that the server says, which must be the next one
   */
  const hear = async (pattern) => {
    const signal = AbortSignal.timeout(patience);
    const line = once(said, 'line', { signal }).then(([text]) => pattern.exec(text));
    const found = await Promise.race([line.catch(() => null), ended.then(() => null)]);
    if (found) return found;
    await stop();
    throw new Error(`${name} did not say ${pattern}:\n${errors}`);
  };

  const stop = async () => {
    if (child.pid === undefined) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => process.kill(-Number(child.pid), 'SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  };

  const [, port] = await hear(/^ready (\d+)$/);
  const origin = `http://127.0.0.1:${port}`;
  return {
    name,
    pid: Number(child.pid),
    /** Without a path. */
    origin,
    /** What the paths of its profile begin at. */
    url: `${origin}${base}`,
    /** @returns {Promise<string>} the secret of its profile, empty where it has none */
    signIn: async () => (signIn ? signIn(`${origin}${base}`) : ''),
    /** Ends it and everything that it has started. */
    stop,
    /** Empties it; it is then as after its start, in the same place. */
    reset: async () => {
      const answer = hear(/^reset$/);
      child.stdin.write('reset\n');
      await answer;
    },
  };
}
