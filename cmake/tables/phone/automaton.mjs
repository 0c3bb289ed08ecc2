// Patterns as automata over the ten digits. All of them are finite, so their automata have no
// cycles, and equal ends are one: a node is known by its label and where its digits lead
// (Daciuk et al., "Incremental Construction of Minimal Acyclic Finite-State Automata", 2000).
import { compile } from './pattern.mjs';

/** @typedef {import('./pattern.mjs').Step} Step */

// One set of nodes for everything. Node 0 leads nowhere and has no label.
export class Automata {
  /** @type {{label: number, next: number[]}[]} */
  nodes = [];
  /** @type {Map<string, number>} */
  #known = new Map();

  constructor() {
    this.node(0, Array(10).fill(0));
  }

  /** @param {number} label @param {number[]} next */
  node(label, next) {
    const key = `${label}:${next}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.nodes.push({ label, next }) - 1);
    return this.nodes.length - 1;
  }

  /**
   * The node that `state` is, and all that can be reached from it.
   * @template S
   * @param {S} state
   * @param {{key: (state: S) => string, label: (state: S) => number,
   *   step: (state: S, digit: number) => S | null}} rules
   */
  build(state, rules) {
    /** @type {Map<string, number>} */
    const done = new Map();
    const visit = (/** @type {S} */ here) => {
      const key = rules.key(here);
      const known = done.get(key);
      if (known !== undefined) return known;
      const next = [];
      for (let digit = 0; digit < 10; ++digit) {
        const there = rules.step(here, digit);
        next.push(there === null ? 0 : visit(there));
      }
      const node = this.node(rules.label(here), next);
      done.set(key, node);
      return node;
    };
    return visit(state);
  }
}

/**
 * @param {Step[]} program
 * @param {number[]} starts
 * @returns {number[]} the digit and match steps that can be reached without a digit
 */
export function closure(program, starts) {
  const seen = new Set();
  const out = [];
  const stack = [...starts];
  while (stack.length) {
    const at = /** @type {number} */ (stack.pop());
    if (seen.has(at)) continue;
    seen.add(at);
    const step = program[at];
    if (step.op === 'split') stack.push(...step.to);
    else if (step.op === 'jump') stack.push(step.to);
    else if (step.op === 'save') stack.push(at + 1);
    else out.push(at);
  }
  return out.sort((a, b) => a - b);
}

/** @param {Step[]} program @param {number[]} state @param {number} digit */
export function advance(program, state, digit) {
  const next = [];
  for (const at of state) {
    const step = program[at];
    if (step.op === 'digit' && step.mask & (1 << digit)) next.push(at + 1);
  }
  return next.length ? closure(program, next) : null;
}

/** @param {Step[]} program @param {number[]} state */
export function labelsOf(program, state) {
  let labels = 0;
  for (const at of state) {
    const step = program[at];
    if (step.op === 'match') labels |= 1 << step.label;
  }
  return labels;
}

/**
 * The automaton whose label has bit i set where pattern i matches everything.
 * @param {Automata} automata
 * @param {(string | null)[]} patterns
 */
export function wholeMatch(automata, patterns) {
  /** @type {Step[]} */
  const program = [];
  const starts = patterns.flatMap((pattern, label) =>
    pattern ? [compile(program, pattern, label).start] : [],
  );
  return automata.build(closure(program, starts), {
    key: (state) => state.join(),
    label: (state) => labelsOf(program, state),
    step: (state, digit) => advance(program, state, digit),
  });
}

/**
 * The automaton that has label 1 as soon as the pattern has matched at the start.
 * @param {Automata} automata
 * @param {string} pattern
 */
export function prefixMatch(automata, pattern) {
  /** @type {Step[]} */
  const program = [];
  const { start } = compile(program, pattern, 0);
  return automata.build(closure(program, [start]), {
    key: (state) => state.join(),
    label: (state) => labelsOf(program, state),
    step: (state, digit) => (labelsOf(program, state) ? null : advance(program, state, digit)),
  });
}

/**
 * Of several conditions the first that holds: its pattern matches everything, and its prefix, where
 * it has one, the start. The label is made of the numbers of those that hold.
 * @param {Automata} automata
 * @param {{pattern: string, prefix: string | null}[]} conditions
 * @param {(numbers: number[]) => number} labelOf
 */
export function firstMatch(automata, conditions, labelOf) {
  /** @type {Step[]} */
  const program = [];
  const parts = conditions.map(({ pattern, prefix }) => ({
    whole: closure(program, [compile(program, pattern, 0).start]),
    prefix: prefix === null ? null : closure(program, [compile(program, prefix, 0).start]),
  }));
  // Of each condition that can still hold: where its pattern is, and its prefix (null: it holds).
  /** @typedef {{number: number, whole: number[], prefix: number[] | null}} Part */
  const settle = (/** @type {Part} */ part) =>
    part.prefix && labelsOf(program, part.prefix) ? { ...part, prefix: null } : part;
  const start = parts.map((part, number) => settle({ number, ...part }));
  return automata.build(/** @type {Part[]} */ (start), {
    key: (state) =>
      state.map(({ number, whole, prefix }) => [number, whole, prefix].join(':')).join('|'),
    label: (state) =>
      labelOf(
        state
          .filter(({ whole, prefix }) => prefix === null && labelsOf(program, whole))
          .map(({ number }) => number),
      ),
    step: (state, digit) => {
      const next = state.flatMap(({ number, whole, prefix }) => {
        const wholeNext = advance(program, whole, digit);
        const prefixNext = prefix && advance(program, prefix, digit);
        if (!wholeNext || (prefix && !prefixNext)) return [];
        return [settle({ number, whole: wholeNext, prefix: prefixNext })];
      });
      return next.length ? next : null;
    },
  });
}

/**
 * @typedef {{length: number, groups: ([number, number] | null)[]}} Match
 *   groups: begin and end of $1, $2 …
 */

/**
 * What a backtracking matcher would find at the start: the first alternative that matches, as long
 * as it likes. A label is made of what is found if the text goes on (null for nothing yet) and what
 * is found if it ends here.
 * @param {Automata} automata
 * @param {string} pattern
 * @param {(goesOn: Match | null, ends: Match | null) => number} labelOf
 */
export function preferredMatch(automata, pattern, labelOf) {
  /** @type {Step[]} */
  const program = [];
  const { start, groups } = compile(program, pattern, 0);
  /** @typedef {{at: number, saved: number[]}} Thread */
  /** Threads in the order of preference, those behind a match dropped. */
  const follow = (
    /** @type {Thread[]} */ threads,
    /** @type {number} */ depth,
    /** @type {boolean} */ isEnd,
  ) => {
    const seen = new Set();
    /** @type {Thread[]} */
    const out = [];
    /** @type {Match | null} */
    let match = null;
    const add = (/** @type {Thread} */ { at, saved }) => {
      if (match || seen.has(at)) return;
      seen.add(at);
      const step = program[at];
      if (step.op === 'split') for (const to of step.to) add({ at: to, saved });
      else if (step.op === 'jump') add({ at: step.to, saved });
      else if (step.op === 'end') isEnd && add({ at: at + 1, saved });
      else if (step.op === 'digit') out.push({ at, saved });
      else if (step.op === 'save') {
        const copy = [...saved];
        copy[step.slot] = depth;
        add({ at: at + 1, saved: copy });
      } else {
        match = {
          length: depth,
          groups: Array.from({ length: groups }, (_, i) => {
            const [from, to] = [saved[2 * i + 2], saved[2 * i + 3]];
            return from === undefined || to === undefined ? null : [from, to];
          }),
        };
      }
    };
    for (const thread of threads) add(thread);
    return { threads: out, match: /** @type {Match | null} */ (match) };
  };
  /** @typedef {{entry: Thread[], depth: number}} State */
  return automata.build(/** @type {State} */ ({ entry: [{ at: start, saved: [] }], depth: 0 }), {
    key: ({ entry, depth }) =>
      `${depth}|${entry.map(({ at, saved }) => `${at}:${saved}`).join('|')}`,
    label: ({ entry, depth }) =>
      labelOf(follow(entry, depth, false).match, follow(entry, depth, true).match),
    step: ({ entry, depth }, digit) => {
      // A thread that waits for the end has no next digit, but does not stop those behind it.
      const { threads } = follow(entry, depth, false);
      const next = threads.flatMap(({ at, saved }) => {
        const step = program[at];
        return step.op === 'digit' && step.mask & (1 << digit) ? [{ at: at + 1, saved }] : [];
      });
      return next.length ? { entry: next, depth: depth + 1 } : null;
    },
  });
}
