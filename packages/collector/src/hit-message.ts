import type { Event } from '@hitmark/codec/event';
import type { Primitive } from './journal/index.ts';
import type { Decision } from './pipeline/decide.ts';
import { header, type RequestHead } from './pipeline/raw-request.ts';
import { readHeaders } from './pipeline/read-headers.ts';
import type { Rejection, RejectionReason } from './pipeline/rejection.ts';

/** The hits of a request, on their way to the thread that decides what they are. */
export interface HitsMessage {
  readonly head: RequestHead;
  /** One hit each, without `?`. */
  readonly queries: readonly string[];
  /** Of the server whose key the request shows; null: a browser's. */
  readonly site: string | null;
  /** Where the request comes from: ISO 3166-1. */
  readonly country: string | null;
  /** Of the day, one character a byte; null: visitors need none. */
  readonly salt: string | null;
}

/** What was decided of them, on its way back. */
export interface DecisionMessage {
  readonly setCookie: string | null;
  readonly rejections: readonly Rejection[];
  /** null: nobody asks for them. */
  readonly events: readonly Event[] | null;
}

/**
 * Flat, since objects would carry the names of their members with each request. Most of what may be there is
 * not: a number tells by its bits what is.
 */
export function packHits({ head, queries, site, country, salt }: HitsMessage): Primitive[] {
  const message: Primitive[] = [0, head.received, head.remoteAddress];
  let present = head.encrypted ? 1 : 0;
  let bit = 1;

  function put(value: string | null): void {
    bit *= 2;
    if (value === null) return;
    present += bit;
    message.push(value);
  }
  put(site);
  put(country);
  put(salt);
  for (const name of readHeaders) put(header(head, name));
  for (const query of queries) message.push(query);
  message[0] = present;
  return message;
}

export function unpackHits(message: readonly Primitive[]): HitsMessage {
  const [present, received, remoteAddress] = message as [number, number, string];
  let bits = present;
  let at = 3;

  function take(): string | null {
    bits >>= 1;
    return (bits & 1) === 0 ? null : (message[at++] as string);
  }
  const site = take();
  const country = take();
  const salt = take();
  const headers: Record<string, string> = {};
  for (const name of readHeaders) {
    const value = take();
    if (value !== null) headers[name] = value;
  }
  const encrypted = (present & 1) === 1;
  const queries = message.slice(at) as string[];
  return { head: { received, remoteAddress, encrypted, headers }, queries, site, country, salt };
}

export function packDecision(
  { entries, rejections, setCookie }: Decision,
  withEvents: boolean,
): unknown[] {
  // Nearly always this is all.
  if (rejections.length === 0 && !withEvents) return [setCookie];
  return [
    setCookie,
    rejections.length,
    ...rejections.flatMap(({ reason, message, stack = null }) => [reason, message, stack]),
    ...(withEvents ? entries.map(({ event }) => event) : []),
  ];
}

export function unpackDecision(message: readonly unknown[], withEvents: boolean): DecisionMessage {
  const [setCookie, count = 0] = message as [string | null, number?];
  const rejections: Rejection[] = [];
  const eventsStart = 2 + 3 * count;
  for (let at = 2; at < eventsStart; at += 3) {
    const stack = message[at + 2] as string | null;
    rejections.push({
      reason: message[at] as RejectionReason,
      message: message[at + 1] as string,
      ...(stack === null ? {} : { stack }),
    });
  }
  return {
    setCookie,
    rejections,
    events: withEvents ? (message.slice(eventsStart) as Event[]) : null,
  };
}
