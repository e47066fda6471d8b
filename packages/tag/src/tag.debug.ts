import { enter } from './enter.ts';
import { setOptions } from './options.ts';
import { start } from './start.ts';

// The same with its log: `tag.js` loads this in its own place where the page asks for it, and passes on its
// options, to start with, and then each command.

export function tag(...all: unknown[]): void {
  if (all[0] === 'start') {
    setOptions(all[1] as Parameters<typeof setOptions>[0]);
    start();
  } else (enter as (...all: unknown[]) => void)(...all);
}
