// What people have written, in a sentence of ours: it must not turn the words around it.

// Letters that run from right to left, and controls of direction. Among others nothing can turn.
const turning = new RegExp(
  String.raw`[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]|` +
    String.raw`[\u200e\u200f\u202a-\u202e\u2066-\u2069]`,
  'u',
);

const [firstStrong, pop] = ['\u2068', '\u2069'];

/**
 * The text with its direction for itself (Unicode UAX #9, isolates); as it is where that changes
 * nothing, so that what is copied from the page is what was typed.
 * @param {string} text
 */
export function isolate(text) {
  return turning.test(text) ? firstStrong + balance(text) + pop : text;
}

/**
 * Isolates that are not begun, or not ended, would reach out of it.
 * @param {string} text
 */
function balance(text) {
  let open = 0;
  const kept = text.replace(/[\u2066-\u2069]/g, (control) => {
    if (control !== pop) return (++open, control);
    return open > 0 ? (--open, control) : '';
  });
  return kept + pop.repeat(open);
}
