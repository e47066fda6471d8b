/** Memory that a thread waits for in vain: nothing ever notifies it. */
const neverNotified = new Int32Array(new SharedArrayBuffer(4));

/** Blocks the thread for a time. Never call it in the thread that answers requests. */
export function sleep(ms: number): void {
  Atomics.wait(neverNotified, 0, 0, ms);
}
