import { guard } from './guard.ts';
import type { Listen } from './listen.ts';
import { arrive } from './views.ts';

const { navigation } = self as { navigation?: EventTarget };
// eslint-disable-next-line typescript/unbound-method -- called on history
const { pushState, replaceState } = history;

const moved = /* @__PURE__ */ guard(arrive);

/** Moves within the document are views: push, replace, pop; `#…` as an option. */
export function followMoves(method: Listen): void {
  (navigation ?? self)[method](navigation ? 'currententrychange' : 'popstate', moved);
  if (!navigation) {
    Object.assign(history, { pushState: follow(pushState), replaceState: follow(replaceState) });
  }
}

export function leaveHistory(): void {
  Object.assign(history, { pushState, replaceState });
}

function follow(original: typeof pushState): typeof pushState {
  return (...args) => {
    original.apply(history, args);
    moved();
  };
}
