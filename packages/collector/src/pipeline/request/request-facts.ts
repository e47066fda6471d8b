import type { ActorReason, Client } from '@hitmark/codec/event';
import { requestReasons } from '../event/actor.ts';
import type { OriginFacts } from './origin-facts.ts';
import { header, type RequestHead } from './raw-request.ts';
import type { PipelineDeps } from '../settings.ts';
import { maxUserAgentLength } from '../../enrich/user-agent.ts';

/** Facts about the sender of a request, from its head alone. They are read once for all hits of the request. */
export interface RequestFacts {
  readonly origin: OriginFacts;
  readonly client: Pick<
    Client,
    'user_agent' | 'browser' | 'os' | 'device' | 'language' | 'country'
  >;
  /** Reasons that the request's head alone gives. */
  readonly reasons: readonly ActorReason[];
  /** True: a mail program sent it, or a proxy of one. */
  readonly isMail: boolean;
}

export function readRequestFacts(
  request: RequestHead,
  origin: OriginFacts,
  { readUserAgent }: Pick<PipelineDeps, 'readUserAgent'>,
): RequestFacts {
  const userAgent = header(request, 'user-agent')?.slice(0, maxUserAgentLength) ?? null;
  const agent = readUserAgent(userAgent);
  const { browser, os, device, isMail } = agent;
  return {
    origin,
    client: {
      user_agent: userAgent,
      browser,
      os,
      device,
      language: firstLanguage(header(request, 'accept-language')),
      country: origin.country,
    },
    reasons: requestReasons(request, agent),
    isMail,
  };
}

/** `de-CH` of `de-CH,de;q=0.9,en;q=0.8`. */
function firstLanguage(accepted: string | null): string | null {
  return accepted?.match(/^\s*([\w-]{1,64})/)?.[1] ?? null;
}
