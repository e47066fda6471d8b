import { setTimeout as wait } from 'node:timers/promises';
import type { StoredEvent } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';
import type { Forwarder } from '../run-forwarder.ts';
import type { KafkaMessage } from './kafka-messages.ts';
import type { KafkaProducer } from './kafka-producer.ts';

/** Dependencies of the forwarder; all it does to the world goes through these. */
export interface KafkaForwarderDeps {
  readonly journal: FollowedJournal;
  readonly producer: KafkaProducer;
  readonly toMessages: (events: readonly StoredEvent[]) => readonly KafkaMessage[];
  /** Throws while nothing may be sent. */
  readonly check: () => Promise<void>;
  /** Is told how far everything has been acknowledged by Kafka. */
  readonly onReached: (sequence: number) => void;
  /** Time of a clock that only goes forward, ms. */
  readonly now: () => number;
  readonly close: () => void;
}

const eventsPerRound = 1_000;
/** Kafka takes 1 MiB at once, unless it is told otherwise. */
const charactersPerRound = 500_000;
/**
 * Interval at which the cursor is written, in ms: each time needs the lock that hits need too. After a
 * crash so much is sent again, under the same ids.
 */
const cursorIntervalMs = 100;

/** Makes the forwarder that sends new events to Kafka, a batch at a time, and so in their order. */
export function createKafkaForwarder(deps: KafkaForwarderDeps): Forwarder {
  const { journal, producer, now } = deps;
  let sent = journal.cursor();
  let kept = sent;
  let keptAt = now();
  /** Halved where a batch is not taken: it may be too large for the topic. */
  let maxCharacters = charactersPerRound;
  let sending: Promise<unknown> = Promise.resolve();
  deps.onReached(sent);

  function keepCursor(): void {
    if (kept === sent) return;
    journal.moveCursor(sent);
    kept = sent;
    keptAt = now();
  }

  async function handOn(): Promise<boolean> {
    if (now() - keptAt >= cursorIntervalMs) keepCursor();
    const events = firstOf(journal.eventsAfter(sent, eventsPerRound), maxCharacters);
    const last = events.at(-1);
    if (last === undefined) return false;
    await deps.check();
    const messages = deps.toMessages(events);
    try {
      if (messages.length > 0) await producer.send(messages);
    } catch (error) {
      maxCharacters = Math.max(1, Math.floor(maxCharacters / 2));
      throw error;
    }
    maxCharacters = Math.min(charactersPerRound, maxCharacters * 2);
    sent = last.sequence;
    deps.onReached(sent);
    return true;
  }

  return {
    round() {
      const round = handOn();
      sending = round.catch(() => {});
      return round;
    },
    async stop(graceMs) {
      await Promise.race([sending, wait(graceMs, null, { ref: false })]);
      try {
        keepCursor();
      } catch {
        // Locked: it is sent again after the next start.
      }
      await Promise.race([producer.close().catch(() => {}), wait(graceMs, null, { ref: false })]);
      deps.close();
    },
  };
}

/** Takes the first events that have so many characters together; one at least. */
function firstOf(events: readonly StoredEvent[], maxCharacters: number): readonly StoredEvent[] {
  let characters = 0;
  const end = events.findIndex(({ event }) => (characters += event.length) > maxCharacters);
  return end < 0 ? events : events.slice(0, Math.max(1, end));
}
