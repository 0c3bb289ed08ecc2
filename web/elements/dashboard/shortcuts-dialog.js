// All shortcuts, and the switch that turns those of a single key off (WCAG 2.1.4).

import { openDialog } from '../base/dialog.js';
import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { shortcutKeys, shortcuts } from '../base/shortcuts.js';

/** @import { Words } from '../../i18n/translate.js' */

/**
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {boolean} areOn
 * @param {(areOn: boolean) => void} change
 */
export function showShortcuts(root, words, areOn, change) {
  const items = [...shortcuts.keys()].flatMap((name) => [
    element('dt', {}, words.text(name)),
    element('dd', {}, ...shortcutKeys(words, name)),
  ]);
  const toggle = element('input', {
    type: 'checkbox',
    checked: areOn,
    onchange: () => change(toggle.checked),
  });
  const dialog = element(
    'dialog',
    {
      class: 'shortcuts',
      'aria-labelledby': 'shortcuts-title',
    },
    element(
      'form',
      { method: 'dialog', class: 'dialog-head' },
      element('h2', { id: 'shortcuts-title' }, words.text('shortcuts.title')),
      element(
        'button',
        { class: 'quiet icon-only', 'aria-label': words.text('dialog.close') },
        icon('close'),
      ),
    ),
    element('dl', {}, ...items),
    element('label', { class: 'toggle' }, toggle, words.text('shortcuts.single_keys')),
  );
  openDialog(root, dialog);
}
