// The worker of a page: takes its calls, and has them answered by whoever has the book open.
import { openInstance } from '../instance.js';
import { serve } from '../rpc.js';
import { serveSlices } from './file-slices.js';
import { rescue } from './rescue.js';
import { Service } from './service.js';
import { Tab } from './tab.js';

/**
 * `mustExist`: it was open before, and is not made anew where it was wiped since.
 * @typedef {{name: string, storage: 'opfs' | 'memory', mustExist?: boolean, wasmUrl?: string}
 *   } Options
 */

/** What is opened, with the first call or the next one after that has failed. @type {Options} */
let options;
/** @type {Promise<void> | null} */
let opening = null;
/** @type {import('../rpc.js').Handler} */
let answer;
let close = () => {};

const port = /** @type {import('../rpc.js').Port} */ (/** @type {unknown} */ (self));

/**
 * @param {string} event
 * @param {object} detail
 */
const emit = (event, detail) => port.postMessage({ event, detail });

async function open() {
  const { name, storage, mustExist, wasmUrl } = options;
  if (storage === 'memory') {
    const service = await Service.start(() => openInstance({ wasmUrl }), emit, {
      isVolatile: true,
    });
    answer = (call, args, given) => service.handle(call, args, given);
    close = () => service.close();
    return;
  }
  const tab = await Tab.open({ name, mustExist, wasmUrl, emit });
  answer = (call, args, given) => tab.call(call, args, given);
  close = () => tab.close();
}

/** Calls may come before the book is open. */
function opened() {
  return (opening ??= open().catch((error) => {
    opening = null;
    throw error;
  }));
}

// For another worker, whose book imports the file: here it is one of nobody, which is not opened.
serveSlices(async ({ module, options, seed }) => {
  const instance = await openInstance({ module });
  instance.call('beginImport', { ...options, seed });
  return instance;
});

serve(port, async (name, args, given) => {
  if (name === 'rescue') return rescue(args);
  if (name === 'close') return close();
  if (name === 'open') options = args;
  await opened();
  return name === 'open' ? null : answer(name, args, given);
});
