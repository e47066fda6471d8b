import { options } from './options.ts';
import { isAnonymous } from './privacy.ts';

/**
 * Adds what is known only when hits go: consent, and the time, by which the collector knows their age. User
 * and click, which a line ends with, stay behind where the person is not to be known.
 */
export function finish(lines: string): string {
  return lines.replace(
    /&n=.*/g,
    (who) => '&o=' + (options.consent || '') + '&j=' + Date.now() + (isAnonymous() ? '&q=1' : who),
  );
}
