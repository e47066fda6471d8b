import { at } from './at.ts';
import { finish } from './finish.ts';
import { options } from './options.ts';
import { keep } from './retry.ts';

/** Asks for a hit by an element, which more policies of pages allow than `fetch`. */
export function load(line: string): void {
  const isScript = options.transport === 'script';
  const element = document.createElement(isScript ? 'script' : 'img');
  element.onerror = () => {
    keep(line);
  };
  // Throws under Trusted Types where it is a script's.
  element.src = at(isScript ? 'track.js' : 'pixel.gif', finish(line)) as never;
  if (isScript) document.head.append(element);
}
