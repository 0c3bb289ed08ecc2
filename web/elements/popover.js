// A small window beside the control that opened it: in the top layer, closed by Esc or by a click
// elsewhere, and the focus returns to where it was.

import { element } from './dom.js';

const margin = 8;

/**
 * @param {string} label
 * @param {Record<string, unknown>} [properties]
 */
export function makePopover(label, properties = {}) {
  return element('div', {
    popover: 'auto',
    role: 'dialog',
    class: 'popover',
    'aria-label': label,
    ...properties,
  });
}

/**
 * Shows a popover below its anchor, or above where there is more room.
 * @param {HTMLElement} popover
 * @param {HTMLElement} anchor
 */
export function showBeside(popover, anchor) {
  if (!popover.matches(':popover-open')) popover.showPopover();
  const at = anchor.getBoundingClientRect();
  const width = popover.offsetWidth;
  const left = Math.min(at.left, innerWidth - width - margin);
  const below = innerHeight - at.bottom - 2 * margin;
  const above = at.top - 2 * margin;
  const isBelow = popover.scrollHeight <= below || below >= above;
  popover.style.left = `${Math.max(margin, left)}px`;
  popover.style.maxHeight = `${isBelow ? below : above}px`;
  popover.style.top = isBelow ? `${at.bottom + 6}px` : 'auto';
  popover.style.bottom = isBelow ? 'auto' : `${innerHeight - at.top + 6}px`;
}
