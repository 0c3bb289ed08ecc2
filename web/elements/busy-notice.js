// A call of the book that can neither be stopped nor say how far it is, such as a large undo: what
// takes longer than a moment is seen to be under way.

import { element } from './dom.js';
import { icon } from './icons.js';

// What is faster needs no word.
const slowAfterMs = 300;

/**
 * @template Answer
 * @param {(isSlow: boolean) => void} show  true when a moment has passed, false when it is done
 * @param {() => Promise<Answer>} call
 * @returns {Promise<Answer>}
 */
export async function watchSlow(show, call) {
  let isSlow = false;
  const timer = setTimeout(() => show((isSlow = true)), slowAfterMs);
  try {
    return await call();
  } finally {
    clearTimeout(timer);
    if (isSlow) show(false);
  }
}

/** @param {string} text */
export function busyNotice(text) {
  return element(
    'div',
    { class: 'notice busy-notice', role: 'status', 'aria-busy': 'true' },
    icon('clock'),
    element('p', { class: 'notice-text' }, text),
  );
}
