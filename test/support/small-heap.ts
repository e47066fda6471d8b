/**
 * For `NODE_OPTIONS`. V8 takes memory that it does not need as long as there is some, so that how much
 * is resident tells little. With a small heap it is what is held; and what is held by mistake ends the
 * process. In MiB.
 */
export const smallHeap = '--max-semi-space-size=2 --max-old-space-size=96';
