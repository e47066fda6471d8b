import { guard } from './guard.ts';
import { options } from './options.ts';
import { consent } from './privacy.ts';

let isSeen: boolean | undefined;
let open: (value: unknown) => void;
const opened = /* @__PURE__ */ new Promise((resolve) => {
  open = resolve;
});

/**
 * Lets hits go once the page was seen (not just prerendered or opened in a background tab), and the
 * person was asked where that must be.
 */
export function openGate(seen = isSeen): void {
  isSeen = seen;
  if (seen && (consent !== '' || options.consent !== 'wait')) open(0);
}

/** Runs as soon as hits may go, in the order asked for. */
export function whenOpen(run: () => void): void {
  void opened.then(guard(run));
}
