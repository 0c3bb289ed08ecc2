// Numbers as bytes, seven bits each, the low ones first; all but the last have the high bit. What
// differs little from what stands before it is written as the difference, which brotli packs best.
// core/base/varints.h reads them.

/** @param {number} value */
export function varint(value) {
  const bytes = [];
  for (; value >= 128; value >>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

/** 0, -1, 1, -2, 2 as 0, 1, 2, 3, 4. @param {number} value */
const signedVarint = (value) => varint(value < 0 ? -2 * value - 1 : 2 * value);

/** Of numbers that rise. @param {number[]} values */
export const gaps = (values) => values.flatMap((value, i) => varint(value - (values[i - 1] ?? 0)));

/** @param {number[]} values */
export const differences = (values) =>
  values.flatMap((value, i) => signedVarint(value - (values[i - 1] ?? 0)));
