import type { Event } from '@hitmark/codec/event';
import { onTestFinished } from 'vitest';
import { resolveOptions, type PartialOptions } from '../../src/configuration/index.ts';
import { openDeadLetters, type DeadLetter } from '../../src/forwarders/webhook/dead-letters.ts';
import { openDeliveries } from '../../src/forwarders/webhook/deliveries.ts';
import { followJournal, openForwarderDatabase } from '../../src/forwarders/follow-journal.ts';
import { createWebhookForwarder } from '../../src/forwarders/webhook/forwarder.ts';
import type { TokenWebhook } from '../../src/journal/entry.ts';
import { createJournal } from '../../src/ingest/journal.ts';
import { sampleEvent } from '../sample-event.ts';
import { scratchFolder } from '../scratch-folder.ts';

/** 32 bytes of 1, and 24 bytes of 2. */
export const secret = 'whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=';
export const otherSecret = 'whsec_AgICAgICAgICAgICAgICAgICAgICAgIC';

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;

/** A forwarder on a real journal, with a clock that the test sets and without jitter. */
export async function openForwarder(
  options: PartialOptions,
  allowedPorts: readonly number[],
  data = scratchFolder(),
) {
  const journal = await createJournal({ data, minFreeBytes: 0 });
  const log: { readonly level: string; readonly event: string }[] = [];
  let time = 1_700_000_000_000;
  const file = { webhookTargets: { allowPrivateAddresses: true, allowedPorts }, ...options };
  const database = openForwarderDatabase(journal.path);
  const forwarder = createWebhookForwarder({
    journal: followJournal(database, 'webhook'),
    deliveries: openDeliveries(database),
    options: resolveOptions({ file }),
    now: () => time,
    random: () => 0,
    log: (level, fields) => log.push({ level, ...fields }),
  });
  let stopping: Promise<void> | null = null;
  const stop = (graceMs = 0): Promise<void> => (stopping ??= forwarder.stop(graceMs));
  onTestFinished(async () => {
    await stop();
    await journal.close();
  });

  /** Stores one event for each id. */
  async function store(
    ids: readonly string[],
    event: Partial<Event> = {},
    webhook: TokenWebhook | null = null,
  ): Promise<void> {
    await journal.append(
      ids.map((id) => ({
        event: sampleEvent({ ...event, id }),
        received: time,
        hit: null,
        webhook,
      })),
    );
  }

  /** Lets the clock go on, and delivers what has become due. */
  async function pass(ms: number): Promise<void> {
    time += ms;
    await settle();
  }

  async function settle(): Promise<void> {
    forwarder.round();
    await forwarder.idle();
  }

  /** Retries dead letters, as `hitmark dead retry` does. */
  function retryDead(ids: readonly string[] | null = null): number {
    const opened = openDeadLetters(journal.path);
    const retried = opened.retry(ids, time);
    opened.close();
    return retried;
  }

  function deadLetters(): readonly DeadLetter[] {
    const opened = openDeadLetters(journal.path);
    const { letters } = opened.page(0, 1_000);
    opened.close();
    return letters;
  }

  return { data, journal, log, forwarder, stop, store, settle, pass, retryDead, deadLetters };
}
