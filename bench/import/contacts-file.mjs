// The file that an import is measured with, made once, and what is true of it.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { generateContacts } from '../contacts/generator.mjs';
import { mainCountry } from './main-country.js';

const SEED = 1;
const FLUSH_LENGTH = 1 << 20;

/** @param {string} cell */
const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** @param {number} rows */
export function contactsFile(rows) {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'kartei', 'bench');
  const path = join(folder, `contacts-${rows}-seed-${SEED}.csv`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  write(`${path}.part`, rows);
  renameSync(`${path}.part`, path);
  return path;
}

/**
 * @param {string} path
 * @param {number} rows
 */
function write(path, rows) {
  const file = openSync(path, 'w');
  let text = 'name,email,phone,country_code,created_at\n';
  for (const row of generateContacts(rows, SEED)) {
    const { name, email, phone, country_code, created_at } = row;
    text += `${[name, email, phone, country_code, created_at].map(quote).join(',')}\n`;
    if (text.length < FLUSH_LENGTH) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
}
