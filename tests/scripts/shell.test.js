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

test('what the page and its worker ask for by their own address is in the shell', () => {
  const files = shellFiles(web);
  assert.ok(files.includes('dist/main.js') && files.includes('dist/worker.js'));
  for (const file of files.filter((file) => file.endsWith('.js'))) {
    const text = readFileSync(join(web, file), 'utf8');
    const urls = [...text.matchAll(/new URL\("([^"]+)",import\.meta\.url\)/g)].map(
      ([, url]) => url,
    );
    assert.ok(urls.length > 0, file);
    for (const url of urls) assert.ok(files.includes(join('dist', url)), `${file}: ${url}`);
  }
});

test('the shell of the build is the one of these files', () => {
  assert.ok(existsSync(join(web, 'dist/shell.js')), 'run scripts/build-wasm.sh first');
  const { version, files, onDemand } = load(readFileSync(join(web, 'dist/shell.js'), 'utf8'));
  assert.equal(version, load(shellScript(web)).version);
  for (const file of ['./', 'index.html', 'dist/main.js', 'dist/kartei.wasm']) {
    assert.ok(files.includes(file), file);
  }
  assert.deepEqual([...onDemand], ['dist/kartei-sync.wasm']);
  for (const file of [...files.slice(1), ...onDemand]) assert.ok(existsSync(join(web, file)), file);
  for (const file of ['service-worker.js', 'main.js', 'dist/shell.js', ...onDemand]) {
    assert.ok(!files.includes(file), file);
  }
});

test('a changed, new or renamed file makes a new version; writing the shell does not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kartei-shell-'));
  try {
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist/main.js'), '1');
    const versions = [load(shellScript(folder)).version];
    await writeFile(join(folder, 'dist/shell.js'), shellScript(folder));
    assert.equal(load(await readFile(join(folder, 'dist/shell.js'), 'utf8')).version, versions[0]);
    assert.equal(load(shellScript(folder)).version, versions[0]);
    await writeFile(join(folder, 'dist/main.js'), '2');
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
