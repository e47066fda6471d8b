import { expect } from 'vitest';
import type { AnswerBytes } from './keep-alive.ts';
import { isAcknowledged, type LoadRequest } from './load.ts';

const types: Readonly<Record<LoadRequest['kind'], RegExp>> = {
  pixel: /^image\/gif$/,
  script: /^text\/javascript/,
  hits: /^application\/json$/,
  open: /^image\/png$/,
  click: /^$/,
  unsubscribe: /^text\/html/,
};

/** Expects an answer to keep the promises of DESIGN §3.1, whatever happens to the disk. */
export function expectHonest({ kind }: LoadRequest, answer: AnswerBytes): void {
  const { status, headers, body } = answer;
  const answered = {
    status,
    retryAfter: headers.get('retry-after'),
    stored: headers.get('hitmark-stored'),
    location: headers.get('location'),
  };
  if (status !== 204) expect(headers.get('content-type') ?? '').toMatch(types[kind]);
  if (kind === 'pixel') expect(body).toHaveLength(43);
  if (kind === 'open') expect(body.subarray(1, 4).toString()).toBe('PNG');
  const location = kind === 'click' ? 'https://shop.example.com/' : undefined;
  if (isAcknowledged(answer)) {
    const ok = { hits: 204, click: 302 }[kind as string] ?? 200;
    expect(answered).toEqual({ status: ok, location });
  } else if (kind === 'open' || kind === 'click') {
    // A reader of email never sees a failure.
    const stored: unknown = expect.stringMatching(/^(pending|no)$/);
    expect(answered).toEqual({ status: kind === 'open' ? 200 : 302, stored, location });
  } else {
    expect(answered).toEqual({ status: 503, retryAfter: '5', location });
  }
}
