const nobody = new Int32Array(new SharedArrayBuffer(4));

/** Stops the thread for a time; not for the one that answers requests. */
export function sleep(ms: number): void {
  Atomics.wait(nobody, 0, 0, ms);
}
