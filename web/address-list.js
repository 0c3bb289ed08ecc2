// A list of addresses as mail programs copy it ("Anna Berg <a@b.de>; c@d.de; …"): it has no rows,
// so no reader of CSV makes more than one contact of it.

// A longer one is in nobody's clipboard.
const MOST_BYTES = 256 * 1024;

// Outlook's names have commas ("Berg, Anna <a@b.de>; …"), others' only in quotes.
const OUTLOOKS = /[^;\r\n]+/g;
const OTHERS = /(?:"[^"]*"|[^",\r\n])+/g;
const NAMED = /^([^<>@]*)<([^<>@\s]+@[^<>@\s]+)>$/;
const BARE = /^'?([^<>@\s'",]+@[^<>@\s'",]+)'?$/;

/** @param {Uint8Array} bytes */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * One address after the other: on one line, or on several of which all but the last end with what
 * parts them. Two on each line are columns of a table.
 * @param {string} text
 */
function isList(text) {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const filled = lines.filter((line) => line);
  return filled.every((line, i) => /[;,]$/.test(line) || i === filled.length - 1);
}

/** @param {string} text */
const quote = (text) => `"${text.replaceAll('"', '""')}"`;

/**
 * @param {string} text
 * @returns {string | null} the list as CSV; nothing where it is none
 */
export function tableOfAddresses(text) {
  if (!text.includes('@') || !/[;,]/.test(text) || !isList(text)) return null;
  const rows = ['name,email'];
  for (const part of text.match(text.includes(';') ? OUTLOOKS : OTHERS) ?? []) {
    const entry = part.trim();
    if (!entry) continue;
    const [, name, address] = NAMED.exec(entry) ?? ['', '', BARE.exec(entry)?.[1]];
    if (!address) return null;
    rows.push(`${quote(name.trim().replace(/^(["'])(.*)\1$/, '$2'))},${quote(address)}`);
  }
  if (rows.length < 3) return null;
  return rows.join('\n');
}

/**
 * What an import reads: the file, or a table where that is a list of addresses.
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
export async function asTable(file) {
  if (!(file instanceof Blob) || file.size > MOST_BYTES) return file;
  // What cannot be read is said where it is read.
  const bytes = await file.arrayBuffer().catch(() => null);
  const table = bytes && tableOfAddresses(decode(new Uint8Array(bytes)));
  return table === null ? file : new Blob([table]);
}
