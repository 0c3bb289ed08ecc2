// A book's files in this process's memory, which outlive an instance of the module.

/** @returns {import('../../web/instance.js').Files} */
export function makeFiles() {
  const slots = [new Uint8Array(), new Uint8Array(), new Uint8Array()];
  const resize = (/** @type {number} */ slot, /** @type {number} */ size) => {
    const bytes = new Uint8Array(size);
    bytes.set(slots[slot].subarray(0, size));
    slots[slot] = bytes;
  };
  return {
    read: (slot, bytes, offset) => {
      const part = slots[slot].subarray(offset, offset + bytes.length);
      bytes.set(part);
      return part.length;
    },
    write: (slot, bytes, offset) => {
      if (slots[slot].length < offset + bytes.length) resize(slot, offset + bytes.length);
      slots[slot].set(bytes, offset);
      return 0;
    },
    truncate: (slot, size) => (resize(slot, size), 0),
    flush: () => 0,
    size: (slot) => slots[slot].length,
  };
}
