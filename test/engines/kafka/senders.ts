import { setTimeout as wait } from 'node:timers/promises';
import { openKeepAlive, type AnswerBytes, type KeepAlive } from '../../support/keep-alive.ts';
import { isAcknowledged } from '../../support/load.ts';

/** Senders that behave as the tag does: what is not acknowledged is sent again, until it is. */
export interface Senders {
  /** Keys of events that were acknowledged so far. */
  readonly acknowledged: ReadonlySet<string>;
  /** Keys of events that were sent so far. */
  readonly sent: ReadonlySet<string>;
  /** Answers 503 so far. */
  readonly refused: readonly Refusal[];
  /** Begins nothing new; resolves when everything that was sent is acknowledged. */
  finish(): Promise<void>;
  /** Breaks off; resolves when nothing is under way. */
  stop(): Promise<void>;
}

/** One honest no. */
export interface Refusal {
  readonly retryAfter: string | undefined;
  readonly stored: string | undefined;
  readonly ms: number;
}

/** Options of senders. */
export interface SenderOptions {
  /** Port of the collector, asked for with each connection: it may have been started again. */
  readonly port: () => number;
  /** Begins the keys of their events. */
  readonly name: string;
  /** @defaultValue 127.0.0.1 */
  readonly host?: string;
  /** Connections, each with one request at a time. @defaultValue 32 */
  readonly clients?: number;
  /** Hits of a request. @defaultValue 10 */
  readonly hits?: number;
}

/** Pause before something is sent again, in ms: the tag waits longer. */
const againMs = 100;

export function startSenders(options: SenderOptions): Senders {
  const { port, name, host = '127.0.0.1', clients = 32, hits = 10 } = options;
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  const refused: Refusal[] = [];
  const ending = new AbortController();
  const stopped = new AbortController();

  async function send(connection: KeepAlive, keys: readonly string[]): Promise<boolean> {
    const start = performance.now();
    const [answer] = await connection.send([{ bytes: post(keys) }]);
    if (answer === undefined) return false;
    if (isAcknowledged(answer)) return true;
    if (answer.status === 503) refused.push(refusalOf(answer, performance.now() - start));
    await wait(againMs);
    return false;
  }

  async function run(client: number): Promise<void> {
    let connection: KeepAlive | null = null;
    for (let number = 0; !ending.signal.aborted; number += 1) {
      const keys = Array.from({ length: hits }, (_, hit) => `${name}-${client}-${number}-${hit}`);
      for (const key of keys) sent.add(key);
      for (let isKnown = false; !isKnown && !stopped.signal.aborted;) {
        if (connection === null || connection.isClosed()) {
          connection = await openKeepAlive(port(), host).catch(() => null);
          if (connection === null) await wait(againMs);
          continue;
        }
        isKnown = await send(connection, keys);
        if (isKnown) for (const key of keys) acknowledged.add(key);
      }
    }
    connection?.close();
  }

  const all = Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
  return {
    acknowledged,
    sent,
    refused,
    async finish() {
      ending.abort();
      await all;
    },
    async stop() {
      ending.abort();
      stopped.abort();
      await all;
    },
  };
}

function refusalOf({ headers }: AnswerBytes, ms: number): Refusal {
  return { retryAfter: headers.get('retry-after'), stored: headers.get('hitmark-stored'), ms };
}

function post(keys: readonly string[]): Buffer {
  const body = keys.map((key) => `r=${key}&t=1763802600123&e=check&d.check=${key}`).join('\n');
  const head = `POST /hits HTTP/1.1\r\nhost: collector\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.from(head + body);
}
