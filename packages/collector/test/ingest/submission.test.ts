import { describe, expect, it } from 'vitest';
import { sizeOf, submittedHead } from '../../src/ingest/submission.ts';
import { decide } from '../../src/pipeline/hit/decide-hits.ts';
import type { RequestHead } from '../../src/pipeline/request/raw-request.ts';
import { readHeaders } from '../../src/pipeline/request/read-headers.ts';
import requests from '../pipeline/requests.json' with { type: 'json' };
import { originOf, sampleRequest, settings, tools } from '../pipeline/sample-request.ts';
import { clickOf, hitsOf } from './sample-submission.ts';

describe('the head of a submission', () => {
  it('has every header that is read, and the time of the request', () => {
    const headers = Object.fromEntries(readHeaders.map((name) => [name, `the ${name}`]));
    const request = sampleRequest(headers);
    expect(submittedHead(request)).toEqual({ received: request.received, headers });
  });

  it('leaves behind whatever else was sent', () => {
    const request = sampleRequest({ authorization: 'Bearer secret', 'x-real-ip': '6.6.6.6' });
    expect(JSON.stringify(submittedHead(request))).not.toMatch(/secret|6\.6\.6\.6/);
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
      const run = (head: RequestHead) => {
        const ids = { event: () => 'an event', visitor: () => 'a visitor' };
        const queries = ['e=a&u=https://site.test/', 't=x'];
        return decide(head, originOf(request), queries, settings, { ...tools, ids });
      };
      expect(run(structuredClone(submittedHead(request)))).toEqual(run(request));
    },
  );
});

describe('the size of a submission', () => {
  it.each([
    ['hits', () => hitsOf(['x'.repeat(1_000)])],
    ['a link', () => clickOf({ link: { ...clickOf().link, label: 'x'.repeat(1_000) } })],
  ])('counts what was sent: %s', (_, make) => {
    expect(sizeOf(make())).toBeGreaterThan(1_000);
    expect(sizeOf(make())).toBeLessThan(2_000);
  });
});
