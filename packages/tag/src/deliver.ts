import { otherForms, wire } from '@hitmark/codec/hit';
import { isAnonymous } from './consent.ts';
import { guard, later, type Run } from './guard.ts';
import { log, logAnswer } from './log.ts';
import { routeUrl } from './routes.ts';
import type { TagState } from './state.ts';
import { keep } from './storage.ts';

/** Longest wait for an answer: a page's own `fetch` may never give one. */
const maxWaitMs = 10_000;

/**
 * Longest pause that a collector can ask for: after it the page asks again. A browser's timer of more than 24.8 days runs
 * at once, and again and again.
 */
const maxPauseSeconds = 1000;

/** Bytes that a page may send once it is hidden: of the 64 KiB that the Fetch Standard allows (§4.6, keepalive). */
const maxHiddenBytes = 64_000;

/** Longest query of a GET: well below what proxies take. */
const maxQueryLength = 1900;

/** Longest address of an image that collectors take: 414 comes with a picture, which hides the error. */
const maxImageLength = 8000;

/**
 * Delivers hits: by `fetch`, or one by one by elements, which more policies of pages allow. What the
 * collector cannot take now is kept for later.
 *
 * @param sendAgain called when the time is over that the collector asked for
 */
export async function deliver(tag: TagState, lines: string, sendAgain: Run<[]>): Promise<void> {
  tag._hiddenBytes = document.hidden ? tag._hiddenBytes + lines.length : 0;
  // The browser refuses what is more, but says so to a page that may be gone by then.
  if (tag._hiddenBytes > maxHiddenBytes || tag._isPaused) {
    keep(tag, lines);
    return;
  }
  try {
    if (!tag.transport) {
      const { status, headers } = await post(tag, finish(tag, lines));
      logAnswer(tag, status, lines);
      if (status !== 429 && status < 500) return;
      keep(tag, lines);
      const pauseMs = Math.min(+headers.get('retry-after')!, maxPauseSeconds) * 1000;
      if (pauseMs) {
        tag._isPaused = true;
        later(tag, pauseMs, () => {
          tag._isPaused = false;
          sendAgain(tag);
        });
      }
      return;
    }
  } catch (fault) {
    log(tag, 'refused', fault);
  }
  for (const line of lines.split('\n')) if (line) guard(tag, askByElement)(`${line}\n`);
}

/**
 * One short hit is a GET. The identity of the first, which stands before its view, makes the address of a POST new to
 * every cache, too.
 */
function post(tag: TagState, text: string): Promise<Response> {
  const body = text.length > maxQueryLength || text.includes('\n') ? text : null;
  return Promise.race([
    fetch(
      body
        ? routeUrl(tag, 'hits', text.split(`&${wire.view}=`)[0]!)
        : routeUrl(tag, 'track.js', text),
      {
        method: body ? 'POST' : 'GET',
        body,
        credentials: 'include',
        // Sent like a beacon, but a refusal is seen. All of a page share 64 KiB.
        keepalive: document.hidden || text.length < 8000,
      },
    ),
    new Promise<never>((_resolve, reject) => setTimeout(reject, maxWaitMs)),
  ]);
}

function askByElement(tag: TagState, line: string): void {
  const isScript = tag.transport === 'script';
  const url = routeUrl(tag, isScript ? 'track.js' : 'pixel.gif', finish(tag, line));
  if (url.length > maxImageLength) {
    keep(tag, line);
    return;
  }
  const element = document.createElement(isScript ? 'script' : 'img');
  element.onerror = guard(tag, () => keep(tag, line));
  element.src = url;
  if (isScript) document.head.append(element);
  log(tag, 'asked by element', url);
}

/**
 * Lines as they are sent now: consent is what it is by then, the collector learns their age by the time, and
 * user and click stay behind where the person is not to be known.
 */
function finish(tag: TagState, lines: string): string {
  const isNobody = isAnonymous(tag);
  return (
    lines
      // `n` is `wire.user`, `c` is `wire.click`: as a literal, which is shorter.
      .replace(isNobody ? /&[nc]=[^&\n]*/g : '', '')
      .replace(
        /\n/g,
        `&${wire.consent}=${tag._consent}&${otherForms.sent}=${Date.now()}${isNobody ? `&${wire.anonymous}=1` : ''}\n`,
      )
      .trim()
  );
}
