import { setTimeout as wait } from 'node:timers/promises';
import type { StoredEvent } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';
import type { ForwarderLog } from '../forwarder-log.ts';
import type { Delivery, DueDelivery } from './deliveries.ts';
import { fanOut } from './fan-out.ts';
import { createOpenSocket } from './open-socket.ts';
import type { Outcome } from './post.ts';
import { createQueues, type Change } from './queues.ts';
import { hashOptions, hostForLog } from './receivers.ts';
import { recordOutcome, type RecordDeps } from './record-outcome.ts';
import { sendDelivery } from './send-delivery.ts';

/** Dependencies of the forwarder; all it does to the world goes through these and HTTP. */
export interface ForwarderDeps extends RecordDeps {
  readonly journal: FollowedJournal;
  /** Unix ms. */
  readonly now: () => number;
}

/** Turns new events into deliveries, and sends those that are due. */
export interface WebhookForwarder {
  /**
   * Writes down how attempts have ended, makes deliveries of new events, and starts attempts. Waits for
   * nobody; rounds that are needed because an attempt has ended it does by itself.
   *
   * @throws errors of SQLite; the next round tries again
   */
  round(): void;
  /** Resolves when no attempt is under way. */
  idle(): Promise<void>;
  /** Starts nothing more, waits up to this time for attempts under way, and ends the rest: they stay due. */
  stop(graceMs: number): Promise<void>;
}

interface Result {
  readonly delivery: DueDelivery;
  readonly outcome: Outcome;
  /** The first success after failures, or after a start. */
  readonly answersAgain: boolean;
}

/**
 * Time for which the ends of attempts are collected before they share a transaction, in ms. Hits need the
 * lock too: with one transaction for each end a busy collector stored a third of what it can.
 */
const collectMs = 10;
/** Few enough for a short transaction; 10,000 events a second in all. */
const newEventsPerRound = 100;

/** Makes the forwarder; the deliveries are closed with it. */
export function createWebhookForwarder(deps: ForwarderDeps): WebhookForwarder {
  const { journal, deliveries, options, now, log } = deps;
  const queues = createQueues();
  const attempts = new Set<Promise<void>>();
  const stop = new AbortController();
  const openSocket = createOpenSocket(options.webhookTargets);
  const sendDeps = { options, openSocket, stop: stop.signal, log };
  let results: Result[] = [];
  let waking: Promise<void> | null = null;
  let stopping = false;
  enableChanged(deps);

  function round(): void {
    const time = now();
    const ended = results;
    const events = stopping ? [] : journal.newEvents(newEventsPerRound);
    const last = events.at(-1);
    const added = events.flatMap(deliveriesOf);
    if (ended.length > 0 || last !== undefined) {
      deliveries.transaction(() => {
        for (const result of ended) record(result, time);
        for (const delivery of added) deliveries.add(delivery, time);
        if (last !== undefined) journal.moveCursor(last.sequence);
      });
    }
    results = results.slice(ended.length);
    for (const { delivery } of ended) queues.end(delivery);
    if (stopping) return;
    startDue(time);
    if (events.length === newEventsPerRound) wake();
  }

  function wake(): void {
    waking ??= roundSoon();
  }

  async function roundSoon(): Promise<void> {
    await wait(collectMs);
    waking = null;
    try {
      round();
    } catch {
      // The caller's next round meets the same failure, and can report it.
    }
  }

  function record({ delivery, outcome, answersAgain }: Result, time: number): void {
    recordOutcome(deps, delivery, outcome, time);
    if (answersAgain) deliveries.retryNow(delivery.receiver, time);
  }

  function deliveriesOf(event: StoredEvent): Delivery[] {
    try {
      return fanOut(event, options);
    } catch (error) {
      // An event that another program has written into the file must not hold up the rest.
      const fields = { event: 'webhook-unreadable', sequence: event.sequence, err: error };
      log('error', fields, 'webhook skipped: its event could not be read');
      return [];
    }
  }

  function startDue(time: number): void {
    for (const receiver of deliveries.receivers()) {
      const free = queues.free(receiver);
      if (free === 0) continue;
      // Those under way are still due, and come first.
      const due = deliveries.due(receiver, time, free + queues.underWay(receiver));
      for (const delivery of due.filter((row) => queues.isWaiting(row)).slice(0, free)) {
        queues.start(delivery);
        const ended = attempt(delivery, time);
        attempts.add(ended);
        void ended.then(() => attempts.delete(ended));
      }
    }
  }

  /** Makes one attempt. Never rejects. */
  async function attempt(delivery: DueDelivery, time: number): Promise<void> {
    const outcome = await sendDelivery(delivery, sendDeps, time);
    const { kind } = outcome;
    const isAnswer = kind === 'delivered' || kind === 'failed';
    const change = isAnswer ? queues.note(delivery.receiver, kind === 'delivered') : null;
    logChange(delivery, outcome, change, log);
    const answersAgain = change === 'recovered' || change === 'answering';
    results.push({ delivery, outcome, answersAgain });
    wake();
  }

  async function idle(): Promise<void> {
    await Promise.all(attempts);
    await waking;
    if (attempts.size > 0) await idle();
  }

  return {
    round,
    idle,
    async stop(graceMs) {
      stopping = true;
      await Promise.race([idle(), wait(graceMs, null, { ref: false })]);
      stop.abort();
      await idle();
      deliveries.close();
    },
  };
}

/** Logs that a receiver has begun to fail, or answers again. */
function logChange(
  { url }: DueDelivery,
  outcome: Outcome,
  change: Change | null,
  log: ForwarderLog,
): void {
  const receiver = hostForLog(url);
  if (change === 'failing' && outcome.kind === 'failed') {
    const fields = { event: 'webhook-failing', receiver, reason: outcome.reason };
    log('warn', fields, 'a receiver fails: what it is sent is tried again');
  }
  if (change === 'recovered') {
    log('info', { event: 'webhook-recovered', receiver }, 'a receiver answers again');
  }
}

/** Enables receivers that answered 410 if their options are others than then. */
function enableChanged({ deliveries, options }: ForwarderDeps): void {
  for (const receiver of options.webhooks) {
    const before = deliveries.disabledWith(receiver.url);
    if (before !== null && before !== hashOptions(receiver)) deliveries.enable(receiver.url);
  }
}
