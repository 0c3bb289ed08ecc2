// What happens when the module itself fails: real instances on files that outlive them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openInstance } from '../../web/instance.js';
import { Service } from '../../web/worker/service.js';

/** Files in this process's memory. @returns {import('../../web/instance.js').Files} */
function makeFiles() {
  const slots = [new Uint8Array(), new Uint8Array(), new Uint8Array()];
  const resize = (/** @type {number} */ slot, /** @type {number} */ size) => {
    const bytes = new Uint8Array(size);
    bytes.set(slots[slot].subarray(0, size));
    slots[slot] = bytes;
  };
  return {
    read: (slot, bytes, offset) => {
      const part = slots[slot].subarray(offset, offset + bytes.length);
      bytes.set(part);
      return part.length;
    },
    write: (slot, bytes, offset) => {
      if (slots[slot].length < offset + bytes.length) resize(slot, offset + bytes.length);
      slots[slot].set(bytes, offset);
      return 0;
    },
    truncate: (slot, size) => (resize(slot, size), 0),
    flush: () => 0,
    size: (slot) => slots[slot].length,
  };
}

test('an instance that breaks in the middle of an import is opened again', async () => {
  const files = makeFiles();
  let opened = 0;
  let breaks = false;
  const open = async () => {
    ++opened;
    const instance = await openInstance({ files });
    const call = instance.call.bind(instance);
    let steps = 0;
    instance.call = (name, request) => {
      if (breaks && name === 'commitImport' && ++steps === 2) {
        throw new WebAssembly.RuntimeError('unreachable');
      }
      return call(name, request);
    };
    return instance;
  };
  /** @type {string[]} */
  const events = [];
  const service = await Service.start(open, (event) => events.push(event));
  await service.handle('save', { name: 'Anna' }, {});
  const rows = Array.from({ length: 12_000 }, (_, i) => `N ${i}`).join('\n');
  const args = { file: new Blob([`name\n${rows}\n`]), options: {} };

  await service.handle('importFile', args, {});
  breaks = true;
  await assert.rejects(service.handle('commitImport', {}, {}), WebAssembly.RuntimeError);
  breaks = false;
  assert.equal((await service.handle('save', { name: 'Bert' }, {})).name, 'Bert');
  assert.equal(opened, 2);
  assert.equal((await service.handle('state', {}, {})).contacts, 2);
  assert.deepEqual(events, ['change', 'change', 'change']);

  await service.handle('importFile', args, {});
  await service.handle('commitImport', {}, {});
  assert.equal((await service.handle('state', {}, {})).contacts, 12_002);
});

test('a call that is refused in order opens nothing', async () => {
  let opened = 0;
  const open = () => (++opened, openInstance({}));
  const service = await Service.start(open, () => {});
  await assert.rejects(service.handle('save', {}, {}), { code: 'contact_invalid' });
  await service.handle('save', { name: 'Anna' }, {});
  assert.equal(opened, 1);
});
