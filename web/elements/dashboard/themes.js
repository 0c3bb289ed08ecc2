// The appearances that can be chosen.

import { loadPreference } from '../base/preferences.js';

/** @import { IconName } from '../base/icons.js' */

/** @typedef {'auto' | 'light' | 'dark'} Theme */

/** @type {{theme: Theme, icon: IconName}[]} */
export const themes = [
  { theme: 'auto', icon: 'contrast' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
];

/** The place of the one that is chosen. */
export function placeOfTheme() {
  const chosen = loadPreference('theme') ?? 'auto';
  return Math.max(
    0,
    themes.findIndex(({ theme }) => theme === chosen),
  );
}
