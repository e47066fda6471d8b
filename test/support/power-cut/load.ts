import { createLinks, type Links } from '@hitmark/codec';
import { openKeepAlive, type RequestBytes } from '../keep-alive.ts';

/** Keys of events (`data.check`), by the connection and the request that they were sent with. */
export type Sent = Map<string, string[][]>;

/** What a load is told while it goes on. */
interface LoadOptions {
  readonly port: number;
  /** The process that answers: connections are told apart by it and their port. */
  readonly pid: number;
  /** The key of links. */
  readonly linkKey: string;
  /** Makes the keys of events different from those of other loads. */
  readonly name: string;
  /** Is told each status that came; once it answers false, no more is sent. */
  readonly goOn: (status: number) => boolean;
}

const clients = 20;

/**
 * Clients on connections that stay open, each sending one request after the other, of every kind that
 * records something, until it is told to stop or the connection ends.
 */
export async function sendLoad(options: LoadOptions, sent: Sent): Promise<void> {
  const { port, pid, name, goOn } = options;
  const links = createLinks({
    openUrl: 'http://collector/o/',
    clickUrl: 'http://collector/c/',
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
        keys.push(request.keys);
        for (const { status } of await connection.send([request])) {
          goesOn &&= goOn(status);
        }
      }
      connection.close();
    }),
  );
}

function makeRequest(
  key: string,
  kind: number,
  links: Links,
): RequestBytes & { readonly keys: string[] } {
  const get = (target: string) => ({
    keys: [key],
    bytes: Buffer.from(`GET ${target} HTTP/1.1\r\nhost: collector\r\n\r\n`),
  });
  const path = (url: string): string => new URL(url).pathname;
  switch (kind % 5) {
    case 0:
      return get(`/pixel.gif?${hit(key)}`);
    case 1:
      return get(`/track.js?${hit(key)}`);
    case 2:
      return get(path(links.open({ check: key })));
    case 3:
      return get(path(links.click('https://shop.example.com/', { check: key })));
    default: {
      const keys = ['a', 'b', 'c'].map((letter) => `${key}${letter}`);
      const body = keys.map(hit).join('\n');
      const head = `POST /hits HTTP/1.1\r\nhost: collector\r\ncontent-length: ${body.length}\r\n\r\n`;
      return { keys, bytes: Buffer.from(head + body) };
    }
  }
}

function hit(key: string): string {
  return `r=${key}&t=1763802600123&d.check=${key}`;
}
