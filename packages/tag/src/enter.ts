import { at } from './at.ts';
import { commands } from './commands.ts';
import { finish } from './finish.ts';
import { arriveIfOn } from './life.ts';
import { clear, isBusy, lines, setBusy } from './lines.ts';
import { each } from './lists.ts';
import { load } from './load.ts';
import { log } from './log.ts';
import { options } from './options.ts';
import { keep } from './retry.ts';
import { storage } from './storage.ts';
import { isAnnounced } from './view.ts';

/** How long a new view waits for its title, in ms: applications set it after they have moved. */
const titleDelayMs = 250;

/** How long hits wait for the answer to those before them: the first one gives the visitor's cookie. */
const maxWaitMs = 1000;

/** A command, or an event that is named like one. */
type Name = string | Event;

/**
 * The one way in: commands of the page, events of the browser, timers. Whatever the page has broken, a tag
 * does no harm: what is thrown ends here.
 */
export const enter = (name: Name, subject: unknown = name, data?: unknown): void => {
  try {
    arriveIfOn(name);
    // Prerendered, or opened in a background tab, a view is not seen: `visibilitychange` announces it.
    if (!isAnnounced && !document.hidden) setTimeout(enter, titleDelayMs, 'a');
    // What has no command, such as `scroll`, throws here: nothing more is to be done.
    commands[((name as Event).type || name) as 'event'](subject as never, data as never);
    if (isAnnounced && lines && options.consent !== 'wait' && (document.hidden || !isBusy)) {
      const batch = lines;
      const text = finish(batch);
      const body = /.{1900}|\n./.test(text) ? text : null;
      const url = at(body ? 'hits' : 'track.js', body ? (body.split('&v')[0] as string) : text);
      clear();
      setBusy(setTimeout(enter, maxWaitMs, 'f'));
      if (storage().hitmarkPause! > Date.now()) keep(batch);
      else if (options.transport) each(batch, load);
      else {
        // What a beacon is, but one that tells when it was refused.
        fetch(url, {
          method: body ? 'POST' : 'GET',
          body,
          credentials: 'include',
          // True, in fewer bytes.
          keepalive: 1 as never,
        }).then(
          // eslint-disable-next-line promise/always-return -- nobody asks
          (answer) => {
            if (/429|5../.test(answer.status as never)) {
              const ms = (answer.headers.get('retry-after') as never) * 1000;
              log(`later: ${answer.status}`, batch);
              keep(batch);
              storage().hitmarkPause = Date.now() + ms;
              if (ms) setTimeout(enter, ms, 'online');
            }
          },
          () => each(batch, load),
        );
      }
    } else if (lines) {
      const isHeld = options.consent === 'wait' ? 'held: consent' : 'held: a second at most';
      log(isAnnounced ? isHeld : 'held: view', lines);
    }
  } catch {}
};
