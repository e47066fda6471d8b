import { guard } from './guard.ts';
import { log } from './log.ts';
import type { TagState } from './state.ts';

interface Page {
  /** What browsers with the Navigation API have. */
  readonly navigation?: EventTarget;
}

/**
 * Begins a view where the page moves within its document: told by the Navigation API where there is one, by
 * patched history elsewhere.
 *
 * @param begin begins a view, or goes on with the one that is replaced
 * @returns takes the patches out
 */
export function followMoves(tag: TagState, begin: (isReplaced: boolean) => void): () => void {
  let address = addressOfView(tag);
  let path = location.pathname;

  const moved = guard(tag, (isReplaced: boolean) => {
    const isSame = address === addressOfView(tag);
    const isSamePath = path === location.pathname;
    address = addressOfView(tag);
    path = location.pathname;
    if (isSame || (isReplaced && isSamePath && tag.moves !== 'all' && !tag._isPending))
      log(tag, isSame ? 'no view: same address' : 'no view: replaced', address);
    else begin(isReplaced);
  });

  const { navigation } = self as Page;
  if (tag.moves === 'off') return () => {};
  if (navigation) {
    navigation.addEventListener('currententrychange', (event) => {
      moved((event as Event & { navigationType?: string }).navigationType === 'replace');
    });
    return () => {};
  }
  addEventListener('popstate', () => moved(false), true);
  const unpatchPush = patch('pushState', () => moved(false));
  const unpatchReplace = patch('replaceState', () => moved(true));
  return () => {
    unpatchPush();
    unpatchReplace();
  };
}

/** The page's address, without what makes no other view. */
function addressOfView({ hash, query }: TagState): string {
  const address = hash === 'on' ? location.href : location.href.replace(/#.*/, '');
  return query === 'off' ? address.replace(/\?[^#]*/, '') : address;
}

/** Puts a method in the place of one of history's own, which tells of each call when it is done. */
function patch(name: 'pushState' | 'replaceState', tell: () => void): () => void {
  const original = history[name];
  const patched: typeof original = (...args) => {
    original.apply(history, args);
    tell();
  };
  history[name] = patched;
  return () => {
    // Where others have patched it since, theirs stays, and calls ours.
    if (history[name] === patched) history[name] = original;
  };
}
