// A PostgreSQL cluster of its own in a temporary folder, reached through a socket in that folder.
// PostgreSQL refuses to run as root: there it runs as its own user.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const patience = 30_000;

/** @returns {string} the folder of the newest PostgreSQL */
function findPrograms() {
  const versions = '/usr/lib/postgresql';
  const newest = (existsSync(versions) ? readdirSync(versions) : [])
    .filter((version) => existsSync(join(versions, version, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new Error('PostgreSQL is missing: run scripts/setup.sh backends');
  return join(versions, newest, 'bin');
}

/** @returns {{uid?: number, gid?: number}} whom PostgreSQL runs as, where not as ourselves */
function findUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (/** @type {string} */ flag) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * @param {string} parent  a folder that everybody may pass through
 * @returns {Promise<{host: string, stop(): Promise<void>}>} host is the folder of the socket
 */
export async function startPostgres(parent) {
  const programs = findPrograms();
  const folder = join(parent, 'postgres');
  const user = findUser();
  mkdirSync(folder, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);

  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const setUp = ['-D', data, '-U', 'kartei', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  execFileSync(join(programs, 'initdb'), setUp, { ...options, stdio: 'pipe' });

  // Nothing here outlives the process: it need not reach a disk.
  const settings = ['listen_addresses=', 'fsync=off', 'max_connections=20', 'shared_buffers=16MB'];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGINT');
    const late = setTimeout(() => server.kill('SIGQUIT'), 5_000);
    await ended;
    clearTimeout(late);
  };
  try {
    await seeReady(server.stderr);
  } catch (error) {
    await stop();
    throw error;
  }
  return { host: folder, stop };
}

/**
 * @param {import('node:stream').Readable} log
 * @returns {Promise<void>}
 */
function seeReady(log) {
  /** @type {string[]} */
  const lines = [];
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`PostgreSQL did not start:\n${lines.join('\n')}`));
    const late = setTimeout(fail, patience);
    createInterface({ input: log })
      .on('line', (line) => {
        if (lines.length < 100) lines.push(line);
        if (line.includes('ready to accept connections')) resolve(clearTimeout(late));
      })
      .on('close', fail);
  });
}
