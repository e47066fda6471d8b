// Node gives 4,096 bytes in the time of 16 (measured: 2.1 µs and 1.8 µs).
const poolLength = 4096;
let pool = new Uint8Array(0);
let used = 0;

/** The same as in `random.ts`, from a pool. No byte is given twice. */
export function systemRandomBytes(length: number): Uint8Array {
  if (used + length > pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(Math.max(poolLength, length)));
    used = 0;
  }
  return pool.slice(used, (used += length));
}
