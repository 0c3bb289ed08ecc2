// How a file is written: what was recognised, in one line, and how sure that is. All of it can be
// changed, and stands open where somebody should look.

import { element } from '../base/dom.js';
import { choiceField } from '../base/form-field.js';
import { icon } from '../base/icons.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Dialect, ImportOptions, Preview } from '../../types.js' */

/** @type {[string, Key][]} */
const delimiters = [
  [',', 'import.delimiter.comma'],
  [';', 'import.delimiter.semicolon'],
  ['\t', 'import.delimiter.tab'],
  ['|', 'import.delimiter.bar'],
];

const encodings = [
  'utf-8',
  'utf-8-bom',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-15',
  'cp850',
  'macintosh',
  'utf-8-twice',
];

const quotes = ['"', "'", ''];

// Below it somebody should look.
const sureConfidence = 0.9;

// More rows before a table are seldom titles.
const mostSkippedRows = 20;

export class ImportDialect {
  /** Unknown until the file is looked at. @type {boolean | null} */
  #isOpen = null;

  /** The next file is another one. */
  forget() {
    this.#isOpen = null;
  }

  /**
   * @param {Words} words
   * @param {Preview} preview
   * @param {(options: ImportOptions) => void} change
   */
  build(words, { dialect, rows, issues }, change) {
    // Of a head without rows there is nothing to be sure of.
    const hasRows = rows.length > 0;
    const isSure = dialect.confidence >= sureConfidence;
    // From then on a person opens and closes it: whoever chooses there goes on there.
    this.#isOpen ??= !isSure || !hasRows || issues.length > 0;
    const details = element(
      'details',
      { class: 'dialect', open: this.#isOpen, ontoggle: () => (this.#isOpen = details.open) },
      element(
        'summary',
        { 'data-key': 'dialect' },
        words.text('import.dialect'),
        element('span', { class: 'facts muted' }, describeDialect(words, dialect)),
      ),
      dialectFields(words, dialect, change),
    );
    return element('div', {}, details, hasRows && confidenceLine(words, dialect, isSure));
  }
}

/**
 * @param {Words} words
 * @param {Dialect} dialect
 */
function describeDialect(words, { encoding, delimiter, quote, skip_rows, has_header }) {
  const facts = [words.text(encodingKey(encoding)), delimiterName(words, delimiter)];
  if (quote !== '"') {
    facts.push(`${words.text('import.quote')}: ${quote || words.text('import.no_quote')}`);
  }
  facts.push(words.text(has_header ? 'import.header_some' : 'import.header_none'));
  if (skip_rows) facts.push(words.text('import.rows_skipped', { count: skip_rows }));
  return facts.join(' · ');
}

/**
 * @param {Words} words
 * @param {Dialect} dialect
 * @param {(options: ImportOptions) => void} change
 */
function dialectFields(words, dialect, change) {
  const encodingNames = encodings.map((encoding) => [encoding, words.text(encodingKey(encoding))]);
  const delimiterNames = delimiters.map(([delimiter, key]) => [delimiter, words.text(key)]);
  if (!delimiters.some(([delimiter]) => delimiter === dialect.delimiter)) {
    delimiterNames.push([dialect.delimiter, delimiterName(words, dialect.delimiter)]);
  }
  const quoteNames = quotes.map((quote) => [quote, quote || words.text('import.no_quote')]);
  const rowCounts = Array.from({ length: mostSkippedRows + 1 }, (_, count) => [
    String(count),
    count ? words.number(count) : words.text('import.skip_none'),
  ]);
  const headerNames = [
    ['yes', words.text('import.header.yes')],
    ['no', words.text('import.header.no')],
  ];
  const header = dialect.has_header ? 'yes' : 'no';
  return element(
    'div',
    { class: 'dialect-fields' },
    choiceField(words.text('import.encoding'), encodingNames, dialect.encoding, (value) =>
      change({ encoding: /** @type {Dialect['encoding']} */ (value) }),
    ),
    choiceField(words.text('import.delimiter'), delimiterNames, dialect.delimiter, (value) =>
      change({ delimiter: value }),
    ),
    choiceField(words.text('import.quote'), quoteNames, dialect.quote, (value) =>
      change({ quote: value }),
    ),
    choiceField(words.text('import.skip_rows'), rowCounts, String(dialect.skip_rows), (value) =>
      change({ skip_rows: Number(value) }),
    ),
    choiceField(words.text('import.header'), headerNames, header, (value) =>
      change({ has_header: value === 'yes' }),
    ),
  );
}

/**
 * How sure that is: the share of the first rows that agree.
 * @param {Words} words
 * @param {Dialect} dialect
 * @param {boolean} isSure
 */
function confidenceLine(words, { confidence }, isSure) {
  const text = words.text('import.dialect_fits', { percent: words.percent(confidence) });
  const doubt = isSure ? '' : ` ${words.text('import.dialect_unsure')}`;
  return element(
    'p',
    { class: `dialect-fits ${isSure ? 'muted' : 'unsure'}` },
    icon(isSure ? 'check' : 'alert'),
    element('span', {}, text + doubt),
  );
}

/**
 * @param {Words} words
 * @param {string} delimiter
 */
function delimiterName(words, delimiter) {
  const known = delimiters.find(([one]) => one === delimiter);
  if (known) return words.text(known[1]);
  return delimiter === ' ' ? words.text('import.delimiter.blank') : delimiter;
}

/** @param {string} encoding */
function encodingKey(encoding) {
  return /** @type {Key} */ (`import.encoding.${encoding}`);
}
