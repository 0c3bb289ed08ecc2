// What a check can be asked, beside its wasm instance. Runs in a worker, or in process in node.
import { compileCheck, openCheckInstance } from '../check-instance.js';
import { ContactError, stopIfAborted } from '../contact-error.js';
import { randomSeed } from '../file-reading.js';
import { readFile } from './file-slices.js';
import { refuseTooLarge } from './input.js';
import { readOutput, toBlob } from './output.js';

/** @typedef {import('../check-instance.js').CheckInstance} CheckInstance */
/** @typedef {import('../rpc.js').CallOptions & {move?: import('../rpc.js').Move}} CallOptions */

export class CheckService {
  /** @type {CheckInstance | null} */
  #instance = null;
  /** The end of the queue: a file that is being written stays the same. @type {Promise<any>} */
  #turn = Promise.resolve();

  /**
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   * @returns {Promise<any>}
   */
  handle(name, args, options) {
    const answer = this.#turn.then(() => this.#run(name, args, options));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  /**
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   */
  async #run(name, args, options) {
    stopIfAborted(options.signal);
    if (name === 'check') return this.#check(args, options);
    if (!this.#instance) throw new ContactError({ code: 'import_not_open' });
    switch (name) {
      case 'goodCsv':
        return toBlob(this.#output('beginGood', args, options));
      case 'rejectedCsv':
        return toBlob(this.#output('beginRejected', args, options));
      default:
        return this.#instance.call(name, args);
    }
  }

  /**
   * @param {{file: Blob, options: object, wasmUrl?: string}} args
   * @param {CallOptions} options
   */
  async #check({ file, options, wasmUrl }, { signal, onProgress }) {
    refuseTooLarge(file);
    const seed = randomSeed();
    const module = compileCheck(wasmUrl);
    const open = async () => openCheckInstance(await module, options, seed);
    const instance = await readFile({ file, options, seed, module }, open, (done) => {
      onProgress?.({ step: 'read', done, total: file.size });
      stopIfAborted(signal);
    });
    const summary = instance.call('finish');
    this.#instance = instance;
    return summary;
  }

  /**
   * @param {string} begin
   * @param {object} args
   * @param {CallOptions} options
   */
  #output(begin, args, options) {
    const instance = /** @type {CheckInstance} */ (this.#instance);
    return readOutput(instance, { begin, args, step: 'export' }, options);
  }
}
