import { enter } from './enter.ts';
import type { Tag } from './tag.ts';
import { viewId } from './view.ts';

/** Most errors of one view; a page that is broken throws forever. */
const maxErrors = 10;

let view: unknown;
let seen: string[];

/** What the page throws is an event `error` with `message`, `source` and `line`: each once a view. */
export function watchErrors(tag: Tag = enter): void {
  // Without a message it is an image or the like that did not load.
  window.addEventListener('error', ({ message, filename, lineno }) => {
    if (message) report(tag, message, filename, lineno);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    report(tag, `${reason}`);
  });
}

function report(tag: Tag, message: string, source = '', line = 0): void {
  if (view !== viewId) seen = [];
  view = viewId;
  const key = `${message}\n${source}\n${line}`;
  if (seen.length === maxErrors || seen.includes(key)) return;
  seen.push(key);
  tag('event', 'error', { message: message.slice(0, 500), source, line: line || null });
}
