// The nodes of the automata as three columns of bytes, each of values that resemble each other, for
// brotli to find: 29 KB, where nodes with their targets' distances took 50.
// core/contact/numbering_plan.cpp unpacks them.
import assert from 'node:assert/strict';
import { varint } from '../packing/varint.mjs';

/** @typedef {{label: number, next: number[]}} Node */

const NOWHERE = 15;

/**
 * Of each node but the first, which leads nowhere:
 * - labels: its label.
 * - digits: ten times four bits, which of its targets a digit leads to (the first one of digit 0 in
 *   the low bits of the first byte), 15 for none.
 * - targets: each of its targets, the last one first. A target stands before all that lead to it,
 *   so it is mostly the newest node that nothing has led to yet: 0, or 1 where more will lead to
 *   it. Else it is one of these: 2 + how many of them were led to since.
 * @param {Node[]} nodes
 */
export function pack(nodes) {
  const targetsOf = nodes.map(({ next }) => [...new Set(next.filter((target) => target !== 0))]);
  const ways = nodes.map(() => 0);
  for (const target of targetsOf.flat()) ++ways[target];

  /** @type {number[]} */
  const untouched = [];
  /** The one that was led to last is the last. @type {number[]} */
  const shared = [];
  const columns = {
    labels: /** @type {number[]} */ ([]),
    digits: /** @type {number[]} */ ([]),
    targets: /** @type {number[]} */ ([]),
  };
  nodes.slice(1).forEach(({ label, next }, i) => {
    const node = i + 1;
    columns.labels.push(...varint(label));
    const targets = targetsOf[node];
    const places = next.map((target) => (target === 0 ? NOWHERE : targets.indexOf(target)));
    for (let d = 0; d < 10; d += 2) columns.digits.push(places[d] | (places[d + 1] << 4));
    for (const target of targets.toReversed()) {
      const place = shared.lastIndexOf(target);
      if (place < 0) {
        assert.equal(untouched.pop(), target);
        columns.targets.push(ways[target] > 1 ? 1 : 0);
        if (ways[target] > 1) shared.push(target);
      } else {
        columns.targets.push(...varint(2 + shared.length - 1 - place));
        shared.push(...shared.splice(place, 1));
      }
    }
    untouched.push(node);
  });
  return columns;
}
