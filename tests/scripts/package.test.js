// scripts/package.sh in a fresh clone: what it needs is installed before anything is built.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));

test('package.sh installs what is missing, and ends where that fails', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kartei-package-'));
  try {
    await mkdir(join(folder, 'scripts'));
    for (const name of ['package.sh', 'steps.sh']) {
      await copyFile(join(scripts, name), join(folder, 'scripts', name));
    }
    const stub = (/** @type {string} */ name, /** @type {string} */ command) =>
      writeFile(join(folder, 'scripts', name), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
    await stub('setup.sh', 'echo "setup $1"; exit 3');
    await stub('build-wasm.sh', 'echo build');
    for (const options of [[], ['--prepare']]) {
      const run = spawnSync(join(folder, 'scripts/package.sh'), options, { encoding: 'utf8' });
      assert.deepEqual([run.stdout, run.status], ['setup build\n', 3]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
