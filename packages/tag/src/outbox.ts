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

/**
 * Most characters of a hit: as many as a collector takes in one request, and as a browser sends for a page that was
 * left (Fetch §4.5).
 */
const maxLength = 60_000;

/**
 * Content of one request: up to ten hits, or a single long one. A collector takes ten even where each is for eight
 * sites.
 */
const batch = /(.{1,6000}\n){1,10}|.+\n/g;

/** Sends a hit, with those that wait already. */
export function send(tag: TagState, hit: string): void {
  if (hit.length > maxLength) log(tag, 'dropped: too long', hit);
  else {
    tag._queue += `${hit}\n`;
    // At once: in Firefox, nothing that a closing page puts off ever runs, not even a microtask.
    flush(tag);
  }
}

/** Sends hits again that could not be delivered. A collector takes them for 7 days. */
export function resend(tag: TagState): void {
  if (tag._consent === 'wait') return;
  const items = storage(tag);
  tag._queue = (items.hitmark ?? '') + tag._queue;
  delete items.hitmark;
  flush(tag);
}

/**
 * Sends the waiting hits, unless there is a reason to wait longer. A hidden page sends them within the second, too: it
 * may not come back.
 */
export function flush(tag: TagState): void {
  const hits = tag._queue;
  if (!hits) return;
  const awaitsView = !!tag._pending;
  const awaitsConsent = tag._consent === 'wait';
  const rests = tag._isResting && !document.hidden;
  logReason(
    tag,
    'held',
    { view: awaitsView, consent: awaitsConsent, 'a second at most': rests },
    hits,
  );
  if (rests || awaitsView || awaitsConsent) return;
  tag._queue = '';
  tag._isResting = true;
  later(tag, restMs, () => {
    tag._isResting = false;
    flush(tag);
  });
  for (const lines of hits.match(batch)!) void deliver(tag, lines, resend);
}
