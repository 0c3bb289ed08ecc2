// Where a tab has the credentials of a backend from. They are never kept.

/** @import { CredentialsRequest, GetCredentials } from './types.js' */

/** Whoever asks a person in a tab that nobody sees must not keep the others from asking. */
const TURN_MS = 10_000;

export class CredentialSource {
  #call;
  /** @type {GetCredentials | null} */
  #get = null;
  /** While it is asked. @type {Promise<void> | null} */
  #asking = null;

  /** @param {(name: string, args?: object) => Promise<any>} call  of the book */
  constructor(call) {
    this.#call = call;
  }

  /** @param {GetCredentials} getCredentials */
  use(getCredentials) {
    this.#get = getCredentials;
  }

  /**
   * What a person has just told goes to the book.
   * @param {{account: string, base: string}} backend
   */
  async provide({ account, base }) {
    const credentials = await this.#get?.({ account, base, refresh: false });
    if (credentials) await this.#call('provideCredentials', { ...credentials, base });
  }

  /**
   * The book asks all tabs at once, and again after a while. One of them at a time asks its page,
   * and once: of two who renew a token at once, both may lose it.
   * @param {CredentialsRequest} request
   */
  answer(request) {
    const get = this.#get;
    if (!get || this.#asking) return;
    const ask = async () => {
      const { needs_credentials } = await this.#call('syncStatus');
      const credentials = needs_credentials ? await get(request) : null;
      if (!credentials) return;
      const { base } = request;
      await this.#call('provideCredentials', { ...credentials, base, isAsked: true });
    };
    // Who fails has none; the status of the sync says that there are none.
    this.#asking = inTurn(ask)
      .catch(() => {})
      .finally(() => (this.#asking = null));
  }
}

/**
 * After the other tabs, or after a while beside them.
 * @param {() => Promise<void>} work
 */
async function inTurn(work) {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return work();
  let isTurn = false;
  const signal = AbortSignal.timeout(TURN_MS);
  try {
    await locks.request('kartei-credentials', { signal }, () => {
      isTurn = true;
      return work();
    });
  } catch (error) {
    if (isTurn) throw error;
    await work();
  }
}
