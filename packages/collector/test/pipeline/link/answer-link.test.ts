import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerLink } from '../../../src/pipeline/link/answer-link.ts';
import { rejectLink, type LinkOutcome } from '../../../src/pipeline/link/link-outcome.ts';
import { createLinkPages } from '../../../src/pipeline/link/page/link-pages.ts';

const recorded = (stored: 'yes' | 'pending' | 'no'): LinkOutcome => ({
  kind: 'recorded',
  stored,
  location: null,
  setCookie: null,
  page: stored === 'yes' ? 'done' : 'failed',
});

const pages = createLinkPages({ sender: null, color: '#1a56b0', logo: null, texts: null });

describe('each page that a link shows', () => {
  it.each<[string, 'click' | 'unsubscribe', LinkOutcome, number]>([
    ['of a token that does not verify', 'click', rejectLink(404, 'malformed-token', ''), 404],
    ['of a wrong method', 'click', rejectLink(405, 'method', ''), 405],
    ['of a long address', 'click', rejectLink(414, 'url-too-long', ''), 414],
    ['of a form that is none', 'unsubscribe', rejectLink(400, 'no-unsubscribe', ''), 400],
    ['of a long form', 'unsubscribe', rejectLink(413, 'body-too-large', ''), 413],
    ['that asks', 'unsubscribe', { kind: 'read', location: null }, 200],
    ['that thanks', 'unsubscribe', recorded('yes'), 200],
    ['that asks to try again', 'unsubscribe', recorded('no'), 503],
  ])(
    '%s allows its own style by hash, no frame and no keeping',
    (_what, endpoint, outcome, status) => {
      const answer = answerLink(endpoint, outcome, () => pages('de'));
      const [, style = ''] = /<style>(.*)<\/style>/s.exec(String(answer.body)) ?? [];
      const hash = createHash('sha256').update(style).digest('base64');
      expect(answer).toMatchObject({
        status,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': expect.stringContaining(`style-src 'sha256-${hash}'`),
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
        },
      });
      const { 'content-security-policy': policy } = answer.headers;
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toContain('unsafe-inline');
    },
  );

  it('is none for a picture, which stands in somebody’s email', () => {
    const { headers } = answerLink('open', recorded('yes'), () => pages(null));
    expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin' });
    expect(headers).not.toHaveProperty('content-security-policy');
  });
});
