import { guard } from './guard.ts';
import { each } from './lists.ts';
import { log } from './log.ts';
import { options } from './options.ts';
import { isPaused, keep, take } from './retry-queue.ts';

/** How long hits wait for the answer to those before them: the first one gives the visitor's cookie. */
const maxWaitMs = 1000;

/** Hits to be sent, each ended by a line feed. */
let lines = '';
let isWaiting = false;

export function add(line: string): void {
  lines += `${line}\n`;
}

/**
 * Sends what was added. One request at a time: what is recorded meanwhile travels in the next one, so
 * that all hits of a new browser have one visitor.
 *
 * @param isLeaving the page is left: at once, whatever is under way
 */
export function flush(isLeaving?: boolean): void {
  if (!lines || (isWaiting && !isLeaving)) return;
  const batch = lines;
  lines = '';
  isWaiting = true;
  setTimeout(answered, maxWaitMs);
  void send(batch, isLeaving).then(answered);
}

function answered(): void {
  isWaiting = false;
  flush();
}

/** Sends again what was kept for later. */
export function resend(): void {
  lines += take();
  flush();
}

function later(batch: string, retryAfter?: number): void {
  log('later', batch);
  guard(keep)(batch, retryAfter);
  if (retryAfter) setTimeout(guard(resend), retryAfter * 1000);
}

const at = (path: string): string => `${new URL(path, options.collector)}`;

/** Down the ladder until a rung holds: `fetch`, which alone tells what became of it, the image, later. */
async function send(batch: string, isLeaving?: boolean): Promise<void> {
  if (isPaused()) return later(batch);
  if (!options.transport) {
    // The identity also stands in the address, so that no cache takes one POST for another.
    const hits = at(`hits?${batch.split('&v')[0]}`);
    const isShort = /^.{1,1900}\n$/.test(batch);
    try {
      if (isLeaving && navigator.sendBeacon(hits, batch)) return;
      const { status, headers } = await fetch(isShort ? at(`track.js?${batch}`) : hits, {
        ...(isShort ? {} : { method: 'POST', body: batch }),
        credentials: 'include',
        keepalive: true,
      });
      if (status === 429 || status > 499) later(batch, Number(headers.get('retry-after')));
      return;
    } catch {
      // The network, or the page's policy: the image will tell.
    }
  }
  let last: Promise<void> | undefined;
  each(batch, (line) => (last = load(line)));
  return last;
}

/** Asks for a hit by an element, which more policies of pages allow than `fetch`. */
function load(line: string): Promise<void> {
  const isScript = options.transport === 'script';
  return new Promise((resolve, reject) => {
    const element = isScript ? document.createElement('script') : new Image();
    element.onload = resolve;
    element.onerror = reject;
    // Throws under Trusted Types where it is a script's.
    element.src = at(`${isScript ? 'track.js' : 'pixel.gif'}?${line}`);
    if (isScript) document.documentElement.append(element);
  }).then(
    () => void (options.transport ||= 'image'),
    () => later(`${line}\n`),
  );
}
