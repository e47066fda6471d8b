import * as v from 'valibot';
import type { Rejection } from '../request/rejection.ts';
import { maxAheadMs } from '../hit/server-hits.ts';
import type { PostedEvent, PostedProblem } from './posted-event.ts';
import { postedEventSchema } from './schema.ts';

/** The events of a body, those that are taken with their places, and what is wrong with the others. */
export interface PostedEvents {
  readonly count: number;
  readonly events: readonly { readonly index: number; readonly event: PostedEvent }[];
  readonly problems: readonly PostedProblem[];
}

/**
 * Reads a body: one event, or a list of them.
 *
 * @param most greatest number of events
 * @param received Unix ms
 */
export function parsePostedEvents(
  text: string,
  most: number,
  received: number,
): PostedEvents | Rejection {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'malformed-json', message: 'expected JSON: one event, or a list of events' };
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > most) {
    return { reason: 'too-many-hits', message: `expected at most ${most} events a request` };
  }
  const read = list.map((each, index) => parseEvent(each, index, received));
  return {
    count: list.length,
    events: read.flatMap((each) => ('event' in each ? [each] : [])),
    problems: read.flatMap((each) => ('event' in each ? [] : [each])),
  };
}

function parseEvent(
  value: unknown,
  index: number,
  received: number,
): PostedEvents['events'][number] | PostedProblem {
  const result = v.safeParse(postedEventSchema, value, { abortEarly: true, abortPipeEarly: true });
  if (!result.success) return problemOf(result.issues[0], index);
  const event = result.output;
  const late = (['time', 'sent_time'] as const).find((name) => isAhead(event[name], received));
  if (late === undefined) return { index, event };
  const message = 'expected a past time: this one lies ahead by more than a day';
  return { index, path: late, code: 'invalid-value', message };
}

/** Clocks differ. */
function isAhead(time: number | null, received: number): boolean {
  return time !== null && time > received + maxAheadMs;
}

const maxPathLength = 128;

function problemOf(issue: v.BaseIssue<unknown>, index: number): PostedProblem {
  const path = (v.getDotPath(issue) ?? '').slice(0, maxPathLength);
  const code = issue.type === 'raw_check' ? 'unknown-member' : 'invalid-value';
  return { index, path, code, message: issue.message };
}
