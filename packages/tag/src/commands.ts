import { wire } from '@hitmark/codec/hit';
import { clearAnswer } from './consent.ts';
import { nameOf } from './name-of.ts';
import { resend } from './outbox.ts';
import { recordEvent } from './record.ts';
import type { TagState } from './state.ts';
import { recordView } from './views.ts';

/** What the page can tell a tag to do, by the command's name. */
export type Commands = Readonly<Record<string, (...args: unknown[]) => void>>;

export function createCommands(tag: TagState, restoreHistory: () => void): Commands {
  const commands: Commands = {
    event: (name, data) => recordEvent(tag, name, data),
    search: (term, data) =>
      recordEvent(tag, nameOf(term) && 'search', data, { [wire.search]: term }),
    view: (fields) => recordView(tag, Object(fields)),
    identify(user) {
      tag._user = nameOf(user);
    },
    consent(answer) {
      tag._answer = clearAnswer(answer) ?? tag._answer;
      resend(tag);
    },
    off() {
      tag._isOff = true;
      restoreHistory();
    },
  };
  // So that no member of all objects is a command.
  return Object.assign(Object.create(null), commands);
}
