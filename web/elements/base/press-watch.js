// A button that is drawn anew or moved while a pointer presses it gets no click. What a press has
// set off, by taking the focus out of a field for example, is so shown after it has ended.

// Whoever holds a button down, or whose end of pressing never comes, is not waited for longer.
const longestMs = 1000;

export class PressWatch {
  /** Ends with the press that is under way. @type {Promise<void> | null} */
  #press = null;

  /**
   * @param {EventTarget} target  around all that may be pressed
   * @param {AbortSignal} signal
   */
  watch(target, signal) {
    target.addEventListener('pointerdown', () => this.#begin(target), { signal, capture: true });
  }

  /** When nothing is pressed. */
  async released() {
    await this.#press;
  }

  /** @param {EventTarget} target */
  #begin(target) {
    const over = new AbortController();
    const press = new Promise((resolve) => {
      // The click follows the end, in the same turn.
      const end = () => setTimeout(resolve);
      const options = { signal: over.signal, capture: true };
      for (const event of ['pointerup', 'pointercancel'])
        target.addEventListener(event, end, options);
      setTimeout(resolve, longestMs);
    }).then(() => {
      over.abort();
      if (this.#press === press) this.#press = null;
    });
    this.#press = press;
  }
}
