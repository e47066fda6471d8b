import { runningTag } from './create-tag.ts';
import type { Tag } from './tag.ts';

/** Most errors of one page; one that is broken throws forever. */
const maxErrors = 10;

/**
 * Records what the page throws as the event `error` with `message`, `source` and `line`: each once, and at
 * most ten as long as the path stays.
 *
 * @param tag the page's own where none is given
 */
export function watchErrors(tag: Tag | undefined = runningTag()): void {
  if (tag === undefined || typeof document === 'undefined') return;
  let path: string;
  let seen = new Set<string>();

  function report(message: string, source = '', line = 0): void {
    if (path !== location.pathname) seen = new Set();
    path = location.pathname;
    const key = `${message}\n${source}\n${line}`;
    if (seen.size === maxErrors || seen.has(key)) return;
    seen.add(key);
    tag?.('event', 'error', { message: message.slice(0, 500), source, line: line || null });
  }

  // Without a message it is an image or the like that did not load.
  addEventListener('error', ({ message, filename, lineno }) => {
    if (message) report(message, filename, lineno);
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    // Objects without a prototype are no text.
    report(typeof reason === 'object' ? `${reason?.name}: ${reason?.message}` : String(reason));
  });
}
