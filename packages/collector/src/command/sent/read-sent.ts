import {
  parsePostedEvents,
  type PostedEvents,
} from '../../pipeline/posted-event/parse-posted-events.ts';
import { CommandError } from '../command-error.ts';

/** Flags of `hitmark sent` that describe the emails. */
export const sentFlags = [
  'message',
  'recipients',
  'recipient',
  'at',
  'campaign',
  'metadata',
  'key',
] as const;

/** A `sent` event: as JSON to post to a collector, and as parsed, to append to a journal of this machine. */
export interface SentInput {
  readonly json: string;
  readonly events: PostedEvents['events'];
}

/** Flags by the paths of the event's members that they set, where the names differ: for error messages. */
const flagOf: Readonly<Record<string, string>> = {
  weight: 'recipients',
  time: 'at',
  'campaign.name': 'campaign',
  data: 'metadata',
};

/**
 * Reads the flags of `hitmark sent` into an event.
 *
 * @param now current time, Unix ms
 * @throws CommandError `usage`
 */
export function readSent(flags: Readonly<Record<string, string>>, now: number): SentInput {
  const { message, recipients, recipient, campaign, key } = flags;
  if (message === undefined) throw wrong('message', 'the name of the email, as its links have it');
  if (recipients === undefined && recipient === undefined) {
    throw wrong('recipients', 'how many people it was sent to, or --recipient');
  }
  const time = flags['at'] ?? new Date(now).toISOString();
  const json = JSON.stringify({
    type: 'sent',
    message,
    recipient,
    weight: readCount(recipients),
    time,
    sent_time: time,
    campaign: { name: campaign },
    data: readData(flags['metadata']),
    key,
  });
  const read = parsePostedEvents(json, 1, now);
  const [problem] = 'reason' in read ? [{ path: '', ...read }] : read.problems;
  if (problem === undefined && 'events' in read) return { json, events: read.events };
  const { path, message: expected } = problem ?? {
    path: '',
    message: 'not understood: hitmark sent --help lists the flags',
  };
  throw new CommandError('usage', `--${flagOf[path] ?? path}: ${expected}`);
}

function readCount(text: string | undefined): number {
  if (text === undefined) return 1;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw wrong('recipients', 'a whole number from 1 to 999999999');
}

function readData(text: string | undefined): unknown {
  try {
    return text === undefined ? {} : JSON.parse(text);
  } catch {
    throw wrong('metadata', 'a JSON object');
  }
}

function wrong(flag: string, expected: string): CommandError {
  return new CommandError('usage', `--${flag}: expected ${expected}`);
}
