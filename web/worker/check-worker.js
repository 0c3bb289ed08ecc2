// The worker of a check: one file, from its bytes to what is wrong in it.
import { openCheckInstance } from '../check-instance.js';
import { serve } from '../rpc.js';
import { CheckService } from './check-service.js';
import { serveSlices } from './file-slices.js';

const port = /** @type {import('../rpc.js').Port} */ (/** @type {unknown} */ (self));
const service = new CheckService();
serve(port, (name, args, options) => service.handle(name, args, options));
serveSlices(({ module, options, seed }) => openCheckInstance(module, options, seed));
