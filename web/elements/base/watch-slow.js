// What takes longer than a moment is seen to be under way; what is faster needs no word.

/** The moment. */
export const slowAfterMs = 300;

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
