// Mutants of the sync engine: one change each that a careless edit might make. Each is built apart
// from the tree and run against the simulation until a seed catches it.
//
//   node tests/simulation/mutants.mjs [SEEDS] [NAME...]
//
// Prints each with the number of seeds that it took, and a sum. Not a part of the tests: it takes
// an hour. The build is -O1 without sanitizers, in ~/.cache/kartei/mutants or $KARTEI_MUTANTS.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { mutants } from './sync/mutants.mjs';

const root = join(import.meta.dirname, '../..');
const work = process.env.KARTEI_MUTANTS ?? join(homedir(), '.cache/kartei/mutants');

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
function run(command, args, options = {}) {
  return spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, ...options });
}

function build() {
  return run('cmake', ['--build', join(work, 'build'), '--target', 'kartei_sync_simulation']);
}

/**
 * @param {string} one
 * @param {string} other
 */
function isSame(one, other) {
  return existsSync(other) && readFileSync(one).equals(readFileSync(other));
}

function prepare() {
  mkdirSync(work, { recursive: true });
  for (const part of [
    'CMakeLists.txt',
    'CMakePresets.json',
    'cmake',
    'core',
    'tests',
    'scripts',
    'data',
  ]) {
    if (existsSync(join(root, part))) {
      // Only what differs, and as if written now: also what a run that was stopped has left behind.
      cpSync(join(root, part), join(work, 'tree', part), {
        recursive: true,
        filter: (from, to) => statSync(from).isDirectory() || !isSame(from, to),
      });
    }
  }
  // The archives that the build unpacks.
  const modules = join(work, 'tree/node_modules');
  if (!existsSync(modules)) symlinkSync(join(root, 'node_modules'), modules);
  const configured = run('cmake', [
    '-S',
    join(work, 'tree'),
    '-B',
    join(work, 'build'),
    '-G',
    'Ninja',
    '-DCMAKE_BUILD_TYPE=Debug',
    '-DCMAKE_CXX_FLAGS_DEBUG=-O1',
    '-DCMAKE_C_FLAGS_DEBUG=-O1',
    '-DCMAKE_C_COMPILER=clang-19',
    '-DCMAKE_CXX_COMPILER=clang++-19',
  ]);
  if (configured.status !== 0) throw new Error(String(configured.stderr));
}

/** @param {number} seeds */
function seedsToCatch(seeds) {
  const program = join(work, 'build/tests/kartei_sync_simulation');
  const env = { ...process.env, KARTEI_SEED: '1', KARTEI_SEEDS: String(seeds), KARTEI_STOP: '1' };
  const ran = run(program, [], { env, timeout: 3_000_000 });
  if (ran.status === 0) return 0;
  if (ran.signal === 'SIGTERM') throw new Error('too slow: not a word about the mutant');
  // A program that died or hung has been caught as well, by the seed that it was at.
  return Number(/(\d+) seeds from/.exec(String(ran.stdout))?.[1] ?? 1);
}

const [seeds = '200', ...only] = process.argv.slice(2);
prepare();
const built = build();
if (built.status !== 0) throw new Error(String(built.stdout).slice(-2000));
if (seedsToCatch(Number(seeds)) > 0) throw new Error('the engine itself fails: run simulate.sh');
let caught = 0;
let count = 0;
for (const [name, file, before, after] of mutants) {
  if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
  const path = join(work, 'tree/core', file);
  const text = readFileSync(path, 'utf8');
  if (text.split(before).length !== 2) {
    console.log(`stale       ${name}: not exactly once in ${file}`);
    continue;
  }
  count += 1;
  writeFileSync(
    path,
    text.replace(before, () => after),
  );
  const made = build();
  const took = made.status === 0 ? seedsToCatch(Number(seeds)) : -1;
  writeFileSync(path, text);
  if (took > 0) caught += 1;
  const verdict = took > 0 ? `caught ${took}` : took === 0 ? 'NOT caught' : 'no build';
  console.log(`${verdict.padEnd(11)} ${name}`);
}
console.log(`${caught} of ${count} mutants caught within ${seeds} seeds`);
