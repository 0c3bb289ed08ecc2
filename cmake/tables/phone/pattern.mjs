// The regular expressions of phone metadata, over the digits 0 to 9: literals, \d, classes, groups,
// |, ?, {n}, {n,m}, and $ at an end. A program is what Pike's matcher runs ("Regular Expression
// Matching: the Virtual Machine Approach", Cox 2009); here it is only run in advance, to make
// automata.
import assert from 'node:assert/strict';

export const ANY_DIGIT = 0x3ff;

/**
 * @typedef {{op: 'digit', mask: number} | {op: 'split', to: number[]} | {op: 'jump', to: number} |
 *   {op: 'save', slot: number} | {op: 'end'} | {op: 'match', label: number}} Step
 *   digit: one of the digits whose bits are set. split: each of them, the first is preferred.
 */

/** @param {string} pattern */
function parse(pattern) {
  let at = 0;
  let groups = 0;
  const peek = () => pattern[at];
  const take = (/** @type {string} */ text) =>
    pattern.startsWith(text, at) && !!(at += text.length);

  function digits() {
    const start = at;
    while (/[0-9]/.test(peek() ?? '')) ++at;
    return Number(pattern.slice(start, at));
  }

  function quantifier() {
    if (take('?')) return [0, 1];
    if (!take('{')) return [1, 1];
    const least = digits();
    const most = take(',') ? digits() : least;
    assert(take('}') && most >= least && most > 0, pattern);
    return [least, most];
  }

  function classMask() {
    let mask = 0;
    while (!take(']')) {
      if (take('\\d')) {
        mask |= ANY_DIGIT;
        continue;
      }
      const from = Number(pattern[at++]);
      const to = take('-') ? Number(pattern[at++]) : from;
      assert(to >= from, pattern);
      for (let digit = from; digit <= to; ++digit) mask |= 1 << digit;
    }
    return mask;
  }

  function atom() {
    if (take('(?:')) return group(null);
    if (take('(')) return group(++groups);
    if (take('[')) return { kind: 'digit', mask: classMask() };
    if (take('\\d')) return { kind: 'digit', mask: ANY_DIGIT };
    if (take('$')) return { kind: 'end' };
    assert.match(peek() ?? '', /^[0-9]$/, `${pattern} at ${at}`);
    return { kind: 'digit', mask: 1 << Number(pattern[at++]) };
  }

  /** @param {number | null} number */
  function group(number) {
    const inner = alternatives();
    assert(take(')'), pattern);
    return number === null ? inner : { kind: 'group', number, inner };
  }

  function sequence() {
    const parts = [];
    while (at < pattern.length && peek() !== '|' && peek() !== ')') {
      const inner = atom();
      const [least, most] = quantifier();
      parts.push(least === 1 && most === 1 ? inner : { kind: 'repeat', inner, least, most });
    }
    return { kind: 'sequence', parts };
  }

  function alternatives() {
    const all = [sequence()];
    while (take('|')) all.push(sequence());
    return all.length === 1 ? all[0] : { kind: 'alternatives', all };
  }

  const tree = alternatives();
  assert.equal(at, pattern.length, pattern);
  return { tree, groups };
}

/**
 * Appends the program of a pattern, which ends in `match label`.
 * @param {Step[]} program
 * @param {string} pattern
 * @param {number} label
 * @returns {{start: number, groups: number}}
 */
export function compile(program, pattern, label) {
  const { tree, groups } = parse(pattern);
  const emit = (/** @type {any} */ step) => program.push(step) - 1;
  /** @param {any} node */
  const walk = (node) => {
    switch (node.kind) {
      case 'digit':
        return void emit({ op: 'digit', mask: node.mask });
      case 'end':
        return void emit({ op: 'end' });
      case 'group':
        emit({ op: 'save', slot: 2 * node.number });
        walk(node.inner);
        return void emit({ op: 'save', slot: 2 * node.number + 1 });
      case 'sequence':
        return node.parts.forEach(walk);
      case 'alternatives': {
        const split = { op: 'split', to: /** @type {number[]} */ ([]) };
        emit(split);
        const jumps = node.all.map((/** @type {any} */ one) => {
          split.to.push(program.length);
          walk(one);
          return program[emit({ op: 'jump', to: 0 })];
        });
        for (const jump of jumps) /** @type {any} */ (jump).to = program.length;
        return;
      }
      case 'repeat': {
        for (let i = 0; i < node.least; ++i) walk(node.inner);
        const splits = [];
        for (let i = node.least; i < node.most; ++i) {
          const split = { op: 'split', to: [program.length + 1] };
          emit(split);
          splits.push(split);
          walk(node.inner);
        }
        for (const split of splits) split.to.push(program.length);
        return;
      }
    }
  };
  const start = program.length;
  walk(tree);
  emit({ op: 'match', label });
  return { start, groups };
}
