import { enter } from './enter.ts';
import { original } from './history-methods.ts';
import { each } from './lists.ts';

declare const navigation: EventTarget | undefined;

/** Moves within the document: by the Navigation API where there is one, by patched history elsewhere. */
export function followMoves(): void {
  if ((self as { navigation?: unknown }).navigation)
    navigation!.addEventListener('currententrychange', enter);
  else {
    each('pushState,replaceState', (name) => {
      original[name] = history[name as 'pushState'];
      history[name as 'pushState'] = (...all) => {
        original[name]!.apply(history, all);
        enter('');
      };
    });
  }
}
