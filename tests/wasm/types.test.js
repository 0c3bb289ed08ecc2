// The declarations that tsc makes of the public doors, as an application in TypeScript meets them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string} cwd
 * @param {string[]} options
 */
function tsc(cwd, ...options) {
  const args = [join(root, 'node_modules/typescript/bin/tsc'), ...options];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stdout);
}

const application = `
import { openContacts, type ContactBook, type Draft } from './kartei.js';
import {
  checkCsv, CsvCheck, type BulkFix, type CheckColumn, type CheckedRow, type CheckOptions,
  type CheckPage, type CheckQuery, type CheckSuggestion, type CheckSummary, type Dialect,
  type FixRequest, type Issue, type LongCall,
} from './check.js';

const columns: CheckColumn[] = [{ name: 'email', type: 'email' }];
const options: CheckOptions & LongCall = { columns, onProgress: () => {} };
const check: CsvCheck = await checkCsv(new Blob(['email']), options);
const query: CheckQuery = { only: 'rejected' };
const page: CheckPage = await check.page(query);
const row: CheckedRow = page.rows[0];
const issue: Issue = row.issues[0];
const suggestion: CheckSuggestion = row.suggestions[0];
const fix: FixRequest = { email_domains: ['gmial.com'] };
const tried: BulkFix = await check.tryFix(fix);
const counts: CheckSummary['counts'] = check.counts;
const dialect: Dialect = check.dialect;
// @ts-expect-error
const wrong: CheckColumn = { name: 'a', pattern: /a/ };

const draft: Draft = { name: 'Anna' };
const book: ContactBook = await openContacts({ name: 'crm', storage: 'memory' });
await book.save(draft);
// @ts-expect-error
await openContacts({ nme: 'crm' });
`;

test('the doors export the types of what they take and give', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-types-'));
  t.after(() => rmSync(folder, { recursive: true }));
  tsc(folder, '-p', join(root, 'wasm/types/tsconfig.json'), '--outDir', folder);
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'application.ts'), application);
  const strict = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023'];
  tsc(folder, ...strict, '--module', 'nodenext', 'application.ts');
});
