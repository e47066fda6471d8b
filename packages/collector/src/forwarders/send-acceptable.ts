import type { StoredEvent } from '../journal/index.ts';
import { reasonOfRefusal } from './reason-of-refusal.ts';

/** An event that a destination refuses for good. */
export interface Refusal {
  readonly event: StoredEvent;
  /** Such as `message-too-large`. */
  readonly reason: string;
}

/**
 * Sends events in their order. Of those that are refused for good together each half is sent alone, until the events are
 * found that are to blame: the others are taken.
 *
 * @param refusalOf finds the reason of a refusal for good in an error; null: it is none
 * @throws errors of `send` that are no refusal for good
 */
export async function sendAcceptable(
  events: readonly StoredEvent[],
  send: (events: readonly StoredEvent[]) => Promise<void>,
  refusalOf: (error: unknown) => string | null,
): Promise<readonly Refusal[]> {
  const [first, second] = events;
  if (first === undefined) return [];
  const reason = await reasonOfRefusal(send(events), refusalOf);
  if (reason === null) return [];
  if (second === undefined) return [{ event: first, reason }];
  const middle = Math.ceil(events.length / 2);
  return [
    ...(await sendAcceptable(events.slice(0, middle), send, refusalOf)),
    ...(await sendAcceptable(events.slice(middle), send, refusalOf)),
  ];
}
