// An application in a temporary folder that has the packed package installed, and the steps of
// docs/embedding.md, which it is made of.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kartei/npm');

/** @returns {Promise<string>} the path of what scripts/package.sh wrote */
export async function findTarball() {
  const folder = join(root, 'build/package');
  const [name] = await readdir(folder).catch(() => []);
  assert.ok(name, 'run scripts/package.sh first');
  return join(folder, name);
}

/**
 * The blocks of code of a document, by the name behind their language: a file, else the command
 * or header that they begin with.
 * @param {string} text
 * @returns {Map<string, string>}
 */
export function readBlocks(text) {
  const blocks = [...text.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)];
  return new Map(blocks.map(([, , file, code]) => [file || code.split(' ', 2).join(' '), code]));
}

export class Consumer {
  #folder;
  #blocks;
  /** The blocks that no test has asked for yet. */
  unused;

  /**
   * @param {string} folder
   * @param {Map<string, string>} blocks
   */
  constructor(folder, blocks) {
    this.#folder = folder;
    this.#blocks = blocks;
    this.unused = new Set(blocks.keys());
  }

  /**
   * An application beside a clone of Kartei, with the dependencies of tests/package/consumers and
   * nothing of its own.
   * @returns {Promise<Consumer>}
   */
  static async make() {
    const folder = await mkdtemp(join(tmpdir(), 'kartei-consumer-'));
    const document = await readFile(join(root, 'docs/embedding.md'), 'utf8');
    const consumer = new Consumer(join(folder, 'application'), readBlocks(document));
    await symlink(root, join(folder, 'kartei'));
    await cp(join(root, 'tests/package/consumers'), consumer.path(''), { recursive: true });
    await consumer.succeed('npm ci --ignore-scripts --prefer-offline --no-audit --no-fund');
    return consumer;
  }

  async remove() {
    await rm(dirname(this.#folder), { recursive: true });
  }

  /** @param {string} name  of a file of the application */
  path(name) {
    return join(this.#folder, name);
  }

  /**
   * A block of the document.
   * @param {string} name
   * @returns {string}
   */
  block(name) {
    const code = this.#blocks.get(name);
    assert.ok(code, `docs/embedding.md has ${name}`);
    this.unused.delete(name);
    return code;
  }

  /**
   * Writes blocks of the document into a folder of the application, as the files that they name.
   * @param {string} folder
   * @param {string[]} names
   */
  async writeBlocks(folder, ...names) {
    for (const name of names) await this.write(join(folder, name), this.block(name));
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  async write(name, text) {
    await mkdir(dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), text);
  }

  /**
   * Runs commands in the folder of the application.
   * @param {string} commands
   * @returns {Promise<{stdout: string, stderr: string, code: number}>}
   */
  async sh(commands) {
    // A development server in this process says in NODE_ENV what it is.
    const { NODE_ENV, ...env } = process.env;
    Object.assign(env, { npm_config_cache: cache, npm_config_update_notifier: 'false' });
    const options = { cwd: this.#folder, env };
    return run('sh', ['-ec', commands], options).then(
      (output) => ({ ...output, code: 0 }),
      (failure) => ({ stdout: failure.stdout, stderr: failure.stderr, code: failure.code }),
    );
  }

  /**
   * As sh(), where nothing may fail.
   * @param {string} commands
   * @returns {Promise<string>} what was printed
   */
  async succeed(commands) {
    const { stdout, stderr, code } = await this.sh(commands);
    assert.equal(code, 0, `${commands}\n${stdout}${stderr}`);
    return stdout;
  }
}
