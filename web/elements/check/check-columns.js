// Which column of a checked file is what, to be said by hand: open from the start where a column
// that is needed was not recognised, or none at all.

import { element } from '../base/dom.js';

/** @import { CsvCheck } from '../../check.js' */
/** @import { Words } from '../../i18n/translate.js' */

export class CheckColumns {
  #map;
  #setHeader;
  #isOpen = false;

  /**
   * @param {(mapping: string[]) => void} map
   * @param {(isHeader: boolean) => void} setHeader
   */
  constructor(map, setHeader) {
    this.#map = map;
    this.#setHeader = setHeader;
  }

  /** The next file is another one. */
  forget() {
    this.#isOpen = false;
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   */
  draw(words, check) {
    // Once open it stays so: there may be more to be named.
    this.#isOpen ||= check.isUnrecognised || check.missing.length > 0;
    const found = check.columns.filter((name) => check.mapping.includes(name)).length;
    const details = element(
      'details',
      { class: 'columns', open: this.#isOpen, ontoggle: () => (this.#isOpen = details.open) },
      element(
        'summary',
        { 'data-key': 'columns' },
        words.text('check.columns', { found, count: check.columns.length }),
      ),
      ...check.columns.map((name, i) => this.#column(words, check, name, i)),
      this.#header(words, check),
    );
    return details;
  }

  /**
   * What was guessed of the first row, as any guess, can be wrong: a person taken for a header is
   * one that is not sent.
   * @param {Words} words
   * @param {CsvCheck} check
   */
  #header(words, { dialect }) {
    const input = element('input', {
      type: 'checkbox',
      'data-key': 'header',
      checked: dialect.has_header,
      onchange: () => this.#setHeader(input.checked),
    });
    return element(
      'label',
      { class: 'header' },
      input,
      element('span', {}, words.text('check.header')),
    );
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   * @param {string} name
   * @param {number} index
   */
  #column(words, { headers, mapping, missing }, name, index) {
    const id = `column-${index}`;
    const at = mapping.indexOf(name);
    const isMissing = missing.includes(name);
    const none = words.text(isMissing ? 'check.choose_column' : 'check.no_column');
    const select = element(
      'select',
      {
        id,
        'data-key': id,
        value: at < 0 ? '' : String(at),
        onchange: () => {
          const others = mapping.map((other) => (other === name ? '' : other));
          this.#map(select.value ? others.with(Number(select.value), name) : others);
        },
      },
      element('option', { value: '', disabled: isMissing }, none),
      ...headers.map((header, i) => {
        const number = words.text('check.column_number', { number: i + 1 });
        const isOnly = headers.indexOf(header) === headers.lastIndexOf(header);
        const label = header && !isOnly ? `${header} (${number})` : header || number;
        return element('option', { value: String(i) }, label);
      }),
    );
    return element(
      'p',
      { class: `column ${isMissing ? 'missing' : ''}` },
      element('label', { for: id }, words.text('check.missing', { name })),
      select,
    );
  }
}
