import { wire } from '@hitmark/codec/hit';
import { guard } from './guard.ts';
import { record } from './record.ts';
import { viewId } from './view.ts';

/** Most errors of one view; a page that is broken throws forever. */
const maxErrors = 10;

let view: string;
let seen: string[];

/** What the page throws is an event `error` with `message`, `source` and `line`: each once a view. */
export function watchErrors(): void {
  window.addEventListener(
    'error',
    guard(({ message, filename, lineno }) => {
      // Without a message it is an image or the like that did not load.
      if (message) report(message, filename, lineno);
    }),
  );
  window.addEventListener(
    'unhandledrejection',
    guard(({ reason }) => report(`${reason}`)),
  );
}

function report(message: string, source = '', line = 0): void {
  if (view !== viewId) seen = [];
  view = viewId;
  const key = `${message}\n${source}\n${line}`;
  if (seen.length === maxErrors || seen.includes(key)) return;
  seen.push(key);
  record({ [wire.event]: 'error' }, { message: message.slice(0, 500), source, line: line || null });
}
