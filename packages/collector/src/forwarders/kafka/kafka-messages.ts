import type { Options } from '../../configuration/index.ts';
import type { StoredEvent } from '../../journal/index.ts';

/** One message to Kafka. */
export interface KafkaMessage {
  readonly topic: string;
  readonly key: string;
  /** The event's text, byte for byte as in the journal. */
  readonly value: string;
  readonly headers: {
    /** Id of the event, by which duplicates are known. */
    readonly id: string;
    /** Sequence of the event in its journal. */
    readonly sequence: string;
    /** Id of the journal. */
    readonly journal: string;
  };
}

/** Options that messages are made by. */
type MessageOptions = Pick<Options['kafka'], 'topic' | 'key' | 'types'>;

/** Makes a message of each event of some types. */
export function toKafkaMessages(
  events: readonly StoredEvent[],
  journal: string,
  { topic, key, types }: MessageOptions,
): KafkaMessage[] {
  const wanted: readonly string[] = types;
  return events.flatMap(({ sequence, event }) => {
    const members = membersOf(event);
    const type = members['type'];
    // A text without a type, which another program has written, is handed on too.
    if (typeof type === 'string' && !wanted.includes(type)) return [];
    const id = textOf(members['id']) ?? `${journal}-${sequence}`;
    const headers = { id, sequence: String(sequence), journal };
    return [{ topic, key: textOf(members[key]) ?? id, value: event, headers }];
  });
}

/** A text of some other program is an event without members. */
function membersOf(event: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(event) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
