// Calls over a port: what is left of them once they have their answer.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { Caller, serve } from '../../web/rpc.js';

/** @param {import('../../web/rpc.js').Handler} handle */
function connect(handle) {
  const { port1, port2 } = new MessageChannel();
  serve(port2, handle);
  const caller = new Caller(port1, {
    toError: ({ code, message }) => Object.assign(new Error(message), { code }),
    onEvent: () => {},
  });
  return { caller, close: () => port1.close() };
}

test('a signal keeps nothing of calls that have their answer, or never get one', async (t) => {
  const { caller, close } = connect(async (name) => {
    if (name === 'fail') throw new Error('no');
    return name === 'wait' ? new Promise(() => {}) : name;
  });
  t.after(close);
  const { signal } = new AbortController();
  const listeners = () => getEventListeners(signal, 'abort').length;
  const call = caller.call('work', {}, { signal });
  assert.equal(listeners(), 1);
  assert.equal(await call, 'work');
  assert.equal(listeners(), 0);
  await assert.rejects(caller.call('fail', {}, { signal }));
  assert.equal(listeners(), 0);
  const waiting = [1, 2].map(() => caller.call('wait', {}, { signal }));
  assert.equal(listeners(), 2);
  caller.failAll(new Error('gone'));
  for (const one of waiting) await assert.rejects(one, { message: 'gone' });
  assert.equal(listeners(), 0);
});

test('a signal still cancels a call that has no answer', async (t) => {
  const { caller, close } = connect(
    (name, args, { signal }) =>
      new Promise((resolve) => signal?.addEventListener('abort', () => resolve('stopped'))),
  );
  t.after(close);
  const abort = new AbortController();
  const call = caller.call('wait', {}, { signal: abort.signal });
  abort.abort();
  assert.equal(await call, 'stopped');
});

test('what is thrown while a call tells how far it is ends that call alone', async (t) => {
  const { caller, close } = connect(async (name, args, { signal, onProgress }) => {
    if (name !== 'tell') return name;
    onProgress?.({ step: 'read', done: 1, total: 2 });
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  });
  t.after(close);
  const onProgress = () => {
    throw new Error('the page');
  };
  await assert.rejects(caller.call('tell', {}, { onProgress }), { message: 'the page' });
  assert.equal(await caller.call('work'), 'work');
});

test('what cannot be sent is refused with a code, and leaves nothing behind', async (t) => {
  const { caller, close } = connect(async (name) => name);
  t.after(close);
  const { signal } = new AbortController();
  const call = caller.call('save', { name: () => 'Anna' }, { signal });
  await assert.rejects(call, { name: 'Error', code: 'request_malformed', message: /clone/ });
  assert.equal(getEventListeners(signal, 'abort').length, 0);
  assert.equal(await caller.call('next'), 'next');
});
