import { setTimeout as wait } from 'node:timers/promises';
import { isAcknowledged } from '../../support/load.ts';
import { openKeepAlive, type KeepAlive } from '../../support/keep-alive.ts';
import { get } from './flood.ts';

/** Answers that four clients got from a collector. */
export interface Service {
  /** Time from when a request was due to its answer, in ms. */
  readonly latencies: readonly number[];
  /** Keys (`data.check`) of what was acknowledged. */
  readonly acknowledged: readonly string[];
}

const clients = 4;
/** Time from one page view of a client to its next, in ms. */
const everyMs = 5;

/**
 * Sends page views at a fixed pace for a while, as four browsers would. Latency counts from the time at
 * which a request was due, even if it is sent late because the previous answer took too long: otherwise a
 * collector that hangs would hardly be noticed ("coordinated omission").
 *
 * @param name makes the keys different from those of other rounds
 */
export async function serveGoodClients(port: number, name: string, ms: number): Promise<Service> {
  const latencies: number[] = [];
  const acknowledged: string[] = [];
  const start = performance.now();
  const end = start + ms;

  async function browse(client: number): Promise<void> {
    let connection: KeepAlive = await openKeepAlive(port);
    let number = 0;
    for (let due = start; due < end; due += everyMs) {
      const early = due - performance.now();
      if (early > 0) await wait(early);
      if (performance.now() < end) await view(`${name}-${client}-${(number += 1)}`);
      latencies.push(performance.now() - due);
    }
    connection.close();

    async function view(key: string): Promise<void> {
      if (connection.isClosed()) connection = await openKeepAlive(port);
      const hit = get(`/pixel.gif?r=${key}&t=${Date.now()}&d.check=${key}`);
      const [answer] = await connection.send([{ bytes: hit }]);
      if (answer !== undefined && isAcknowledged(answer)) acknowledged.push(key);
    }
  }

  await Promise.all(Array.from({ length: clients }, (_, client) => browse(client)));
  return { latencies, acknowledged };
}

/** Precision of timers and of the machine's scheduler, in ms: a smaller latency means nothing. */
const resolutionMs = 5;

/** Latency that 99 of 100 answers stayed under, in ms; `resolutionMs` at least. */
export function p99({ latencies }: Service): number {
  const sorted = latencies.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? Infinity;
  return Math.max(resolutionMs, found);
}
