// No more memory, as a browser says it that has none.

/**
 * Calls while no module's memory can grow.
 * @param {() => unknown} call
 */
export async function withoutGrowth(call) {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError('no memory');
  };
  try {
    await call();
  } finally {
    WebAssembly.Memory.prototype.grow = grow;
  }
}

/** A CSV file of 800,000 rows, 24 MB: more than a module begins with. */
export const LARGE_FILE = `name,email\n${'Anna,anna.example@example.org\n'.repeat(800_000)}`;
