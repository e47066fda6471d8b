import { wire } from '@hitmark/codec/hit';
import { openGate } from './gate.ts';
import { guard } from './guard.ts';
import { off } from './listen.ts';
import { log } from './log.ts';
import { setOptions } from './options.ts';
import { setConsent } from './privacy.ts';
import { reasonNotToCount } from './reason-not-to-count.ts';
import { identify, record } from './record.ts';
import type { EventData, Tag, TagOptions } from './tag.ts';
import { countViews } from './views.ts';

const commands: Record<string, (subject: never, data: never) => void> = {
  event(name: string, data?: EventData) {
    record({ [wire.event]: name }, data);
  },
  search(term: string, data?: EventData) {
    record({ [wire.event]: 'search', [wire.search]: term }, data);
  },
  identify,
  consent(granted: boolean) {
    setConsent(granted);
    openGate();
  },
  off: () => off.abort(),
};

/**
 * Starts the page's tag: counts the page view when the page is seen, and answers with the function that
 * takes commands.
 *
 * @param startFeatures starts what else it does, such as `followMoves` and `measureEngagement`
 */
export function createTag(options: TagOptions, startFeatures?: () => void): Tag {
  setOptions({ ...options });
  const reason = reasonNotToCount();
  if (reason) log('nothing is sent', reason);
  else {
    guard(countViews)();
    startFeatures?.();
  }
  return guard((command: string, subject: never, data: never) =>
    commands[command]?.(subject, data),
  ) as Tag;
}
