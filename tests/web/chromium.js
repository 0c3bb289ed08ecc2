// Which Chromium the tests start, and how.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A name is looked for as a shell does it: who starts a program wants a path.
 * @param {string} program
 */
function locate(program) {
  if (program.includes('/')) return program;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find(existsSync) ?? program;
}

export const executablePath = locate(process.env.CHROMIUM ?? '/usr/bin/chromium');

// Only the last list of features that are off counts: what Playwright leaves out so that pages load
// as they are sent, and ask nobody; and Chromium's own pages, of which each window loads some that
// nobody sees, at more expense than ours.
const featuresOff = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'PreloadTopChromeWebUI',
  'ThirdPartyStoragePartitioning',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
];

// As root Chromium runs only without its sandbox; the others keep it from looking for hosts that a
// closed network refuses.
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${featuresOff.join()}`,
];
