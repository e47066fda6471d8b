import { each } from './lists.ts';
import { guard } from './guard.ts';
import { listen, off } from './listen.ts';
import { options } from './options.ts';
import { arrive } from './views.ts';

let last: string;

/** Moves within the document (push, replace, pop; `#…` as an option) are views; the same address twice is one. */
export function followMoves(): void {
  last = address();
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) {
    listen('currententrychange', moved, navigation);
    return;
  }
  listen('popstate', moved);
  each('pushState,replaceState', (name) => follow(name as 'pushState'));
}

function address(): string {
  return location.href.replace(options.hash === 'on' ? '' : /#.*/, '');
}

function moved(): void {
  if (address() !== last) {
    last = address();
    arrive();
  }
}

function follow(name: 'pushState' | 'replaceState'): void {
  const original = history[name];
  history[name] = (...args) => {
    original.apply(history, args);
    guard(moved)();
  };
  off.signal.addEventListener('abort', () => {
    history[name] = original;
  });
}
