// A Chromium with a profile of its own on disk, so that OPFS is real, and what its pages take.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { executablePath, flags } from '../../tests/web/chromium.js';

const SAMPLE_MS = 50;

/** @param {string} path  of a file of /proc; empty where the process is gone */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The processes of pages that belong to the browser with this profile. @param {string} folder */
function findRenderers(folder) {
  /** @type {Map<string, string[]>} */
  const children = new Map();
  /** @type {string[]} */
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${pid}/stat`);
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent)?.push(pid);
    if (read(`/proc/${pid}/cmdline`).includes(folder)) found.push(pid);
  }
  // Grows while it is walked.
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  const isRenderer = (/** @type {string} */ pid) =>
    read(`/proc/${pid}/cmdline`).includes('--type=renderer');
  return [...new Set(found)].filter(isRenderer);
}

/** Proportional set size in MB. @param {string} pid */
function memoryOf(pid) {
  const [, kilobytes = 0] = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kilobytes) / 1000;
}

const CLOCK_TICK_MS = 10;

/** Processor time that a process has used, all threads together, in ms. @param {string} pid */
function processorTimeOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * CLOCK_TICK_MS;
}

/**
 * Opens a page in a new browser with a new profile, gives it the file, and calls `task`.
 * @template T
 * @param {{url: string, file: string}} options
 * @param {(page: import('playwright-core').Page) => Promise<T>} task
 * @returns {Promise<{result: T, peak: number, processor: number}>} the most memory that the page
 *   took meanwhile, in MB, and the processor time that it used, in ms
 */
export async function inNewBrowser({ url, file }, task) {
  const folder = mkdtempSync(join(tmpdir(), 'kartei-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    headless: true,
    args: flags,
  });
  let peak = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let sampling;
  try {
    const page = context.pages()[0];
    await page.goto(url);
    await page.setInputFiles('#file', file);
    const renderers = findRenderers(folder);
    const sample = () => (peak = Math.max(peak, ...renderers.map(memoryOf)));
    const used = () => renderers.reduce((sum, pid) => sum + processorTimeOf(pid), 0);
    sampling = setInterval(sample, SAMPLE_MS);
    const before = used();
    const result = await task(page);
    sample();
    return { result, peak, processor: used() - before };
  } finally {
    clearInterval(sampling);
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
