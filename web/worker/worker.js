// The worker: owns the wasm instance and the files, and answers calls over its port.
import { openInstance } from '../instance.js';
import { serve } from '../rpc.js';
import { claimBook } from './leader.js';
import { openPool } from './opfs-pool.js';
import { Service } from './service.js';

/** @type {Service | null} */
let service = null;
/** @type {() => void} */
let letGo = () => {};

const port = /** @type {import('../rpc.js').Port} */ (/** @type {unknown} */ (self));

/** @param {{name: string, storage: 'opfs' | 'memory', wasmUrl?: string}} options */
async function open({ name, storage, wasmUrl }) {
  const emit = (/** @type {string} */ event, /** @type {object} */ detail) =>
    port.postMessage({ event, detail });
  if (storage === 'memory') {
    service = await Service.start(() => openInstance({ wasmUrl }), emit);
    return;
  }
  const release = await claimBook(name);
  letGo = release;
  const pool = await openPool(name).catch((error) => {
    release();
    throw error;
  });
  letGo = () => {
    pool.close();
    release();
  };
  try {
    service = await Service.start(() => openInstance({ files: pool.files, wasmUrl }), emit);
  } catch (error) {
    letGo();
    throw error;
  }
}

function close() {
  service?.close();
  service = null;
  letGo();
}

serve(port, async (name, args, options) => {
  if (name === 'open') return open(args);
  if (name === 'close') return close();
  if (!service) throw new Error('the book is not open');
  return service.handle(name, args, options);
});
