import { actors, type Actor } from '../../query/query.ts';
import type { ListedEvent } from '../../answer/list-events.ts';

/** Members of an event by their paths, such as `client.country`: lists and `data` as they are. */
type Members = Readonly<Record<string, unknown>>;

/** An event of a listing, as pages show it. */
export interface ShownEvent {
  readonly sequence: number;
  readonly timeMs: number;
  readonly type: string;
  readonly actor: Actor;
  readonly reasons: readonly string[];
  readonly data: Members;
  /** Text of a member, such as `client.country`; empty: there is none. */
  readonly text: (path: string) => string;
  /** The event as it stands in the journal. */
  readonly record: Members;
}

export function readShown({ sequence, event }: ListedEvent): ShownEvent {
  const valueAt = (path: string): unknown =>
    path.split('.').reduce<unknown>((group, key) => membersOf(group)[key], event);
  const text = (path: string): string => textOf(valueAt(path));
  const reasons = valueAt('actor_reasons');
  return {
    sequence,
    timeMs: Date.parse(text('time')),
    type: text('type'),
    actor: actors.find((actor) => actor === event['actor']) ?? 'unknown',
    reasons: Array.isArray(reasons) ? reasons.map(textOf) : [],
    data: membersOf(event['data']),
    text,
    record: event,
  };
}

/** A value of an event as a text: of an object or a list its JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {};
}
