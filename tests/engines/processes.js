// The processes of a browser that a test has started, from /proc, and signals to them. Nothing else
// is ever touched.
import { readdirSync, readFileSync } from 'node:fs';

/** @import { Browser, Page } from 'puppeteer-core' */

/** @param {number} pid */
function parentAndTicks(pid) {
  try {
    // The name in brackets may hold anything; user and system time are fields 14 and 15.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}

/** @param {Browser} browser */
export function pidOf(browser) {
  const pid = browser.process()?.pid;
  if (!pid) throw new Error('the browser has no process');
  return pid;
}

/**
 * A process and all that come from it.
 * @param {number} root
 * @returns {Map<number, number>} pid -> clock ticks used
 */
export function family(root) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const known = new Map(all.map((name) => [Number(name), parentAndTicks(Number(name))]));
  /** @type {Map<number, number>} */
  const found = new Map();
  const visit = (/** @type {number} */ pid) => {
    found.set(pid, known.get(pid)?.ticks ?? 0);
    for (const [child, stat] of known) if (stat?.parent === pid) visit(child);
  };
  visit(root);
  return found;
}

/**
 * Whether a process runs pages, and not the browser itself or its graphics.
 * @param {number} pid
 */
function runsPages(pid) {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
    return /--type=renderer\b/.test(command) || /-contentproc\b.* tab$/.test(command);
  } catch {
    return false;
  }
}

/**
 * The process that runs a page: the one that gets hot when the page computes.
 * @param {Browser} browser
 * @param {Page} page
 */
export async function processOf(browser, page) {
  const root = pidOf(browser);
  for (let ms = 300; ; ms *= 2) {
    const before = family(root);
    await page.evaluate((spin) => {
      const end = performance.now() + spin;
      while (performance.now() < end);
    }, ms);
    const used = [...family(root)]
      .filter(([pid]) => runsPages(pid))
      .map(([pid, ticks]) => ({ pid, ticks: ticks - (before.get(pid) ?? ticks) }));
    used.sort((a, b) => b.ticks - a.ticks);
    const [first, second = { ticks: 0 }] = used;
    if (first?.ticks > 5 && first.ticks > 2 * second.ticks) return first.pid;
    if (ms > 5_000) throw new Error(`no process stands out: ${JSON.stringify(used.slice(0, 4))}`);
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * Power off, as far as a process can tell: the browser and its children, all at once, unless it has
 * ended before.
 * @param {Browser} browser
 */
export async function killBrowser(browser) {
  const root = browser.process();
  if (!root || root.exitCode !== null || root.signalCode !== null) return;
  const ended = new Promise((resolve) => root.once('exit', resolve));
  const pids = [...family(pidOf(browser)).keys()];
  for (const pid of pids) signal(pid, 'SIGKILL');
  await ended;
  while (pids.some(isRunning)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * Whether a process is there and has not ended.
 * @param {number} pid
 */
export function isRunning(pid) {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
