// One origin for the page and a server, and the network between them: it loses, delays, doubles,
// cuts and replaces what goes through it, by rules or by chance. What goes wrong by chance depends
// on the seed and on the number of the request alone.
import { createServer, request as startRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { ofConnection, withoutHeaders } from '../../scripts/backend-proxy.mjs';
import { serve } from '../../scripts/serve.mjs';
import { Chance, seed as chosenSeed } from '../engines/chance.js';

/** @import { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http' */

/** @typedef {{status: number, headers: IncomingHttpHeaders, body: Buffer}} Answer */

/**
 * What can go wrong, with what it may say besides:
 *   lose-request  the connection breaks and the server has heard nothing
 *   lose-answer   the connection breaks and the server has done it
 *   delay-request {ms}  the server hears of it late, even where the client has long gone
 *   delay-answer  {ms}  the server does it at once and is heard late
 *   double        {answer: 'first' | 'second'}  the server hears it twice, the client one answer
 *   truncate      the connection breaks in the middle of the answer's body
 *   cut           half of the answer's body, as if it were all
 *   error-page    500 with a page of HTML
 *   unavailable   {retryAfter}  503; seconds, or a date as HTTP writes it
 *   throttle      {retryAfter}  429
 *   portal        200 with a page of HTML, as the network of a hotel answers
 *   redirect      {location}  302; to a page of HTML in the same origin, where it says no other
 *   signed-out    401
 * With {served: true} the server has done what one of the last six replaces the answer of.
 * @typedef {'lose-request' | 'lose-answer' | 'delay-request' | 'delay-answer' | 'double' |
 *   'truncate' | 'cut' | 'error-page' | 'unavailable' | 'throttle' | 'portal' | 'redirect' |
 *   'signed-out'} FaultKind
 * @typedef {{ms?: number, answer?: 'first' | 'second', retryAfter?: number | string,
 *   served?: boolean, location?: string}} FaultOptions
 */

/**
 * A fault, and which requests it meets: those of a method and a path, where it names them, for so
 * many times; without a number, until the network is healed. The first rule that fits is followed.
 * @typedef {FaultOptions & {kind: FaultKind, method?: string, path?: RegExp, times?: number}} Rule
 */

/**
 * A request that came through: no bodies. `served` are the server's answers, in order; `status` is
 * what the client was answered, 0 where the connection broke or where it is still open.
 * @typedef {{method: string, path: string, query: string, fault: FaultKind | '', served: number[],
 *   status: number}} Passage
 */

/**
 * One request in the proxy's hands.
 * @typedef {object} Exchange
 * @property {() => Promise<Answer>} forward
 * @property {(answer: Answer) => void} answer
 * @property {(answer: Answer, bytes: number) => Promise<void>} answerPart  then the line breaks
 * @property {() => void} drop
 * @property {(ms: number) => Promise<void>} wait
 */

const largestBody = 64 << 20;
const signInPath = '/sign-in.html';
// Bodies are wanted as they are.
const notPassedOn = [...ofConnection, 'accept-encoding', 'transfer-encoding'];
const page = (/** @type {string} */ title) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${title}</body></html>`;

/**
 * @param {number} status
 * @param {string} text
 * @param {IncomingHttpHeaders} [headers]
 * @returns {Answer}
 */
function html(status, text, headers = {}) {
  const body = Buffer.from(page(text));
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

/**
 * An answer that is not the server's.
 * @param {(options: FaultOptions) => Answer} make
 * @returns {(exchange: Exchange, options: FaultOptions) => Promise<void>}
 */
const replace = (make) => async (exchange, options) => {
  if (options.served) await exchange.forward();
  exchange.answer(make(options));
};

const retryAfter = (/** @type {FaultOptions} */ { retryAfter: value = 1 }) => ({
  'retry-after': String(value),
});

/** @type {Record<FaultKind, (exchange: Exchange, options: FaultOptions) => Promise<void>>} */
const faults = {
  'lose-request': async (exchange) => exchange.drop(),
  'lose-answer': async (exchange) => {
    await exchange.forward();
    exchange.drop();
  },
  'delay-request': async (exchange, { ms = 1000 }) => {
    await exchange.wait(ms);
    exchange.answer(await exchange.forward());
  },
  'delay-answer': async (exchange, { ms = 1000 }) => {
    const answer = await exchange.forward();
    await exchange.wait(ms);
    exchange.answer(answer);
  },
  double: async (exchange, { answer = 'second' }) => {
    const first = await exchange.forward();
    const second = await exchange.forward();
    exchange.answer(answer === 'first' ? first : second);
  },
  truncate: async (exchange) => {
    const answer = await exchange.forward();
    await exchange.answerPart(answer, answer.body.length >> 1);
  },
  cut: async (exchange) => {
    const answer = await exchange.forward();
    exchange.answer({ ...answer, body: answer.body.subarray(0, answer.body.length >> 1) });
  },
  'error-page': replace(() => html(500, 'Internal Server Error')),
  unavailable: replace((options) => html(503, 'Service Unavailable', retryAfter(options))),
  throttle: replace((options) => html(429, 'Too Many Requests', retryAfter(options))),
  portal: replace(() => html(200, 'Welcome to our hotel')),
  redirect: replace(({ location = signInPath }) => html(302, 'Sign in', { location })),
  'signed-out': replace(() => html(401, 'Unauthorized', { 'www-authenticate': 'Token' })),
};

/** Every fault that there is. */
export const faultKinds = /** @type {FaultKind[]} */ (Object.keys(faults));

/**
 * A fault by chance, gentle enough for a run of many.
 * @param {FaultKind} kind
 * @param {Chance} chance
 * @returns {FaultOptions}
 */
function chooseOptions(kind, chance) {
  const date = () => new Date(Date.now() + 1000).toUTCString();
  return {
    ms: Math.floor(chance.next() * 300),
    answer: chance.of(['first', 'second']),
    retryAfter: chance.next() < 0.5 ? 1 : date(),
    served: kind !== 'throttle' && kind !== 'signed-out' && chance.next() < 0.5,
  };
}

export class FaultProxy {
  #server = createServer((incoming, response) => {
    this.#handle(incoming, response).catch((error) => {
      if (!response.headersSent) response.writeHead(502, { 'Content-Type': 'text/plain' });
      response.end(`${error instanceof Error ? error.message : error}\n`);
    });
  });
  #stopped = new AbortController();
  #prefix;
  /** @type {Rule[]} */
  #rules = [];
  /** @type {{rate: number, kinds: readonly FaultKind[], seed: number} | null} */
  #chance = null;
  #number = 0;
  #page = '';
  /** @type {Passage[]} */
  log = [];
  /** The origin of the server; it may start again elsewhere. */
  backend;
  /** Nothing of the server is reached while this is set. */
  isOffline = false;
  /** Ends with a slash. */
  url = '';

  /**
   * @param {string} backend
   * @param {string} prefix
   */
  constructor(backend, prefix) {
    this.backend = backend;
    this.#prefix = prefix;
  }

  /**
   * @param {{backend: string, prefix?: string, root?: string}} options  the origin of the server,
   *   the paths that are its, and the folder of the page, web/ where there is none
   * @returns {Promise<FaultProxy>}
   */
  static async start({ backend, prefix = '/api/', root }) {
    const proxy = new FaultProxy(backend, prefix);
    // A browser sends a request again by itself when a connection that it has used before breaks.
    proxy.#server.maxRequestsPerSocket = 1;
    const site = await serve({ port: 0, root });
    proxy.#page = site.url.replace(/\/$/, '');
    proxy.#stopped.signal.addEventListener('abort', () => void site.close());
    await new Promise((resolve, reject) => {
      proxy.#server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined));
    });
    const address = proxy.#server.address();
    proxy.url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/`;
    return proxy;
  }

  /** @param {Rule} rule */
  inject(rule) {
    this.#rules.push({ ...rule });
  }

  /**
   * From now on a part of the requests that no rule is for meet a fault by chance. Prints the seed:
   * KARTEI_SEED, where that is set.
   * @param {{rate: number, kinds?: readonly FaultKind[], seed?: number}} options  rate is 0 to 1
   */
  injectByChance({ rate, kinds = faultKinds, seed = chosenSeed }) {
    this.#chance = { rate, kinds, seed };
    this.#number = 0;
    console.log(`faults by chance: KARTEI_SEED=${seed}`);
  }

  /** No fault from now on, and the network is back. */
  heal() {
    this.#rules = [];
    this.#chance = null;
    this.isOffline = false;
  }

  async stop() {
    this.#stopped.abort();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /**
   * @param {IncomingMessage} incoming
   * @param {ServerResponse} response
   */
  async #handle(incoming, response) {
    const method = incoming.method ?? 'GET';
    const target = incoming.url ?? '/';
    if (target === signInPath) return send(response, html(200, 'Sign in'));
    if (!target.startsWith(this.#prefix)) {
      return send(response, await forward(this.#page, incoming, await readBody(incoming)));
    }
    const [path, query = ''] = target.split(/\?(.*)/s);
    /** @type {Passage} */
    const passage = { method, path, query, fault: '', served: [], status: 0 };
    this.log.push(passage);
    const [kind, options] = this.#chooseFault(method, path);
    if (kind) passage.fault = kind;
    const body = await readBody(incoming);
    if (this.isOffline) return void response.destroy();

    const exchange = this.#exchange(incoming, body, response, passage);
    if (kind) return faults[kind](exchange, options);
    exchange.answer(await exchange.forward());
  }

  /**
   * @param {IncomingMessage} incoming
   * @param {Buffer} body
   * @param {ServerResponse} response
   * @param {Passage} passage
   * @returns {Exchange}
   */
  #exchange(incoming, body, response, passage) {
    return {
      forward: async () => {
        const answer = await forward(this.backend, incoming, body);
        passage.served.push(answer.status);
        return answer;
      },
      answer: (answer) => {
        if (!response.destroyed) passage.status = answer.status;
        send(response, answer);
      },
      answerPart: async (answer, bytes) => {
        writeHead(response, answer);
        await new Promise((resolve) => response.write(answer.body.subarray(0, bytes), resolve));
        response.destroy();
      },
      drop: () => void response.destroy(),
      wait: (ms) => wait(ms, undefined, { signal: this.#stopped.signal }),
    };
  }

  /**
   * @param {string} method
   * @param {string} path
   * @returns {[FaultKind | null, FaultOptions]}
   */
  #chooseFault(method, path) {
    const rule = this.#rules.find(
      (one) =>
        one.times !== 0 &&
        (!one.method || one.method === method) &&
        (!one.path || one.path.test(path)),
    );
    if (rule) {
      if (rule.times) --rule.times;
      return [rule.kind, rule];
    }
    if (!this.#chance) return [null, {}];
    const { rate, kinds, seed } = this.#chance;
    // Weyl's sequence: neighbours begin far from each other.
    const chance = new Chance(seed + Math.imul(++this.#number, 0x9e3779b9));
    if (chance.next() >= rate) return [null, {}];
    const kind = chance.of(kinds);
    return [kind, chooseOptions(kind, chance)];
  }
}

/** @param {IncomingMessage} message */
async function readBody(message) {
  const length = Number(message.headers['content-length'] ?? 0);
  if (length > largestBody) throw new Error('more than the proxy holds');
  return buffer(message);
}

/**
 * Sends a request on with the host that the client knows, so that links in the answer lead back
 * here.
 * @param {string} origin
 * @param {IncomingMessage} incoming
 * @param {Buffer} body
 * @returns {Promise<Answer>}
 */
function forward(origin, incoming, body) {
  const { method, url, headers } = incoming;
  return new Promise((resolve, reject) => {
    const outgoing = startRequest(
      `${origin}${url}`,
      { method, headers: withoutHeaders(headers, notPassedOn), agent: false },
      (message) => {
        const { statusCode: status = 0, headers: answered } = message;
        readBody(message).then((all) => resolve({ status, headers: answered, body: all }), reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * @param {ServerResponse} response
 * @param {Answer} answer
 */
function writeHead(response, { status, headers, body }) {
  const hasBody = response.req.method !== 'HEAD' && status !== 204 && status !== 304;
  const length = hasBody ? { 'content-length': body.length } : {};
  response.writeHead(status, { ...withoutHeaders(headers, notPassedOn), ...length });
}

/**
 * @param {ServerResponse} response
 * @param {Answer} answer
 */
function send(response, answer) {
  writeHead(response, answer);
  response.end(answer.body);
}
