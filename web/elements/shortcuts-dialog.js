// All shortcuts, and the switch that turns those of a single key off (WCAG 2.1.4).

import { openDialog } from './dialog.js';
import { element } from './dom.js';
import { icon } from './icons.js';

/** @import { Key, Words } from '../i18n/translate.js' */

/** @type {[string[], Key][]} */
const shortcuts = [
  [['/'], 'shortcuts.search'],
  [['n'], 'shortcuts.new'],
  [['i'], 'shortcuts.import'],
  [['e'], 'shortcuts.export'],
  [['g', 'c'], 'shortcuts.go_contacts'],
  [['g', 'h'], 'shortcuts.go_history'],
  [['g', 't'], 'shortcuts.go_trash'],
  [['g', 'y'], 'shortcuts.go_sync'],
  [['g', 's'], 'shortcuts.go_settings'],
  [['?'], 'shortcuts.help'],
  [['↑', '↓', '←', '→'], 'shortcuts.move'],
  [['shortcuts.key.ctrl', 'shortcuts.key.home_end'], 'shortcuts.ends'],
  [['shortcuts.key.enter'], 'shortcuts.open'],
  [['F2'], 'shortcuts.edit_cell'],
  [['j', 'k'], 'shortcuts.next'],
  [['shortcuts.key.space'], 'shortcuts.select'],
  [['shortcuts.key.ctrl', 'A'], 'shortcuts.select_all'],
  [['shortcuts.key.delete'], 'shortcuts.delete'],
  [['shortcuts.key.ctrl', 'Z'], 'shortcuts.undo'],
  [['shortcuts.key.ctrl', 'shortcuts.key.shift', 'Z'], 'shortcuts.redo'],
  [['shortcuts.key.ctrl', 'S'], 'shortcuts.save'],
  [['shortcuts.key.ctrl', 'shortcuts.key.enter'], 'shortcuts.save_and_close'],
  [['1–4'], 'shortcuts.decide'],
  [['.'], 'shortcuts.next_undecided'],
  [['Esc'], 'shortcuts.leave'],
];

/**
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {boolean} areOn
 * @param {(areOn: boolean) => void} change
 */
export function showShortcuts(root, words, areOn, change) {
  const items = shortcuts.flatMap(([keys, key]) => [
    element('dt', {}, words.text(key)),
    element(
      'dd',
      {},
      ...keys.map((name) =>
        element('kbd', {}, words.has(name) ? words.text(/** @type {Key} */ (name)) : name),
      ),
    ),
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
