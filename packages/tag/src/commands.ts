import { wire } from '@hitmark/codec/hit';
import { readConsent } from './consent-answer.ts';
import type { Run } from './guard.ts';
import { restoreHistory } from './moves.ts';
import { nameOf } from './name-of.ts';
import { resend } from './outbox.ts';
import { recordEvent } from './record.ts';
import { recordView } from './views.ts';

/** Commands that a page can give a tag, by name. */
export const commands: Readonly<Record<string, Run<unknown[]>>> = {
  event: (tag, name, data) => recordEvent(tag, name, data),
  search: (tag, term, data) =>
    recordEvent(tag, nameOf(term) && 'search', data, { [wire.search]: term }),
  view: (tag, fields) => recordView(tag, Object(fields)),
  identify(tag, user) {
    tag._user = nameOf(user);
  },
  consent(tag, answer) {
    tag._consent = readConsent(answer, tag._consent);
    resend(tag);
  },
  off(tag) {
    tag._isOff = true;
    restoreHistory();
  },
};
