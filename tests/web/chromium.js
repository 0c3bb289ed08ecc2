// Which Chromium the tests start, and how.

export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

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
];
