// scripts/shell.mjs: the shell has what the page needs offline, and its version follows its files.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { shellFiles, shellScript } from '../../scripts/shell.mjs';
import { imports } from '../tidy/files.js';

const web = fileURLToPath(new URL('../../web', import.meta.url));

/**
 * @param {string} script
 * @returns {{version: string, files: string[], onDemand: string[]}}
 */
function load(script) {
  const self = { KARTEI_SHELL: { version: '', files: [], onDemand: [] } };
  runInNewContext(script, { self });
  return self.KARTEI_SHELL;
}

test('what a file of the shell imports is in the shell', () => {
  const files = new Map(
    shellFiles(web)
      .filter((file) => file.endsWith('.js'))
      .map((file) => [`web/${file}`, readFileSync(join(web, file), 'utf8')]),
  );
  const shell = new Set(shellFiles(web).map((file) => `web/${file}`));
  const missing = imports(files, /./).filter(({ target }) => !shell.has(target));
  assert.deepEqual(missing, []);
});

test('the shell of the build is the one of these files', () => {
  assert.ok(existsSync(join(web, 'dist/shell.js')), 'run scripts/build-wasm.sh first');
  const { version, files, onDemand } = load(readFileSync(join(web, 'dist/shell.js'), 'utf8'));
  assert.equal(version, load(shellScript(web)).version);
  for (const file of ['./', 'index.html', 'main.js', 'dist/kartei.mjs', 'dist/kartei.wasm']) {
    assert.ok(files.includes(file), file);
  }
  assert.deepEqual([...onDemand], ['dist/kartei-sync.wasm']);
  for (const file of [...files.slice(1), ...onDemand]) assert.ok(existsSync(join(web, file)), file);
  for (const file of ['service-worker.js', 'cli.js', 'convert.js', 'dist/shell.js', ...onDemand]) {
    assert.ok(!files.includes(file), file);
  }
});

test('a changed, new or renamed file makes a new version; writing the shell does not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kartei-shell-'));
  try {
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'a.js'), '1');
    const versions = [load(shellScript(folder)).version];
    await writeFile(join(folder, 'dist/shell.js'), shellScript(folder));
    assert.equal(load(await readFile(join(folder, 'dist/shell.js'), 'utf8')).version, versions[0]);
    assert.equal(load(shellScript(folder)).version, versions[0]);
    await writeFile(join(folder, 'a.js'), '2');
    versions.push(load(shellScript(folder)).version);
    await writeFile(join(folder, 'b.css'), '2');
    versions.push(load(shellScript(folder)).version);
    await rm(join(folder, 'b.css'));
    await writeFile(join(folder, 'c.css'), '2');
    versions.push(load(shellScript(folder)).version);
    assert.equal(new Set(versions).size, versions.length);
  } finally {
    await rm(folder, { recursive: true });
  }
});
