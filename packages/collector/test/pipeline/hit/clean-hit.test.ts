import { describe, expect, it } from 'vitest';
import { cleanHit } from '../../../src/pipeline/hit/clean-hit.ts';
import { tools } from '../sample-request.ts';

const secret = 'https://a.test/?token=abc';
const starred = 'https://a.test/?token=*';

describe('a hit', () => {
  it('is cleaned wherever an address or words may hold a secret', () => {
    const fields = ['url', 'referrer', 'title', 'search', 'campaignSource', 'campaignContent'];
    const hit = Object.fromEntries(fields.map((field) => [field, secret]));
    expect(cleanHit(hit, tools)).toEqual(
      Object.fromEntries(fields.map((field) => [field, starred])),
    );
  });

  it.each([
    ['outbound', { url: secret, plan: secret }, { url: starred, plan: secret }],
    ['download', { url: secret }, { url: starred }],
    [
      'error',
      { message: 'no user ada@example.org', source: secret, line: '1' },
      { message: 'no user *', source: starred, line: '1' },
    ],
    ['signup', { url: secret }, { url: secret }],
    ['toString', { url: secret }, { url: secret }],
  ])('of the event %s is cleaned of what the tag found by itself', (event, data, cleaned) => {
    expect(cleanHit({ event, data }, tools)).toEqual({ event, data: cleaned });
  });

  it('keeps what the page passes on by hand', () => {
    const hit = { user: 'ada@example.org', data: { email: 'ada@example.org' }, event: 'token=abc' };
    expect(cleanHit(hit, tools)).toEqual(hit);
  });
});
