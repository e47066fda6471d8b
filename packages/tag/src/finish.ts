import { options } from './options.ts';
import { isAnonymous } from './privacy.ts';

/** Adds what is known only when hits go: their age, and what privacy allows. */
export function finish(lines: string): string {
  return lines.replace(
    /t=(\d+).*/g,
    (line, time: string) =>
      `${isAnonymous() ? line.replace(/&[nc]=[^&]*/g, '') + '&q=1' : line}&a=${Date.now() - (time as never)}&o=${options.consent}`,
  );
}
