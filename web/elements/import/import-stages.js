// The steps of an import as its head shows them.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';

/** @import { Key, Words } from '../../i18n/translate.js' */

/** @typedef {'file' | 'columns' | 'reading' | 'review' | 'writing' | 'result'} Step */

/** @type {{key: Key, steps: Step[]}[]} */
const stages = [
  { key: 'import.stage.file', steps: ['file'] },
  { key: 'import.stage.columns', steps: ['columns', 'reading'] },
  { key: 'import.stage.review', steps: ['review', 'writing'] },
  { key: 'import.stage.result', steps: ['result'] },
];

/**
 * @param {Words} words
 * @param {Step} step  where the import is
 */
export function stageItems(words, step) {
  const current = stages.findIndex(({ steps }) => steps.includes(step));
  return stages.map(({ key }, own) => {
    const state = own < current ? 'done' : own === current ? 'current' : '';
    return element(
      'li',
      { class: state, 'aria-current': own === current ? 'step' : undefined },
      element('span', { class: 'number' }, state === 'done' ? icon('check') : own + 1),
      element('span', { class: 'stage' }, words.text(key)),
    );
  });
}
