// How much the browser lets this origin keep, and whether it may clear it by itself.

/**
 * @typedef {object} Room
 * @property {boolean} is_persisted  whether the browser asks before it clears the data
 * @property {number} usage          bytes of the whole origin, as the browser estimates
 * @property {number} quota          bytes that the origin may use; 0 where unknown
 * @property {number} available      bytes that are left of it
 */

/** @returns {Promise<Room>} */
export async function measureRoom() {
  // Neither in node nor on insecure pages.
  const storage = globalThis.navigator?.storage;
  if (!storage?.estimate) return { is_persisted: false, usage: 0, quota: 0, available: 0 };
  const [{ quota = 0, usage = 0 }, is_persisted] = await Promise.all([
    storage.estimate(),
    storage.persisted(),
  ]);
  return { is_persisted, usage, quota, available: Math.max(0, quota - usage) };
}

/** Some browsers ask the person, who may take their time: nobody waits for the answer. */
export function askToPersist() {
  navigator.storage?.persist?.().catch(() => {});
}
