import { at } from './at.ts';
import { finish } from './finish.ts';
import { each } from './lists.ts';
import { load } from './load.ts';
import { log } from './log.ts';
import { options } from './options.ts';
import { isPaused, keep, pause, take } from './retry-queue.ts';
import { isAnnounced } from './view.ts';

/** How long hits wait for the answer to those before them: the first one gives the visitor's cookie. */
const maxWaitMs = 1000;

/** Longer hits, and several at once, go as the text of a POST. */
const short = /^.{1,1900}\n$/;

/** Hits to be sent, each ended by a line feed. */
let lines = '';
/** A request is under way. */
let isBusy: unknown;

export function add(line: string): void {
  lines += line;
  void flush();
}

/** Sends again what was kept for later. */
export function resend(): void {
  lines = take() + lines;
  void flush();
}

/**
 * Sends what was added, once the view it belongs to is recorded. One request at a time: what is recorded
 * meanwhile travels in the next one, so that all hits of a new browser have one visitor. But a hidden page
 * may never come back: a beacon, at once.
 *
 * Down the ladder until a rung holds: `fetch`, which alone tells what became of the hits; the image, where
 * the network or the page's policy refuses; storage.
 */
export async function flush(): Promise<void> {
  let batch = '';
  try {
    if (!lines) return;
    if (!isAnnounced || options.consent === 'wait') {
      log(isAnnounced ? 'held: consent' : 'held: view', lines);
    } else if (document.hidden || !isBusy) {
      batch = lines;
      lines = '';
      if (isPaused()) keep(batch);
      else {
        isBusy = setTimeout(answered, maxWaitMs);
        const text = finish(batch);
        const isShort = short.test(text);
        // The identity also stands in the address, so that no cache takes one POST for another.
        const hits = at('hits', text.split('&v')[0] as string);
        if (options.transport) each(batch, load);
        else if (!document.hidden || !navigator.sendBeacon(hits, text)) {
          const { status, headers } = await fetch(isShort ? at('track.js', text) : hits, {
            method: isShort ? 'GET' : 'POST',
            body: isShort ? null : text,
            credentials: 'include',
            keepalive: true,
          });
          if (status === 429 || status > 499) {
            const seconds = Number(headers.get('retry-after'));
            log(`later: ${status}`, batch);
            keep(batch);
            pause(seconds);
            if (seconds) setTimeout(resend, seconds * 1000);
          }
          answered();
        }
      }
    }
  } catch {
    each(batch, load);
  }
}

function answered(): void {
  isBusy = 0;
  void flush();
}
