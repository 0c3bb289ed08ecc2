// Numbers as bytes, small ones short.

/**
 * Seven bits a byte, the lowest first; the highest bit says that more follow.
 * @param {number} value  not negative
 */
export function varint(value) {
  const bytes = [];
  for (; value >= 128; value >>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}
