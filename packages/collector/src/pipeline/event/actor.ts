import { actorReasons, type ActorReason, type Event } from '@hitmark/codec/event';
import { someValue, header, type RequestHead } from '../request/raw-request.ts';
import type { UserAgentFacts } from '../../enrich/user-agent.ts';

/** The actor that reasons give: one reason for a machine is enough; without any it is a person. */
export function resolveActor(reasons: readonly ActorReason[]): Event['actor'] {
  const actors = reasons.map((reason) => actorReasons[reason].actor);
  if (actors.includes('machine')) return 'machine';
  return actors.includes('unknown') ? 'unknown' : 'human';
}

/** Reasons in a request's head to take its sender for a machine or an unknown. */
export function requestReasons(
  request: RequestHead,
  { reason, isBrowser }: UserAgentFacts,
): readonly ActorReason[] {
  const reasons: ActorReason[] = [];
  if (isPrefetch(request)) reasons.push('prefetch');
  if (reason !== null) reasons.push(reason);
  if (isBrowser && header(request, 'accept-language') === null) reasons.push('no-language');
  return reasons;
}

/**
 * Sec-Purpose is the standard's (Fetch §3.8.3, `prefetch;prerender` and so on), Purpose is Chromium's
 * and X-Purpose Safari's from before it, X-Moz Firefox's.
 */
function isPrefetch(request: RequestHead): boolean {
  return purposeHeaders.some((name) => someValue(request, name, isPurpose));
}

const purposeHeaders = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

function isPurpose(value: string): boolean {
  return /^(prefetch|prerender|preview)\b/i.test(value);
}
