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
  try {
    const { storage } = navigator;
    const [estimate, is_persisted] = await Promise.all([storage.estimate(), storage.persisted()]);
    const { quota = 0, usage = 0 } = estimate;
    return { is_persisted, usage, quota, available: Math.max(0, quota - usage) };
  } catch {
    // There is none in node and on insecure pages, and a sandboxed frame is refused.
    return { is_persisted: false, usage: 0, quota: 0, available: 0 };
  }
}

/** Some browsers ask the person, who may take their time: nobody waits for the answer. */
export function askToPersist() {
  navigator.storage?.persist?.().catch(() => {});
}
