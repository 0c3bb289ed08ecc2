// What a check can be asked, beside its wasm instance. Runs in a worker, or in process in node.
import { openCheckInstance, randomSeed } from '../check-instance.js';
import { ContactError, stopIfAborted } from '../contact-error.js';
import { SliceReader, SliceTeam } from './check-slices.js';
import { CHUNK_BYTES, readBytes, refuseTooLarge, SAMPLE_BYTES } from './input.js';
import { nextTurn, readOutput, toBlob } from './output.js';

/** @typedef {import('../check-instance.js').CheckInstance} CheckInstance */
/** @typedef {import('../rpc.js').CallOptions & {move?: import('../rpc.js').Move}} CallOptions */

export class CheckService {
  /** @type {CheckInstance | null} */
  #instance = null;
  /** For another service. @type {SliceReader | null} */
  #slices = null;
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
    if (name === 'openSlices') return void (this.#slices = await SliceReader.open(args));
    if (name === 'slice') return this.#readSlice(args, options);
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
    const team = SliceTeam.of({ file, options, seed, wasmUrl });
    const read = async (/** @type {number} */ done) => {
      onProgress?.({ step: 'read', done, total: file.size });
      await nextTurn();
      stopIfAborted(signal);
    };
    try {
      const instance = await openCheckInstance(options, seed, wasmUrl);
      for (let done = 0; done < file.size;) {
        stopIfAborted(signal);
        // The team starts sooner where this worker is not busy.
        const size = team && done === 0 ? SAMPLE_BYTES + 1 : CHUNK_BYTES;
        instance.feed(await readBytes(file, done, done + size));
        done = Math.min(done + size, file.size);
        await read(done);
        if (team) done = await team.read(instance, done, read);
      }
      const summary = instance.call('finish');
      this.#instance = instance;
      return summary;
    } finally {
      team?.close();
    }
  }

  /**
   * @param {import('./check-slices.js').SliceRequest} request
   * @param {CallOptions} options
   */
  async #readSlice(request, { move }) {
    const slice = await this.#slices?.read(request);
    if (slice) move?.(slice.bytes.buffer);
    return slice;
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
