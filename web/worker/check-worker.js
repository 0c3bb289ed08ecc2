// The worker of a check: one file, from its bytes to what is wrong in it.
import { openCheckInstance } from '../check-instance.js';
import { serve } from '../rpc.js';
import { CheckService } from './check-service.js';
import { SliceReader } from './file-slices.js';

const port = /** @type {import('../rpc.js').Port} */ (/** @type {unknown} */ (self));
const service = new CheckService();
// For another such worker.
const slices = new SliceReader(({ options, seed, wasmUrl }) =>
  openCheckInstance(options, seed, wasmUrl),
);

serve(port, (name, args, options) =>
  SliceReader.has(name) ? slices.handle(name, args, options) : service.handle(name, args, options),
);
