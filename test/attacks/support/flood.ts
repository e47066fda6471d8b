/** Traffic of one shape, sent over several connections at once. */
export interface Flood {
  readonly connections: number;
  /** Pause between two payloads of a connection, in ms. */
  readonly everyMs: number;
  /** Bytes of one payload: one request or many. */
  readonly payload: Buffer;
  /** A client that does not read leaves its answers in the buffers of the collector. */
  readonly reads: boolean;
}

/** An attack, and harmless traffic of the same connections, pace and bytes to measure it against. */
export interface Attack {
  readonly name: string;
  readonly attack: Flood;
  readonly harmless: Flood;
}

/** One GET request. */
export function get(target: string, headers = ''): Buffer {
  return Buffer.from(`GET ${target} HTTP/1.1\r\nHost: collector\r\n${headers}\r\n`, 'latin1');
}

/** One POST request. */
export function post(target: string, body: string, type = 'text/plain'): Buffer {
  const bytes = Buffer.from(body);
  const head = [
    `POST ${target} HTTP/1.1`,
    'Host: collector',
    `Content-Type: ${type}`,
    `Content-Length: ${bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
}

/** Body of ordinary page views, 50 at most, that together have about a number of bytes. */
export function ordinaryHits(bytes: number): string {
  const count = Math.max(1, Math.min(50, Math.floor(bytes / 120)));
  const line = 'i=acme&e=view&h=';
  const title = 'x'.repeat(Math.max(1, Math.floor(bytes / count) - line.length - 1));
  return Array.from({ length: count }, () => line + title).join('\n');
}
