import { describe, expect, it } from 'vitest';
import {
  packReceipt,
  packSubmission,
  sizeOf,
  unpackReceipt,
  unpackSubmission,
} from '../../src/ingest/packed-submission.ts';
import type { HitsSubmission, Receipt } from '../../src/ingest/submission.ts';
import { decideHits } from '../../src/pipeline/hit/decide-hits.ts';
import { readHeaders } from '../../src/pipeline/request/read-headers.ts';
import requests from '../pipeline/requests.json' with { type: 'json' };
import { originOf, sampleRequest, settings, tools } from '../pipeline/sample-request.ts';
import { clickOf, hitsOf } from './sample-submission.ts';

const plain: Receipt = { sequences: [7], rejections: [], cuts: [], setCookie: null, events: null };

/** Hits as the writer's thread has them. */
function arrived(hits: HitsSubmission): HitsSubmission {
  return unpackSubmission(structuredClone(packSubmission(hits))) as HitsSubmission;
}

describe('a submission', () => {
  it('comes with every header that is read, the time of the request, and all that was found out', () => {
    const headers = Object.fromEntries(readHeaders.map((name) => [name, `the ${name}`]));
    const request = sampleRequest(headers);
    const hits: HitsSubmission = {
      ...hitsOf(['a', 'b'], 3),
      head: request,
      origin: { address: '203.0.113.9', https: true, host: 'hits.test', country: 'CH' },
      salt: 'salt',
      site: 'acme',
    };
    expect(arrived(hits)).toEqual({ ...hits, head: { received: request.received, headers } });
  });

  it('tells no header from none', () => {
    const hits = { ...hitsOf(['a']), head: sampleRequest({ cookie: '' }) };
    expect(arrived(hits).head.headers).toEqual({
      ...arrived(hitsOf(['a'])).head.headers,
      cookie: '',
    });
  });

  it.each([
    ['hits', hitsOf(['a'])],
    ['a link', clickOf()],
  ])('leaves behind whatever else was sent: %s', (_, submission) => {
    const head = sampleRequest({ authorization: 'Bearer secret', 'x-real-ip': '6.6.6.6' });
    const packed = packSubmission({ ...submission, head });
    expect(JSON.stringify(packed)).not.toMatch(/secret|6\.6\.6\.6/);
  });

  it('of a link, and of events, stays as it is', () => {
    const click = clickOf();
    expect(unpackSubmission(packSubmission(click))).toMatchObject({ ...click, head: {} });
    const rows = { kind: 'rows', rows: [] } as const;
    expect(unpackSubmission(packSubmission(rows))).toEqual(rows);
  });

  it.each(requests.map(({ title, headers }) => [title, headers]))(
    'comes to the same in another thread: %s',
    (_, given) => {
      const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
      const request = sampleRequest({
        ...(sent as Record<string, string>),
        cookie: 'id=f47ac10b-58cc-4372-a567-0e02b2c3d479',
        referer: 'https://site.test/',
      });
      const ids = { event: () => 'an event', visitor: () => 'a visitor' };
      const queries = ['e=a&u=https://site.test/', 't=x'];
      const hits = { ...hitsOf([]), queries, head: request, origin: originOf(request) };
      const run = ({ head, origin, queries: sentQueries }: HitsSubmission) =>
        decideHits({ request: head, origin, queries: sentQueries }, settings, { ...tools, ids });
      expect(run(arrived(hits))).toEqual(run(hits));
    },
  );
});

describe('a receipt', () => {
  it('of one new event is its sequence alone', () => {
    expect(packReceipt(plain)).toBe(7);
    expect(packReceipt({ ...plain, sequences: [-7] })).toBe(-7);
  });

  it.each<[string, Partial<Receipt>]>([
    ['one new event', {}],
    ['an event that was stored before', { sequences: [-7] }],
    ['none', { sequences: [] }],
    ['several', { sequences: [1, -2, 3] }],
    ['one with a cookie', { setCookie: 'id=1' }],
    ['one with a cut', { cuts: [{ reason: 'too-long', parameter: 'h' }] }],
    ['one beside a rejection', { rejections: [{ reason: 'internal', message: 'a bug' }] }],
    ['one that is asked for', { events: [] }],
  ])('says the same in another thread: %s', (_, difference) => {
    const receipt = { ...plain, ...difference };
    expect(unpackReceipt(structuredClone(packReceipt(receipt)))).toEqual(receipt);
  });
});

describe('the size of a submission', () => {
  it.each([
    ['hits', () => hitsOf(['x'.repeat(1_000)])],
    ['a link', () => clickOf({ link: { ...clickOf().link, label: 'x'.repeat(1_000) } })],
  ])('counts what was sent: %s', (_, make) => {
    expect(sizeOf(packSubmission(make()))).toBeGreaterThan(1_000);
    expect(sizeOf(packSubmission(make()))).toBeLessThan(2_000);
  });
});
