import { createLinks } from '@hitmark/codec';
import { get, ordinaryHits, post, type Attack, type Flood } from './flood.ts';

const bodyBytes = 65_000;
const urlBytes = 7_800;
/**
 * Requests for links in one payload: 2,000 a second in all, which a small machine takes. Near what it
 * takes, the least difference in cost would become a great one in waiting.
 */
const linkRequests = 5;

/** Sends one body after the other, and waits for no answer. */
function bodies(body: Buffer, everyMs = 100): Flood {
  return { connections: 2, everyMs, payload: body, reads: true };
}

function urls(request: Buffer): Flood {
  return { connections: 4, everyMs: 10, payload: request, reads: true };
}

function repeat(text: string, bytes: number): string {
  return text.repeat(Math.floor(bytes / text.length));
}

function nested(depth: number): string {
  return `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}

const ordinaryBody = bodies(post('/hits', ordinaryHits(bodyBytes)));
const ordinaryUrl = urls(get(`/pixel.gif?i=acme&h=${'x'.repeat(urlBytes)}`));

/** Every attack that the collector must outlive without its other clients noticing. */
export function attackList(linkKey: string): readonly Attack[] {
  const links = createLinks({
    openUrl: 'https://t.test/o/',
    clickUrl: 'https://t.test/c/',
    unsubscribeUrl: 'https://t.test/u/',
    keys: linkKey,
  });
  const path = (url: string): string => new URL(url).pathname;
  const unsubscribe = path(links.unsubscribe({ customer: 1 }));
  const open = path(links.open({ customer: 1 }));
  const form = 'application/x-www-form-urlencoded';
  const manyPixels = Buffer.concat(Array.from({ length: 1_500 }, () => get('/pixel.gif?e=x')));
  const crowd = (connections: number, reads: boolean): Flood => ({
    connections,
    everyMs: 200,
    payload: manyPixels,
    reads,
  });

  return [
    {
      name: 'data nested 16,000 deep in a body',
      attack: bodies(post('/hits', `e=x&d=${nested(16_000)}`)),
      harmless: ordinaryBody,
    },
    {
      name: 'data nested 30,000 deep, among good hits',
      attack: bodies(post('/hits', `e=a\ne=x&d=${nested(30_000)}\ne=b`)),
      harmless: ordinaryBody,
    },
    {
      name: 'data nested 3,800 deep in an address',
      attack: urls(get(`/pixel.gif?d=${nested(3_800)}`)),
      harmless: ordinaryUrl,
    },
    {
      name: 'the same with its brackets as escapes',
      attack: urls(get(`/pixel.gif?d=${encodeURIComponent(nested(1_250))}`)),
      harmless: ordinaryUrl,
    },
    {
      name: 'pipelined requests on 20 connections that never read',
      attack: crowd(20, false),
      harmless: crowd(20, true),
    },
    {
      name: 'pipelined requests on 80 connections that never read',
      attack: crowd(80, false),
      harmless: crowd(80, true),
    },
    {
      name: 'an unsubscribe of 64 KB that almost matches',
      attack: bodies(post(unsubscribe, repeat('name=List-Unsubscribe\n', bodyBytes), form)),
      harmless: bodies(post('/hits', ordinaryHits(bodyBytes))),
    },
    {
      name: 'an unsubscribe of 4 KB that almost matches',
      attack: bodies(post(unsubscribe, repeat('name=List-Unsubscribe\n', 4_000), form), 5),
      harmless: bodies(post(unsubscribe, 'List-Unsubscribe=One-Click', form), 5),
    },
    {
      name: 'hits for 32 sites each',
      attack: bodies(
        post(
          '/hits',
          repeat(
            `i=${Array.from({ length: 32 }, (_, n) => n).join(',')}&h=${'x'.repeat(500)}\n`,
            bodyBytes,
          ),
        ),
      ),
      harmless: ordinaryBody,
    },
    {
      name: 'a body of plus signs',
      attack: bodies(post('/hits', `u=${'+'.repeat(bodyBytes)}`)),
      harmless: ordinaryBody,
    },
    {
      name: 'an address full of what looks like email addresses',
      attack: bodies(post('/hits', `u=https://a.test/${repeat('%2540a@b.cc/', bodyBytes)}`)),
      harmless: ordinaryBody,
    },
    {
      name: 'an address full of what looks like names to star',
      attack: bodies(
        post('/hits', `u=https://a.test/?${repeat('token%5B%5D=%3Ftoken%3D;', bodyBytes)}`),
      ),
      harmless: ordinaryBody,
    },
    {
      name: 'ten thousand parameters',
      attack: bodies(post('/hits', repeat('d.a=1&', bodyBytes))),
      harmless: ordinaryBody,
    },
    {
      name: 'a new user agent of 8 KB with each request',
      attack: urls(get('/pixel.gif', `User-Agent: ${repeat('Mozilla/5.0 (', urlBytes)}\r\n`)),
      harmless: ordinaryUrl,
    },
    {
      name: 'headers of negotiation of 8 KB',
      attack: urls(
        get(
          '/tag.js',
          `Accept-Encoding: ${repeat('br;q=0.1,', 4_000)}\r\nIf-None-Match: ${repeat('"a",', 3_800)}\r\n`,
        ),
      ),
      harmless: ordinaryUrl,
    },
    {
      name: 'cookies and forwarded addresses of 8 KB',
      attack: urls(
        get(
          '/pixel.gif',
          `Cookie: ${repeat('id=x; ', 4_000)}\r\nX-Forwarded-For: ${repeat('1.1.1.1, ', 3_800)}\r\n`,
        ),
      ),
      harmless: ordinaryUrl,
    },
    {
      name: 'forged tokens',
      attack: urls(
        Buffer.concat(
          Array.from({ length: linkRequests }, (_, n) => get(`${open.slice(0, -8)}AAAAAA${n}A`)),
        ),
      ),
      harmless: urls(Buffer.concat(Array.from({ length: linkRequests }, () => get(open)))),
    },
    {
      name: 'tokens of 7 KB',
      attack: urls(get(`/c/s${'A'.repeat(7_000)}`)),
      harmless: ordinaryUrl,
    },
    {
      name: 'bytes that are no HTTP',
      attack: urls(Buffer.from(repeat('GET / \0\r\n', urlBytes))),
      harmless: ordinaryUrl,
    },
  ];
}
