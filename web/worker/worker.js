// The worker of a page: takes its calls, and has them answered by whoever has the book open.
import { openInstance } from '../instance.js';
import { serve } from '../rpc.js';
import { rescue } from './rescue.js';
import { Service } from './service.js';
import { Tab } from './tab.js';

/** @type {import('../rpc.js').Handler} */
let answer = async () => {
  throw new Error('the book is not open');
};
let close = () => {};

const port = /** @type {import('../rpc.js').Port} */ (/** @type {unknown} */ (self));

/**
 * @param {string} event
 * @param {object} detail
 */
const emit = (event, detail) => port.postMessage({ event, detail });

/** @param {{name: string, storage: 'opfs' | 'memory', wasmUrl?: string}} options */
async function open({ name, storage, wasmUrl }) {
  if (storage === 'memory') {
    const service = await Service.start(() => openInstance({ wasmUrl }), emit);
    answer = (call, args, options) => service.handle(call, args, options);
    close = () => service.close();
    return;
  }
  const tab = await Tab.open({ name, wasmUrl, emit });
  answer = (call, args, options) => tab.call(call, args, options);
  close = () => tab.close();
}

serve(port, async (name, args, options) => {
  if (name === 'open') return open(args);
  if (name === 'rescue') return rescue(args);
  if (name === 'close') return close();
  return answer(name, args, options);
});
