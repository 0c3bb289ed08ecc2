// What an import has done: the same sum as before it, as done.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { fileProblem } from '../file/file-problem.js';
import { sumLine, writtenText } from './import-sum.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { ImportCounts } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */

/**
 * @param {Words} words
 * @param {ImportCounts} counts
 * @param {boolean} isUndone  taken back since: nothing of it is done any more
 * @param {Failure | null} failure  of what was done here last
 * @param {{close: () => void, again: () => void, undo: () => void,
 *     downloadRejected: () => void}} act
 */
export function resultStep(words, counts, isUndone, failure, act) {
  const written = counts.new + counts.updated;
  return element(
    'div',
    { class: 'result' },
    element('span', { class: 'result-mark' }, icon(isUndone ? 'undo' : 'check')),
    element(
      'h3',
      {},
      isUndone ? words.text('import.undone') : writtenText(words, 'import.done', counts),
    ),
    !isUndone && sumLine(words, counts),
    failure && fileProblem(words, failure),
    counts.rejected > 0 && rejectedNotice(words, counts, act.downloadRejected),
    element(
      'div',
      { class: 'result-actions' },
      written > 0 &&
        !isUndone &&
        element(
          'button',
          { type: 'button', class: 'quiet', onclick: act.undo },
          icon('undo'),
          words.text('import.undo'),
        ),
      element('button', { type: 'button', onclick: act.again }, words.text('import.again')),
      element(
        'button',
        { type: 'button', class: 'primary', onclick: act.close },
        words.text('import.to_contacts'),
      ),
    ),
  );
}

/**
 * @param {Words} words
 * @param {ImportCounts} counts
 * @param {() => void} onclick
 */
function rejectedNotice(words, counts, onclick) {
  return element(
    'div',
    { class: 'notice warning' },
    icon('alert'),
    element(
      'p',
      { class: 'notice-text' },
      words.text('import.rejected_kept', { count: counts.rejected }),
    ),
    element(
      'button',
      { type: 'button', 'data-key': 'download', onclick },
      icon('download'),
      words.text('import.download_rejected'),
    ),
  );
}
