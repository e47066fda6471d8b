import { createLinks, type Links } from '@hitmark/codec';
import { openKeepAlive, type AnswerBytes, type RequestBytes } from './keep-alive.ts';

/** Keys of events (`data.check`), by the connection and the request that they were sent with. */
export type Sent = Map<string, string[][]>;

/** Something to record, over one of the ways there are. */
export interface LoadRequest extends RequestBytes {
  readonly kind: 'pixel' | 'script' | 'hits' | 'open' | 'click' | 'unsubscribe';
  /** Keys of the events that it makes. */
  readonly keys: readonly string[];
}

/** Options of a load, and callbacks while it goes on. */
interface LoadOptions {
  readonly port: number;
  /** The process that answers: connections are told apart by it and their port. */
  readonly pid: number;
  /** The key of links. */
  readonly linkKey: string;
  /** Makes the keys of events different from those of other loads. */
  readonly name: string;
  /** @defaultValue 20 */
  readonly clients?: number;
  /** Is told each answer; once it says false, no more is sent. */
  readonly goOn: (answer: AnswerBytes, request: LoadRequest) => boolean;
}

/**
 * Clients on connections that stay open, each sending one request after the other, of every kind that
 * records something, until it is told to stop or the connection ends.
 */
export async function sendLoad(options: LoadOptions, sent: Sent = new Map()): Promise<void> {
  const { port, pid, name, clients = 20, goOn } = options;
  const links = createLinks({
    openUrl: 'http://collector/o/',
    clickUrl: 'http://collector/c/',
    unsubscribeUrl: 'https://collector/u/',
    keys: options.linkKey,
  });
  let goesOn = true;
  await Promise.all(
    Array.from({ length: clients }, async (_nothing, client) => {
      const connection = await openKeepAlive(port).catch(() => null);
      if (connection === null) return;
      const keys: string[][] = [];
      sent.set(`${pid}:${connection.port}`, keys);
      for (let number = 0; goesOn && !connection.isClosed(); number += 1) {
        const request = makeRequest(`${name}-${client}-${number}`, client + number, links);
        keys.push([...request.keys]);
        for (const answer of await connection.send([request])) {
          const more = goOn(answer, request);
          goesOn &&= more;
        }
      }
      connection.close();
    }),
  );
}

/** DESIGN §3.1: 2xx or 302 without `Hitmark-Stored`. */
export function isAcknowledged({
  status,
  headers,
}: Pick<AnswerBytes, 'status' | 'headers'>): boolean {
  return ((status >= 200 && status < 300) || status === 302) && !headers.has('hitmark-stored');
}

function makeRequest(key: string, number: number, links: Links): LoadRequest {
  const path = (url: string): string => new URL(url).pathname;
  const metadata = { check: key };
  switch (number % 6) {
    case 0:
      return { kind: 'pixel', keys: [key], bytes: get(`/pixel.gif?${hit(key)}`) };
    case 1:
      return { kind: 'script', keys: [key], bytes: get(`/track.js?${hit(key)}`) };
    case 2:
      return { kind: 'open', keys: [key], bytes: get(path(links.open(metadata))) };
    case 3: {
      const click = links.click('https://shop.example.com/', metadata);
      return { kind: 'click', keys: [key], bytes: get(path(click)) };
    }
    case 4: {
      const target = path(links.unsubscribe(metadata));
      return {
        kind: 'unsubscribe',
        keys: [key],
        bytes: post(target, 'List-Unsubscribe=One-Click'),
      };
    }
    default: {
      const keys = ['a', 'b', 'c'].map((letter) => `${key}${letter}`);
      return { kind: 'hits', keys, bytes: post('/hits', keys.map(hit).join('\n')) };
    }
  }
}

function get(target: string): Buffer {
  return Buffer.from(`GET ${target} HTTP/1.1\r\nhost: collector\r\n\r\n`);
}

function post(target: string, body: string): Buffer {
  const { length } = body;
  return Buffer.from(
    `POST ${target} HTTP/1.1\r\nhost: collector\r\ncontent-length: ${length}\r\n\r\n${body}`,
  );
}

function hit(key: string): string {
  return `r=${key}&t=1763802600123&d.check=${key}`;
}
