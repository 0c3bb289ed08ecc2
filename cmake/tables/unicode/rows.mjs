// The files of the Unicode Character Database: cells between semicolons, comments behind #.
import { readFileSync } from 'node:fs';

export const rows = (/** @type {string} */ file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('#')[0].trim())
    .filter(Boolean)
    .map((line) => line.split(';').map((cell) => cell.trim()));
