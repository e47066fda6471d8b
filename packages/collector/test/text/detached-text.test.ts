import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createIds } from '../../src/visitors/ids.ts';
import { createSimpleRequestReader } from '../../src/server/fast-path/simple-request.ts';
import { createLimiter } from '../../src/rate-limit/limiter.ts';
import { createUserAgentReader } from '../../src/enrich/user-agent-cache.ts';
import { rememberViews } from '../../src/visitors/view-visitors.ts';

const requests = 1_000;
/** All requests together: some 60 MiB. */
const requestBytes = 60_000;
const maxGrowthMiB = 10;

/** Measures the memory in use, in MiB, after a collection of garbage, which Node offers only with a flag. */
function heldMiB(): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  // The first may end one that had begun, which keeps what has become garbage since.
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** A part of a request. V8 makes it a slice, which would keep the whole text in memory. */
function partOf(request: number): string {
  const text = `name of a part ${request} `.padEnd(requestBytes, 'x');
  return Buffer.from(text).toString('latin1').slice(0, 20);
}

/** Builds a request with a header of that name, as long as one may be. */
function requestWith(name: string): Buffer {
  const header = name.replaceAll(' ', '-').padEnd(requestBytes, 'x');
  return Buffer.from(`GET / HTTP/1.1\r\nHost: a\r\n${header}: a\r\n\r\n`);
}

/** Reads the headers that a body's hits keep until they are on disk. */
function headOf(part: string): unknown {
  const body = part.padEnd(requestBytes, 'x');
  const head = `POST /hits HTTP/1.1\r\nHost: a\r\nUser-Agent: ${part}of some length\r\n`;
  return readSimpleRequest(Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n${body}`))
    ?.headers;
}

const readSimpleRequest = createSimpleRequestReader();
const waiting: unknown[] = [];
const views = rememberViews(createIds());
const read = createUserAgentReader();
const limiter = createLimiter({ points: 1, windowMs: 60_000, onFull: () => {} });

it.each([
  ['views', (part: string) => views.visitor(part)],
  ['user agents', (part: string) => read(part)],
  ['keys of a rate limit', (part: string) => limiter.take(part, 1)],
  ['heads that wait for the disk', (part: string) => waiting.push(headOf(part))],
  ['names of headers', (part: string) => readSimpleRequest(requestWith(part))],
])(
  'a remembered part of a request does not keep the whole request in memory: %s',
  (_, remember) => {
    const before = heldMiB();
    for (let request = 0; request < requests; request += 1) remember(partOf(request));
    expect(heldMiB() - before).toBeLessThan(maxGrowthMiB);
    // Used once more, so that what is remembered was no garbage yet when the memory was measured.
    remember('');
  },
);
