import { wire } from '@hitmark/codec/hit';
import { takeClickId } from './click-id.ts';
import { guard } from './guard.ts';
import { listen } from './listen.ts';
import { log } from './log.ts';
import { followMoves, leaveHistory } from './moves.ts';
import { options, setOptions } from './options.ts';
import { flush } from './outbox.ts';
import { reasonNotToCount } from './reason-not-to-count.ts';
import { identify, record } from './record.ts';
import type { EventData, Tag, TagOptions } from './tag.ts';
import { readAddress } from './view.ts';
import { arrive, noteSeen } from './views.ts';

/**
 * Starts the page's tag: counts the page view when the page is seen, and answers with the function that
 * takes commands.
 */
export function createTag(given: TagOptions): Tag {
  setOptions(given);
  start();
  return tag;
}

export const start = guard(() => {
  const reason = reasonNotToCount();
  if (reason) {
    log('nothing is sent:', reason);
    sendNothing();
  } else {
    takeClickId();
    readAddress(document.referrer);
    noteSeen();
    arrive();
    listen('addEventListener');
    followMoves('addEventListener');
  }
});

/** Without a collector nothing is recorded any more, and what still waits has no address. */
function sendNothing(): void {
  options.collector = '';
}

export const tag = guard((command: string, subject: never, data?: EventData) => {
  if (command === 'event') record({ [wire.event]: subject }, data);
  if (command === 'search') record({ [wire.event]: command, [wire.search]: subject }, data);
  if (command === 'identify') identify(subject);
  if (command === 'consent') {
    options.consent = subject ? '1' : '0';
    void flush();
  }
  if (command === 'off') {
    listen('removeEventListener');
    followMoves('removeEventListener');
    leaveHistory();
    sendNothing();
  }
}) as Tag;
