import { setTimeout as wait } from 'node:timers/promises';
import type { StoredEvent } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';
import type { ForwarderLog } from '../forwarder-log.ts';
import { reasonOfRefusal } from '../reason-of-refusal.ts';
import type { RefusedEvents } from '../refused-events.ts';
import type { Forwarder } from '../run-forwarder.ts';
import type { CursorKeeper } from './cursor-keeper.ts';
import { charactersPerBatch, firstOf } from './kafka-batch.ts';
import type { KafkaMessage } from './kafka-messages.ts';
import type { KafkaProducer } from './kafka-producer.ts';
import type { ReplicaNews } from './replica-news.ts';

/** Dependencies of the forwarder; all it does to the world goes through these. */
export interface KafkaForwarderDeps {
  readonly journal: Pick<FollowedJournal, 'cursor' | 'eventsAfter'>;
  readonly cursor: CursorKeeper;
  readonly producer: KafkaProducer;
  readonly toMessages: (events: readonly StoredEvent[]) => readonly KafkaMessage[];
  /** Throws while nothing may be sent. */
  readonly check: () => Promise<void>;
  /** Events that Kafka refuses for good. */
  readonly refused: RefusedEvents;
  /** Finds the reason of a refusal for good; null: it is none. */
  readonly refusalOf: (error: unknown) => string | null;
  readonly onNews: (news: ReplicaNews) => void;
  readonly log: ForwarderLog;
  /** Clock, Unix ms. */
  readonly now: () => number;
  readonly close: () => void;
}

const eventsPerRound = 1_000;
/** Dead letters that answers know of, at most: of older ones they promise nothing. */
const rememberedDead = 100_000;

/** Makes the forwarder that sends new events to Kafka, a batch at a time, and so in their order. */
export function createKafkaForwarder(deps: KafkaForwarderDeps): Forwarder {
  const { journal, cursor, producer, refused } = deps;
  let sent = journal.cursor();
  /** Less after a batch that was refused for good: until the event is alone that is to blame. */
  let maxCharacters = charactersPerBatch;
  let sending: Promise<unknown> = Promise.resolve();
  const dead = refused.dead(rememberedDead + 1);
  const floor = dead.length > rememberedDead ? (dead[0] ?? 0) : 0;
  deps.onNews({ kind: 'refused', sequences: dead, floor });
  deps.onNews({ kind: 'reached', sequence: sent });

  async function handOn(): Promise<boolean> {
    cursor.keepWhenDue(sent);
    if (await tryAgain()) return true;
    const events = firstOf(journal.eventsAfter(sent, eventsPerRound), maxCharacters);
    const last = events.at(-1);
    if (last === undefined) return false;
    await deps.check();
    const reason = await send(events);
    if (reason !== null && events.length > 1) {
      maxCharacters = Math.floor(charactersOf(events) / 2);
      return true;
    }
    if (reason === null) maxCharacters = Math.min(charactersPerBatch, maxCharacters * 2);
    else markDead(last, reason);
    sent = last.sequence;
    deps.onNews({ kind: 'reached', sequence: sent });
    return true;
  }

  /** @returns the reason why Kafka refuses one of them for good; null: it has all */
  async function send(events: readonly StoredEvent[]): Promise<string | null> {
    const messages = deps.toMessages(events);
    return messages.length === 0 ? null : reasonOfRefusal(producer.send(messages), deps.refusalOf);
  }

  function markDead({ sequence }: StoredEvent, reason: string): void {
    refused.markDead(sequence, reason, deps.now());
    deps.onNews({ kind: 'refused', sequences: [sequence], floor: 0 });
    const fields = { event: 'kafka-dead', sequence, reason };
    deps.log('warn', fields, 'Kafka refuses an event for good: see hitmark dead list');
  }

  /** Sends a dead letter that somebody wants tried again. */
  async function tryAgain(): Promise<boolean> {
    const [event] = refused.due(1);
    if (event === undefined) return false;
    await deps.check();
    const reason = await send([event]);
    if (reason !== null) {
      markDead(event, reason);
      return true;
    }
    refused.accepted([event.sequence]);
    deps.onNews({ kind: 'accepted', sequences: [event.sequence] });
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
      cursor.keep(sent);
      await Promise.race([producer.close().catch(() => {}), wait(graceMs, null, { ref: false })]);
      deps.close();
    },
  };
}

function charactersOf(events: readonly StoredEvent[]): number {
  return events.reduce((sum, { event }) => sum + event.length, 0);
}
