import type { ActorReason } from '@hitmark/codec/event';
import { describe, expect, it } from 'vitest';
import { requestReasons, resolveActor } from '../../../src/pipeline/event/actor.ts';
import { linkReasons } from '../../../src/pipeline/link/link-reasons.ts';
import { readRequestFacts } from '../../../src/pipeline/request/request-facts.ts';
import corpus from '../requests.json' with { type: 'json' };
import { received, sampleRequest, tools, originOf } from '../sample-request.ts';
import userAgents from '../user-agents.json' with { type: 'json' };

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

interface Sample {
  readonly link: { readonly kind: string; readonly secondsAfterSend?: number } | null;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

function reasonsOf({ link, headers }: Sample): readonly ActorReason[] {
  const userAgent = headers['user-agent'] === 'chrome' ? chrome : headers['user-agent'];
  const request = sampleRequest({ ...headers, 'user-agent': userAgent });
  const facts = readRequestFacts(request, originOf(request), tools);
  if (link === null) return facts.reasons;
  const sentAtMs =
    link.secondsAfterSend === undefined ? null : received - link.secondsAfterSend * 1_000;
  const kind = link.kind as 'open' | 'click' | 'unsubscribe';
  const unsubscribe = kind === 'unsubscribe' ? 'one-click' : null;
  return linkReasons({ kind, sentAtMs }, { received, facts, seen: [], unsubscribe });
}

describe('the actor', () => {
  it.each<Sample & (typeof corpus)[number]>(corpus)(
    'of $title',
    ({ actor, reasons, ...sample }) => {
      expect(reasonsOf(sample)).toEqual(reasons);
      expect(resolveActor(reasonsOf(sample))).toBe(actor);
    },
  );

  it.each(userAgents)('by the user agent of $title is a person only if it is one’s', (sample) => {
    const request = sampleRequest({ 'accept-language': 'en' });
    const reasons = requestReasons(request, tools.readUserAgent(sample.userAgent));
    expect(reasons).toEqual(sample.reason === null ? [] : [sample.reason]);
  });

  it('is a machine for one reason, whatever else there is', () => {
    expect(resolveActor(['mail-proxy', 'no-language', 'many-links'])).toBe('machine');
    expect(resolveActor(['mail-proxy', 'no-language'])).toBe('unknown');
  });

  it('is told by other requests for the same email’s links too', () => {
    const facts = readRequestFacts(sampleRequest(), originOf(sampleRequest()), tools);
    const link = { kind: 'click', sentAtMs: null } as const;
    const seen = ['honeypot'] as const;
    const reasons = linkReasons(link, { received, facts, seen, unsubscribe: null });
    expect(reasons).toContain('honeypot');
  });
});
