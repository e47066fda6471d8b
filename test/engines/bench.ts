import { randomUUID } from 'node:crypto';
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createJournal, openJournalReader, type Event } from '@hitmark/collector';
import { cpuSeconds } from './cpu-seconds.ts';
import { startCluster, type Cluster } from './kafka/cluster.ts';
import { installKafka } from './kafka/jars.ts';
import { startReplicating, type ReplicatingCollector } from './kafka/replicating-collector.ts';
import { createTopic } from './kafka/topic.ts';
import { openKeepAlive } from '../support/keep-alive.ts';
import { sampleEvent } from '../../packages/codec/test/event/sample-event.ts';

// `pnpm bench:engines`: with three brokers on this machine, what it costs to wait for them, as ratios of one
// run; and how many events a core hands on. Figures are of a machine that does everything at once: brokers,
// collector and clients.

const rounds = 3;
const roundMs = 4_000;
const backlog = 200_000;

/** Speed of one round. */
interface Speed {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** Time of the collector's process for an answer. */
  readonly cpuMicroseconds: number;
}

installKafka();
const cluster = await startCluster(3);
try {
  for (const inFlight of [64, 512]) await compare(cluster, inFlight);
  await handOn(cluster);
} finally {
  await cluster.close();
}

/** Takes turns, so that what else the machine does meets both. */
async function compare({ addresses }: Cluster, inFlight: number): Promise<void> {
  const topic = `bench-${inFlight}`;
  await createTopic(addresses, topic);
  const speeds: Record<'disk' | 'replicas', Speed[]> = { disk: [], replicas: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const acknowledge of ['disk', 'replicas'] as const) {
      const environment = { HITMARK_ACKNOWLEDGE: acknowledge };
      const collector = await startReplicating({ addresses, topic, environment });
      await measure(collector, inFlight, 2_000);
      speeds[acknowledge].push(await measure(collector, inFlight, roundMs));
      await collector.close();
    }
  }
  const disk = middle(speeds.disk);
  const replicas = middle(speeds.replicas);
  for (const [name, { perSecond, p99Ms, cpuMicroseconds }] of Object.entries({ disk, replicas })) {
    const rate = `${perSecond.toFixed(0)} answers/s`.padStart(18);
    const cpu = `${cpuMicroseconds.toFixed(0)} µs of CPU an answer`;
    console.log(
      `${inFlight} in flight, ${name.padEnd(8)} ${rate}, p99 ${p99Ms.toFixed(1)} ms, ${cpu}`,
    );
  }
  const rate = (replicas.perSecond / disk.perSecond).toFixed(2);
  const p99 = (replicas.p99Ms / disk.p99Ms).toFixed(2);
  console.log(
    `${inFlight} in flight, replicas / disk: ${rate} of the answers/s, ${p99} of the p99\n`,
  );
}

/** The round in the middle by its rate. */
function middle(speeds: readonly Speed[]): Speed {
  const sorted = speeds.toSorted((a, b) => a.perSecond - b.perSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new Error('expected a round');
  return found;
}

async function measure(
  collector: ReplicatingCollector,
  inFlight: number,
  forMs: number,
): Promise<Speed> {
  const times: number[] = [];
  const cpu = cpuSeconds(collector.pid());
  const start = performance.now();
  const end = start + forMs;
  await Promise.all(
    Array.from({ length: inFlight }, async (_, client) => {
      const connection = await openKeepAlive(collector.port());
      for (let number = 0; performance.now() < end; number += 1) {
        const began = performance.now();
        const key = `${began.toFixed(3)}-${client}-${number}`;
        const path = `/pixel.gif?r=${key}&t=${Date.now()}&i=acme&u=https%3A%2F%2Fshop.example.com%2Fshoes&h=Shoes`;
        const bytes = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: collector\r\n\r\n`);
        const [answer] = await connection.send([{ bytes }]);
        if (answer?.status !== 200) throw new Error(`expected 200, got ${answer?.status}`);
        times.push(performance.now() - began);
      }
      connection.close();
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const sorted = times.toSorted((a, b) => a - b);
  const p99Ms = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  const cpuMicroseconds = ((cpuSeconds(collector.pid()) - cpu) * 1e6) / times.length;
  return { perSecond: times.length / seconds, p99Ms, cpuMicroseconds };
}

/** Lets a collector hand on what waits in its journal, and reads the time that its process took. */
async function handOn({ addresses, brokers, folder }: Cluster): Promise<void> {
  const topic = 'bench-backlog';
  await createTopic(addresses, topic);
  const data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
  const bytes = await fill(data);
  const collector = await startReplicating({ addresses, topic, data });
  const before = cpuSeconds(collector.pid());
  const brokersBefore = cpuOf(brokers);
  const kept = bytesOf(folder, topic);
  const start = performance.now();
  while ((await collector.lag()) > 0) await wait(50);
  const seconds = (performance.now() - start) / 1_000;
  const cpu = cpuSeconds(collector.pid()) - before;
  await collector.close();
  rmSync(data, { recursive: true, force: true });
  const perCore = (backlog / cpu).toFixed(0);
  const perSecond = (backlog / seconds).toFixed(0);
  const brokerMicroseconds = ((cpuOf(brokers) - brokersBefore) * 1e6) / backlog;
  const eachBytes = (bytesOf(folder, topic) - kept) / backlog;
  console.log(
    `handing on ${backlog} events of ${bytes} bytes: ${perCore} events/s and core of the collector, ${perSecond} events/s; ` +
      `the three brokers together ${brokerMicroseconds.toFixed(1)} µs and ${eachBytes.toFixed(0)} bytes an event (lz4)`,
  );
}

/** Fills a journal, and returns the bytes of an event. */
async function fill(data: string): Promise<number> {
  const journal = await createJournal({ data });
  for (let from = 0; from < backlog; from += 1_000) {
    const entries = Array.from({ length: 1_000 }, () => ({
      event: pageView(),
      received: Date.now(),
      hit: null,
    }));
    await journal.append(entries);
  }
  await journal.close();
  const reader = openJournalReader(data);
  const bytes = reader.page(0, 1)[0]?.event.length ?? 0;
  reader.close();
  return bytes;
}

/** A page view as browsers cause them. */
function pageView(): Event {
  const { client } = sampleEvent();
  return sampleEvent({
    id: randomUUID(),
    site: 'acme',
    visitor: randomUUID(),
    view: randomUUID(),
    url: `https://shop.example.com/shoes/${randomUUID()}`,
    title: 'Running shoes for wide feet, in all sizes',
    referrer: 'https://www.example.com/search?q=shoes',
    client: {
      ...client,
      ip: '203.0.113.0',
      user_agent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36',
      browser: 'Chrome 148',
      os: 'Windows 10',
      language: 'de-CH',
      screen: '1920x1080',
      viewport: '1903x969',
      timezone: 'Europe/Zurich',
    },
  });
}

/** Time of all brokers so far. */
function cpuOf(brokers: Cluster['brokers']): number {
  return brokers.reduce((sum, broker) => sum + cpuSeconds(broker.pid() ?? 0), 0);
}

/** Bytes that all brokers keep of a topic. */
function bytesOf(folder: string, topic: string): number {
  return globSync(`broker-*/data/${topic}-*/*.log`, { cwd: folder })
    .map((name) => statSync(join(folder, name)).size)
    .reduce((sum, size) => sum + size, 0);
}
