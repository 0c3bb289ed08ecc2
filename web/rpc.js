// Calls and answers over a port (a Worker, a MessagePort). Knows nothing of contacts.
//
// Caller to server: {id, name, args}, {id, cancel: true}. Server to caller: {id, value},
// {id, error}, {id, progress}, and events that nobody asked for: {event, detail}.
//
// An id names one call in the whole world, so whoever passes the call on can keep it.

/**
 * @typedef {object} Port
 * @property {(message: unknown) => void} postMessage
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 * @property {() => void} [start]
 */

/**
 * @typedef {object} CallOptions
 * @property {AbortSignal} [signal]
 * @property {(progress: any) => void} [onProgress]
 */

/**
 * @typedef {CallOptions & {id: string}} AnswerOptions
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

/** The side that asks. */
export class Caller {
  /** @type {Map<string, {resolve: Function, reject: Function, onProgress?: Function}>} */
  #pending = new Map();
  #ids = new CallIds();
  /** @type {Port} */
  #port;

  /**
   * @param {Port} port
   * @param {object} handlers
   * @param {(error: any) => Error} handlers.toError  makes an error of what the server sent
   * @param {(event: string, detail: any) => void} handlers.onEvent
   */
  constructor(port, { toError, onEvent }) {
    this.#port = port;
    port.addEventListener('message', ({ data }) => {
      if (data.event) return onEvent(data.event, data.detail);
      const call = this.#pending.get(data.id);
      if (!call) return;
      if ('progress' in data) return call.onProgress?.(data.progress);
      this.#pending.delete(data.id);
      if ('error' in data) call.reject(toError(data.error));
      else call.resolve(data.value);
    });
    port.start?.();
  }

  /**
   * @param {string} name
   * @param {unknown} [args]
   * @param {CallOptions} [options]
   * @returns {Promise<any>}
   */
  call(name, args, { signal, onProgress } = {}) {
    const id = this.#ids.next();
    return new Promise((resolve, reject) => {
      this.#port.postMessage({ id, name, args });
      this.#pending.set(id, { resolve, reject, onProgress });
      const cancel = () => this.#port.postMessage({ id, cancel: true });
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /**
   * Ends every call that has no answer yet: nobody is there any more to give one.
   * @param {Error} error
   */
  failAll(error) {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
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
    if (cancel) return running.get(id)?.abort();
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await handle(name, args, {
        id,
        signal: controller.signal,
        onProgress: (progress) => port.postMessage({ id, progress }),
      });
      port.postMessage({ id, value });
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
