/**
 * Options for `NODE_OPTIONS` that keep V8's heap small, in MiB. V8 takes more memory than it needs while there is some,
 * so the resident size tells little. With a small heap it is the memory in use, and a leak ends the process.
 */
export const smallHeap = '--max-semi-space-size=2 --max-old-space-size=96';
