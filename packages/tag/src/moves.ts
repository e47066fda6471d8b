import { guard } from './guard.ts';
import { log } from './log.ts';
import type { TagState } from './state.ts';
import { beginPageView } from './views.ts';

interface Page {
  /** Window of browsers with the Navigation API. */
  readonly navigation?: EventTarget;
}

/** A method of `history`. A patched one keeps the original in `_original`. */
interface Method {
  (...args: Parameters<History['pushState']>): void;
  _original?: Method;
}

const methods = ['pushState', 'replaceState'] as const;

/**
 * Begins a view when the page moves within its document. It learns of moves from the Navigation API, or from patched
 * methods of `history` in browsers without that API.
 */
export function followMoves(tag: TagState): void {
  const { navigation } = self as Page;
  let last = new URL(location.href);

  const moved = guard(tag, (_tag, isReplaced: boolean) => {
    const before = last;
    last = new URL(location.href);
    const isPathOnly = isReplaced && tag.moves !== 'all' && !tag._pending;
    if (
      before.pathname !== last.pathname ||
      (!isPathOnly &&
        ((tag.query !== 'off' && before.search !== last.search) ||
          (tag.hash === 'on' && before.hash !== last.hash)))
    )
      beginPageView(tag, isReplaced);
    else log(tag, isPathOnly ? 'no view: replaced' : 'no view: same address', last.href);
  });

  if (tag.moves === 'off') return;
  if (navigation) {
    navigation.addEventListener('currententrychange', (event) =>
      moved((event as Event & { navigationType?: string }).navigationType === 'replace'),
    );
    return;
  }
  addEventListener('popstate', () => moved(false), true);
  for (const name of methods) {
    const original = history[name];
    const patched: Method = (...args) => {
      original.apply(history, args);
      moved(name === 'replaceState');
    };
    patched._original = original;
    history[name] = patched;
  }
}

/** Removes the patches. If another script has patched a method since, its patch stays, and calls ours. */
export function restoreHistory(): void {
  for (const name of methods) {
    const method: Method = history[name];
    history[name] = method._original ?? method;
  }
}
