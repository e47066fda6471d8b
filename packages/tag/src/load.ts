import { at } from './at.ts';
import { finish } from './finish.ts';
import { guard } from './guard.ts';
import { options } from './options.ts';
import { keep } from './retry-queue.ts';

/** Asks for a hit by an element, which more policies of pages allow than `fetch`. */
export const load = guard((line: string) => {
  const isScript = options.transport === 'script';
  const element = document.createElement(isScript ? 'script' : 'img');
  element.onload = () => {
    options.transport = options.transport ?? 'image';
  };
  element.onerror = guard(() => keep(`${line}\n`));
  // Throws under Trusted Types where it is a script's.
  element.src = at(isScript ? 'track.js' : 'pixel.gif', finish(line)) as never;
  if (isScript) document.documentElement.append(element);
});
