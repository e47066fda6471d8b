import type { Event } from '@hitmark/codec/event';
import type { Hit } from '@hitmark/codec/hit';
import { buildEvent } from './build-event.ts';
import type { Identity } from '../event/identify.ts';
import { isAnonymous } from '../request/privacy.ts';
import type { RequestHead } from '../request/raw-request.ts';
import type { Rejection } from '../request/rejection.ts';
import type { RequestFacts } from '../request/request-facts.ts';
import type { DecisionSettings, PipelineDeps } from '../settings.ts';

/** Clocks differ; what lies further ahead is a mistake, such as microseconds. */
export const maxAheadMs = 24 * 60 * 60 * 1_000;

/** Reason why a hit from the server of a site is rejected; null: it is allowed. */
export function checkServerHit(hit: Hit, site: string, received: number): Rejection | null {
  if (hit.site !== undefined && hit.site !== site) {
    return {
      reason: 'other-site',
      message: 'expected i (site) to be that of the key, or left out',
    };
  }
  if (hit.time !== undefined && hit.time > received + maxAheadMs) {
    return { reason: 'invalid-value', message: 'expected t (time) to be a past time, Unix ms' };
  }
  return null;
}

/** Context of a hit's event, beside the hit. */
interface ServerEventContext {
  readonly id: string;
  readonly request: RequestHead;
  readonly privacy: DecisionSettings['privacy'];
}

/**
 * Builds the event of a hit that a site's own server has sent: its time and visitor are trusted. The address,
 * browser and cookie of the request are the server's, and are left out.
 */
export function buildServerEvent(
  { time, visitor, ...hit }: Hit,
  { id, request, privacy }: ServerEventContext,
  deps: PipelineDeps,
): Event {
  const ageMs = time === undefined ? (hit.ageMs ?? 0) : request.received - time;
  const unseen = { ...request, headers: {} };
  const identity: Identity = isAnonymous(unseen, hit, privacy)
    ? { visitor: null, visitorKind: null, address: null, dataKeys: privacy.anonymousKeys }
    : {
        visitor: visitor ?? null,
        visitorKind: visitor === undefined ? null : 'given',
        address: null,
        dataKeys: null,
      };
  return buildEvent({ ...hit, ageMs }, { request: unseen, facts: unseenFacts, id, identity }, deps);
}

/** Facts of a request that shows nothing about the site's visitor. */
const unseenFacts: Pick<RequestFacts, 'client' | 'reasons'> = {
  client: {
    user_agent: null,
    browser: null,
    os: null,
    device: null,
    language: null,
    country: null,
  },
  reasons: ['server'],
};
