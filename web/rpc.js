// Calls and answers over a port (a Worker, a MessagePort). Knows nothing of contacts.
//
// Caller to server: {id, name, args}, {id, cancel: true}. Server to caller: {id, value},
// {id, error}, {id, progress}, and events that nobody asked for: {event, detail}. Messages of other
// shapes are left to whoever else listens.
//
// An id names one call in the whole world, so whoever passes the call on can keep it.

/**
 * @typedef {object} Port
 * @property {(message: unknown, options?: StructuredSerializeOptions) => void} postMessage
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 * @property {() => void} [start]
 */

/**
 * @typedef {object} CallOptions
 * @property {AbortSignal} [signal]
 * @property {(progress: any) => void} [onProgress]
 */

/**
 * @typedef {(part: Transferable) => void} Move  says what of an answer is not to be copied: it is
 *   given away
 * @typedef {CallOptions & {id: string, move?: Move}} AnswerOptions
 * @typedef {(name: string, args: any, options: AnswerOptions) => Promise<unknown>} Handler
 */

/** Nobody else has it. (crypto.randomUUID() is missing on insecure pages.) */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Ids for the calls of one caller. */
export class CallIds {
  #caller = randomId();
  #last = 0;

  next() {
    return `${this.#caller}:${++this.#last}`;
  }
}

/**
 * @typedef {object} Pending
 * @property {{id: string, name: string, args: unknown}} message
 * @property {CallOptions} options
 * @property {(value: any) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {() => void} cancel
 */

/** The side that asks. */
export class Caller {
  /** @type {Map<string, Pending>} */
  #pending = new Map();
  #ids = new CallIds();
  #handlers;
  /** @type {Port} */
  #port;

  /**
   * @param {Port} port
   * @param {object} handlers
   * @param {(error: any) => Error} handlers.toError  makes an error of what the server sent
   * @param {(event: string, detail: any) => void} handlers.onEvent
   */
  constructor(port, handlers) {
    this.#handlers = handlers;
    this.#port = this.#listenTo(port);
  }

  /** @param {Port} port */
  #listenTo(port) {
    port.addEventListener('message', ({ data }) => this.#hear(data));
    port.start?.();
    return port;
  }

  /** @param {any} data */
  #hear(data) {
    if (data.event) return this.#handlers.onEvent(data.event, data.detail);
    const call = this.#pending.get(data.id);
    if (!call) return;
    if ('progress' in data) return this.#tell(data.id, call, data.progress);
    this.#pending.delete(data.id);
    stopListening(call);
    if ('error' in data) call.reject(this.#handlers.toError(data.error));
    else call.resolve(data.value);
  }

  /**
   * What an application throws then ends the call, and nothing else.
   * @param {string} id
   * @param {any} call
   * @param {any} progress
   */
  #tell(id, call, progress) {
    try {
      call.options.onProgress?.(progress);
    } catch (error) {
      call.cancel();
      this.#pending.delete(id);
      stopListening(call);
      call.reject(error);
    }
  }

  /**
   * @param {string} name
   * @param {unknown} [args]
   * @param {CallOptions & {transfer?: Transferable[]}} [options]  `transfer`: what of the arguments
   *   is given away
   * @returns {Promise<any>}
   */
  call(name, args, { transfer = [], ...options } = {}) {
    const message = { id: this.#ids.next(), name, args };
    return new Promise((resolve, reject) => {
      const cancel = () => this.#cancel(message.id);
      try {
        this.#port.postMessage(message, { transfer });
      } catch (error) {
        // A function, or an element of the page, cannot be sent.
        const plain = { code: 'request_malformed', message: String(error) };
        return reject(this.#handlers.toError(plain));
      }
      this.#pending.set(message.id, { message, options, resolve, reject, cancel });
      if (options.signal?.aborted) cancel();
      else options.signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** @param {string} id */
  #cancel(id) {
    if (this.#pending.has(id)) this.#port.postMessage({ id, cancel: true });
  }

  /**
   * Whoever answered is gone: another one, behind `port`, is asked everything that has no answer.
   * @param {Port} port
   * @param {() => void} [prepare]  is asked before
   */
  moveTo(port, prepare = () => {}) {
    const pending = [...this.#pending.values()];
    this.#port = this.#listenTo(port);
    prepare();
    for (const { message, options } of pending) {
      port.postMessage(message);
      if (options.signal?.aborted) this.#cancel(message.id);
    }
  }

  /**
   * Ends every call that has no answer yet: nobody is there any more to give one.
   * @param {Error} error
   */
  failAll(error) {
    for (const call of this.#pending.values()) {
      stopListening(call);
      call.reject(error);
    }
    this.#pending.clear();
  }
}

/**
 * A signal may live longer than its calls, and would keep what they were given: whole files.
 * @param {Pending} call
 */
function stopListening({ options, cancel }) {
  options.signal?.removeEventListener('abort', cancel);
}

/**
 * The side that answers.
 * @param {Port} port
 * @param {Handler} handle
 */
export function serve(port, handle) {
  /** @type {Map<string, AbortController>} */
  const running = new Map();
  port.addEventListener('message', async ({ data: { id, name, args, cancel } }) => {
    if (!id) return;
    if (cancel) return running.get(id)?.abort();
    const controller = new AbortController();
    running.set(id, controller);
    /** @type {Transferable[]} */
    const transfer = [];
    try {
      const value = await handle(name, args, {
        id,
        signal: controller.signal,
        onProgress: (progress) => port.postMessage({ id, progress }),
        move: (part) => transfer.push(part),
      });
      port.postMessage({ id, value }, { transfer });
    } catch (error) {
      port.postMessage({ id, error: toPlain(error) });
    } finally {
      running.delete(id);
    }
  });
  port.start?.();
}

/**
 * An error as data.
 * @param {unknown} error
 * @returns {object}
 */
export function toPlain(error) {
  if (error instanceof Error && 'toJSON' in error) return JSON.parse(JSON.stringify(error));
  return { code: 'internal', message: String(error) };
}
