// A small window beside the control that opened it: in the top layer, closed by Esc or by a click
// elsewhere, also on that control, and the focus returns to where it was.

import { element, focusedElement } from './dom.js';

const margin = 8;

/**
 * @param {string} label
 * @param {Record<string, unknown>} [properties]
 */
export function makePopover(label, properties = {}) {
  const popover = element('div', {
    popover: 'auto',
    role: 'dialog',
    class: 'popover',
    'aria-label': label,
    onbeforetoggle: (/** @type {ToggleEvent} */ { newState }) => {
      if (newState === 'closed') leave(popover);
    },
    ...properties,
  });
  // Esc closes it, and not also what is behind it; a letter pressed in it is no shortcut.
  popover.addEventListener('keydown', (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  return popover;
}

/**
 * The browser does not give the focus back once the content of a popover has been replaced. This
 * is done before it is hidden: `toggle` is told some time after, and would take the focus from
 * where it has gone meanwhile.
 * @param {HTMLElement} popover
 */
function leave(popover) {
  const focused = focusedElement();
  const isLost = focused === document.body || popover.contains(focused);
  if (isLost) anchors.get(popover)?.focus();
}

/** Beside what a popover was shown last. @type {WeakMap<HTMLElement, HTMLElement>} */
const anchors = new WeakMap();
/** What was shown last beside an anchor. @type {WeakMap<HTMLElement, HTMLElement>} */
const popovers = new WeakMap();
/** Popovers that are kept beside their anchors. @type {WeakSet<HTMLElement>} */
const followed = new WeakSet();
/** Which popover a press on the anchor is closing. @type {WeakMap<HTMLElement, HTMLElement>} */
const closing = new WeakMap();

/**
 * Whoever presses the anchor of an open popover wants it closed. The browser has done so when the
 * click arrives, which must not show it again. An anchor is watched once, whatever comes and goes
 * beside it.
 * @param {HTMLElement} anchor
 */
function watchPress(anchor) {
  const forget = () => closing.delete(anchor);
  anchor.addEventListener('pointerdown', () => {
    const popover = popovers.get(anchor);
    const isOpen = popover?.matches(':popover-open') && anchors.get(popover) === anchor;
    if (popover && isOpen) closing.set(anchor, popover);
    else forget();
  });
  // After its own listeners, which were there before.
  anchor.addEventListener('click', forget);
  anchor.addEventListener('pointerleave', forget);
}

/**
 * Shows a popover below its anchor, or above where there is more room, and keeps it there.
 * @param {HTMLElement} popover
 * @param {HTMLElement} anchor
 */
export function showBeside(popover, anchor) {
  if (closing.get(anchor) === popover) return;
  if (!popovers.has(anchor)) watchPress(anchor);
  popovers.set(anchor, popover);
  anchors.set(popover, anchor);
  if (!popover.matches(':popover-open')) popover.showPopover();
  place(popover, anchor);
  follow(popover);
}

/**
 * What is above the anchor grows, a window is made smaller, a keyboard comes up: no event tells of
 * all of it.
 * @param {HTMLElement} popover
 */
function follow(popover) {
  if (followed.has(popover)) return;
  followed.add(popover);
  let placed = '';
  const look = () => {
    const anchor = anchors.get(popover);
    if (!anchor || !popover.matches(':popover-open')) return void followed.delete(popover);
    const { left, top, bottom } = anchor.getBoundingClientRect();
    const at = [left, top, bottom, innerWidth, innerHeight, popover.scrollHeight].join();
    // Of an anchor that is gone nothing is known.
    const isThere = top < bottom;
    if (isThere && at !== placed) place(popover, anchor);
    if (isThere) placed = at;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/**
 * @param {HTMLElement} popover
 * @param {HTMLElement} anchor
 */
function place(popover, anchor) {
  const at = anchor.getBoundingClientRect();
  const width = popover.offsetWidth;
  const left = Math.min(at.left, innerWidth - width - margin);
  // What is scrolled out of the window is taken for its nearest edge.
  const [top, bottom] = [at.top, at.bottom].map((y) => Math.min(Math.max(y, 0), innerHeight));
  const below = innerHeight - bottom - 2 * margin;
  const above = top - 2 * margin;
  const isBelow = popover.scrollHeight <= below || below >= above;
  popover.style.left = `${Math.max(margin, left)}px`;
  popover.style.maxHeight = `${isBelow ? below : above}px`;
  popover.style.top = isBelow ? `${bottom + 6}px` : 'auto';
  popover.style.bottom = isBelow ? 'auto' : `${innerHeight - top + 6}px`;
}
