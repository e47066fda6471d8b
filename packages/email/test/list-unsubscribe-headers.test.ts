import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { listUnsubscribeHeaders } from '@hitmark/email';

const links = createLinks({
  unsubscribeUrl: 'https://t.example/u/',
  keys: [generateKey('k1')],
  expiresInSeconds: 60,
});

describe('listUnsubscribeHeaders', () => {
  it('makes the two headers of RFC 8058, with a link that never expires', () => {
    const headers = listUnsubscribeHeaders(links, { id: 7 }, { message: 'm1' });
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const url =
      /^<(https:\/\/t\.example\/u\/[\w-]+)>$/.exec(headers['List-Unsubscribe'])?.[1] ?? '';
    expect(links.read(url)).toMatchObject({
      kind: 'unsubscribe',
      metadata: { id: 7 },
      message: 'm1',
      expiresAtMs: null,
    });
  });

  it.each(['leave@list.example', 'mailto:leave@list.example?subject=x'])('adds %s', (mailto) => {
    const { 'List-Unsubscribe': header } = listUnsubscribeHeaders(links, {}, { mailto });
    expect(header).toMatch(/^<https:[^>]*>, <mailto:leave@list\.example(\?subject=x)?>$/);
  });

  it.each(['leave', 'a@b>\r\nBcc: c@d', 'a b@c', 'https://a.example'])('refuses %j', (mailto) => {
    expect(() => listUnsubscribeHeaders(links, {}, { mailto })).toThrow('expected mailto to be');
  });

  it('refuses http', () => {
    const plain = { unsubscribe: () => 'http://t.example/u/x' };
    expect(() => listUnsubscribeHeaders(plain, {})).toThrow(
      'expected the unsubscribe link to be https (RFC 8058 §3.1)',
    );
    expect(() => createLinks({ unsubscribeUrl: 'http://t.example/u/' })).toThrow('https');
  });
});
