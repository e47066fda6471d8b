import { deliver } from './deliver.ts';
import { later } from './guard.ts';
import { log, logReason } from './log.ts';
import type { TagState } from './state.ts';
import { storage } from './storage.ts';

/**
 * Time for which hits wait for the answer to those before them, in ms: the first answer sets the visitor's
 * cookie.
 */
const restMs = 1000;

/** Characters that browsers let a page send that is left (Fetch §4.5), and collectors take in one request. */
const maxLength = 60_000;

/**
 * Content of one request: up to ten hits, which a collector takes for up to eight sites each, or a long
 * one.
 */
const batch = /(.{1,6000}\n){1,10}|.+\n/g;

/** Sends a hit, with those that wait already. */
export function send(tag: TagState, hit: string): void {
  if (hit.length > maxLength) log(tag, 'dropped: too long', hit);
  else {
    tag._queue += `${hit}\n`;
    // At once: a page that is being closed has no later in Firefox, not even a microtask.
    flush(tag);
  }
}

/** Sends hits again that could not be delivered. A collector takes them for 7 days. */
export function resend(tag: TagState): void {
  if (tag._answer === 'wait') return;
  const items = storage(tag);
  tag._queue = (items.hitmark ?? '') + tag._queue;
  delete items.hitmark;
  flush(tag);
}

/** Sends the hits that wait, unless they must wait on. A page that is left sends them at once: it may not come back. */
export function flush(tag: TagState): void {
  const hits = tag._queue;
  if (!hits) return;
  const view = !!tag._pending;
  const consent = tag._answer === 'wait';
  const rest = tag._isResting && !document.hidden;
  logReason(tag, 'held', { view, consent, 'a second at most': rest }, hits);
  if (rest || view || consent) return;
  tag._queue = '';
  tag._isResting = true;
  later(tag, restMs, () => {
    tag._isResting = false;
    flush(tag);
  });
  for (const lines of hits.match(batch)!) void deliver(tag, lines, resend);
}
