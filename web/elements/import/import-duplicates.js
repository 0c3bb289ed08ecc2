// What becomes of an import's duplicates by a rule: one for all, or one for those of the book and
// another for those within the file.

import { element } from '../base/dom.js';
import { decisions } from './import-review-row.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Decision, DuplicateKind } from '../../import-review.js' */
/** @import { DuplicateAction, ReviewPage } from '../../types.js' */

/** @type {DuplicateAction[]} */
const rules = [...decisions, 'ask'];
/** @type {DuplicateKind[]} */
const kinds = ['book', 'file'];

/** @param {string} text */
const muted = (text) => element('span', { class: 'muted' }, text);

export class DuplicateRules {
  element = element('div');
  #decide;
  /** '' where single rows differ. @type {Record<DuplicateKind, DuplicateAction | ''>} */
  #actions;
  #isSplit = false;

  /**
   * @param {DuplicateAction} action  the rule with which the file was read
   * @param {(decision: Decision) => void} decide
   */
  constructor(action, decide) {
    this.#actions = { book: action, file: action };
    this.#decide = decide;
  }

  /**
   * A decision that was taken.
   * @param {Decision} decision
   * @param {boolean} isOfFile  whether a single row is a duplicate within the file
   */
  note({ action, of, row, remaining }, isOfFile) {
    const kind = row === undefined ? of : isOfFile ? 'file' : 'book';
    for (const each of kinds.filter((one) => !kind || kind === one)) {
      if (row === undefined && !remaining) this.#actions[each] = action;
      // Whoever is asked about each has not left the rule by answering.
      else if (this.#actions[each] !== 'ask' || remaining) this.#actions[each] = '';
    }
  }

  /**
   * @param {Words} words
   * @param {ReviewPage | null} page
   */
  draw(words, page) {
    const counts = { book: page?.duplicates_in_book ?? 0, file: page?.duplicates_in_file ?? 0 };
    const count = counts.book + counts.file;
    this.element.hidden = count === 0;
    if (count === 0) return;
    const focused = this.element.querySelector('input:focus')?.getAttribute('data-choice');
    const canSplit = counts.book > 0 && counts.file > 0;
    const title = words.text('review.duplicates_title', { count });
    const where = [
      words.text('review.in_book', { count: counts.book }),
      words.text('review.in_file', { count: counts.file }),
    ].join(', ');
    const sets =
      canSplit && this.#isSplit
        ? kinds.map((of) => {
            const legend = words.text(`review.rule_${of}`, { count: counts[of] });
            return this.#set(words, [legend], this.#actions[of], of);
          })
        : [this.#set(words, [`${title} `, muted(`(${where})`)], this.#common(counts))];
    this.element.replaceChildren(...sets, canSplit ? this.#splitter(words, page) : '');
    if (!focused) return;
    const again = this.element.querySelector(`[data-choice="${focused}"]`);
    /** @type {HTMLElement | null} */ (again)?.focus();
  }

  /** The rule of all that there are. @param {Record<DuplicateKind, number>} counts */
  #common(counts) {
    const [action, ...others] = kinds.filter((of) => counts[of] > 0).map((of) => this.#actions[of]);
    return others.every((other) => other === action) ? action : '';
  }

  /**
   * @param {Words} words
   * @param {(string | HTMLElement)[]} legend
   * @param {DuplicateAction | ''} chosen
   * @param {DuplicateKind} [of]
   */
  #set(words, legend, chosen, of) {
    const choices = rules.map((action) =>
      element(
        'label',
        { class: 'choice' },
        element('input', {
          type: 'radio',
          name: `decision${of ?? ''}`,
          value: action,
          'data-choice': `${action}${of ?? ''}`,
          checked: action === chosen,
          onchange: () => this.#decide(of ? { action, of } : { action }),
        }),
        element(
          'span',
          {},
          element('strong', {}, words.text(`review.decide.${action}`)),
          muted(words.text(`review.decide.${action}_hint`)),
        ),
      ),
    );
    return element(
      'fieldset',
      { class: 'duplicates' },
      element('legend', {}, ...legend),
      element('div', { class: 'choices' }, ...choices),
    );
  }

  /**
   * @param {Words} words
   * @param {ReviewPage | null} page
   */
  #splitter(words, page) {
    const onchange = (/** @type {Event} */ { target }) => {
      this.#isSplit = /** @type {HTMLInputElement} */ (target).checked;
      this.draw(words, page);
    };
    return element(
      'label',
      { class: 'apart' },
      element('input', {
        type: 'checkbox',
        'data-choice': 'apart',
        checked: this.#isSplit,
        onchange,
      }),
      words.text('review.decide_apart'),
    );
  }
}
