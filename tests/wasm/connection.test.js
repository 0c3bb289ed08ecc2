// A page whose worker cannot be loaded again. No browser of a test can be made to lose a script
// only while it sleeps, so the worker is one of node's kind here: an object that answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorkerConnection } from '../../web/connection.js';

test('a call after a worker that could not be loaded starts another one', async () => {
  let workers = 0;
  let isGone = false;
  class AnsweringWorker extends EventTarget {
    #isDead = isGone;

    constructor() {
      super();
      ++workers;
      if (isGone) setTimeout(() => this.dispatchEvent(new Event('error', { cancelable: true })));
    }

    /** @param {{id: string, name: string}} message */
    postMessage({ id, name }) {
      if (this.#isDead) return;
      const data = { id, value: name === 'state' ? { version: 1 } : null };
      setTimeout(() => this.dispatchEvent(Object.assign(new Event('message'), { data })));
    }

    terminate() {
      this.#isDead = true;
    }
  }
  const [window, document] = [new EventTarget(), new EventTarget()];
  Object.assign(globalThis, { Worker: AnsweringWorker, window, document });
  const connection = new WorkerConnection('https://example.org/worker.js');
  await connection.open({ name: 'book', storage: 'opfs' });
  document.dispatchEvent(new Event('freeze'));
  isGone = true;
  document.dispatchEvent(new Event('resume'));
  await assert.rejects(connection.call('state'), { code: 'internal' });
  await assert.rejects(connection.call('state'), { code: 'internal' });
  isGone = false;
  assert.deepEqual(await connection.call('state'), { version: 1 });
  assert.equal(workers, 4);
  await connection.close();
});
