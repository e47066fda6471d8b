import { wire } from '@hitmark/codec/hit';
import { answerOf } from './answer.ts';
import { restoreHistory } from './moves.ts';
import { nameOf } from './name-of.ts';
import { resend } from './outbox.ts';
import { recordEvent } from './record.ts';
import type { TagState } from './state.ts';
import { recordView } from './views.ts';

/** What the page can tell a tag to do, by the command's name. */
export type Commands = Readonly<Record<string, (...args: unknown[]) => void>>;

export function createCommands(tag: TagState): Commands {
  return {
    event: (name, data) => recordEvent(tag, name, data),
    search: (term, data) =>
      recordEvent(tag, nameOf(term) && 'search', data, { [wire.search]: term }),
    view: (fields) => recordView(tag, Object(fields)),
    identify(user) {
      tag._user = nameOf(user);
    },
    consent(answer) {
      tag._answer = answerOf(answer, tag._answer);
      resend(tag);
    },
    off() {
      tag._isOff = true;
      restoreHistory();
    },
  };
}
