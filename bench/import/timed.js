// How often a file is parsed in one worker.
export const PARSE_TIMES = 5;

/**
 * Does the same work several times. The first time an engine compiles on the way and memory is new
 * to the process; later on the code is ready and the memory is there.
 * @template {Record<string, number>} Counts
 * @param {number} times
 * @param {() => Counts} work
 * @returns {{total: number, again: number[], counts: Counts}}  milliseconds: of the first time, and
 *     of the others
 */
export function timed(times, work) {
  const once = () => {
    const start = performance.now();
    const counts = work();
    return { ms: performance.now() - start, counts };
  };
  const { ms: total, counts } = once();
  const again = Array.from({ length: times - 1 }, () => once().ms);
  return { total, again, counts };
}
