// A file that is read from begin to end (web/worker/file-bytes.js).
import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { openAsBlob } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { FileBytes, READ_AGAIN_BYTES } from '../../web/worker/file-bytes.js';

const folder = await mkdtemp(join(tmpdir(), 'kartei-bytes-'));
after(() => rm(folder, { recursive: true }));

const SIZE = 1_000_003;
const content = Uint8Array.from({ length: SIZE }, (_, i) => (i * 2654435761) >>> 24);
const path = join(folder, 'file');
await writeFile(path, content);

/** How Safari has long read files: into memory of its own. */
class PlainBlob extends Blob {
  /**
   * @override
   * @param {[number?, number?]} range
   */
  slice(...range) {
    return new PlainBlob([super.slice(...range)]);
  }

  /** @override */
  stream() {
    return new ReadableStream();
  }
}

const kinds = {
  'a file of the disk': await openAsBlob(path),
  'a blob in memory': new Blob([content]),
  'a blob whose stream is no byte stream': new PlainBlob([content]),
};

for (const [kind, blob] of Object.entries(kinds)) {
  describe(kind, () => {
    /**
     * @param {FileBytes} bytes
     * @param {number} begin
     * @param {number} end
     * @param {ArrayBuffer} [buffer]
     */
    const expectRead = async (bytes, begin, end, buffer = new ArrayBuffer(end - begin + 7)) => {
      const read = await bytes.read(begin, end, buffer);
      assert.equal(read.byteOffset, 0);
      assert.ok(Buffer.from(read).equals(content.subarray(begin, end)), `${begin} to ${end}`);
      return read.buffer;
    };

    test('pieces, in the memory that is given', async () => {
      const bytes = new FileBytes(blob);
      let buffer = new ArrayBuffer(100_000);
      for (let at = 0; at < SIZE; at += 90_001) {
        buffer = await expectRead(bytes, at, Math.min(at + 90_001, SIZE), buffer);
        assert.equal(buffer.byteLength, 100_000);
      }
      bytes.close();
    });

    test('what lies shortly before is read again, and any other place', async () => {
      const bytes = new FileBytes(blob);
      await expectRead(bytes, 0, 200_000);
      await expectRead(bytes, 200_000 - READ_AGAIN_BYTES, 300_000);
      await expectRead(bytes, 299_999, 299_999);
      await expectRead(bytes, 250_000, 250_001);
      await expectRead(bytes, 299_990, 300_010);
      await expectRead(bytes, 10, 20);
      await expectRead(bytes, 15, 25);
      await expectRead(bytes, 900_000, SIZE);
      await expectRead(bytes, 20, 30);
      bytes.close();
      await expectRead(bytes, 30, 40);
      bytes.close();
    });

    test('reads that are asked for at once', async () => {
      const bytes = new FileBytes(blob);
      await Promise.all([
        expectRead(bytes, 0, 300_000),
        expectRead(bytes, 299_999, 600_000),
        expectRead(bytes, 590_000, SIZE),
        expectRead(bytes, 5, 6),
      ]);
      bytes.close();
    });
  });
}

test('what is closed while reads wait is not open when they are done', async () => {
  let open = 0;
  class WatchedBlob extends Blob {
    /**
     * @override
     * @param {[number?, number?]} range
     */
    slice(...range) {
      return new WatchedBlob([super.slice(...range)]);
    }

    /** @override */
    stream() {
      ++open;
      return new ReadableStream({
        type: 'bytes',
        pull: (controller) => controller.enqueue(new Uint8Array(100)),
        cancel: () => void --open,
      });
    }
  }
  const bytes = new FileBytes(new WatchedBlob([content]));
  const reads = [0, 500_000].map((at) => bytes.read(at, at + 10, new ArrayBuffer(10)));
  bytes.close();
  await Promise.all(reads);
  await new Promise((turn) => setTimeout(turn));
  assert.equal(open, 0);
});

test('a file that has grown meanwhile is unreadable, and so is one that is gone', async () => {
  const changed = join(folder, 'changed');
  await writeFile(changed, content);
  const bytes = new FileBytes(await openAsBlob(changed));
  await bytes.read(0, 100, new ArrayBuffer(100));
  await appendFile(changed, 'more');
  const readAll = async () => {
    for (let at = 100; at < SIZE; at += 100_000) {
      const end = Math.min(at + 100_000, SIZE);
      await bytes.read(at, end, new ArrayBuffer(100_000));
    }
  };
  await assert.rejects(readAll, { code: 'file_unreadable' });
  await rm(changed);
  await assert.rejects(bytes.read(0, 10, new ArrayBuffer(10)), { code: 'file_unreadable' });
  bytes.close();
});
