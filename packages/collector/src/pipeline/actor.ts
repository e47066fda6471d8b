import type { Event } from '../event.ts';
import { header, type RequestHead } from './raw-request.ts';
import type { UserAgentFacts } from './user-agent.ts';

/**
 * Why somebody is taken for a person or a program. What each says of the actor:
 *
 * - `prefetch`: a browser or mail program loads what nobody may ever look at
 * - `bot`: the user agent names a program, or is no browser's
 * - `mail-scanner`: the user agent names a filter in front of a mailbox
 * - `mail-privacy`: Apple Mail loads all pictures when an email arrives, read or not
 * - `mail-program`: a mail program looks at a link itself; people click with a browser
 * - `soon-after-send`: within seconds of the sending, before anybody could have read it
 * - `many-links`: several links of one email within seconds
 * - `head-first`: the same email's link was asked for with HEAD within seconds before
 * - `honeypot`: a link that no person sees was followed, by this or a request within seconds
 * - `no-user-agent`, `no-language`: browsers send both; but some privacy tools take them away
 * - `server`: the site's own server told it, and saw who it was
 * - `mail-proxy`: a person looked, through their mail provider's proxy: address and user agent are its own
 * - `one-click`: a person asked their mail program to unsubscribe them, and its servers do (RFC 8058)
 */
export type ActorReason = keyof typeof verdicts;

const verdicts = {
  prefetch: 'machine',
  bot: 'machine',
  'mail-scanner': 'machine',
  'mail-privacy': 'machine',
  'mail-program': 'machine',
  'soon-after-send': 'machine',
  'many-links': 'machine',
  'head-first': 'machine',
  honeypot: 'machine',
  'no-user-agent': 'unknown',
  'no-language': 'unknown',
  server: 'unknown',
  'mail-proxy': 'human',
  'one-click': 'human',
} as const satisfies Readonly<Record<string, Event['actor']>>;

/** What the reasons come to: one for a program is enough; without any it is a person. */
export function judgeActor(reasons: readonly ActorReason[]): Event['actor'] {
  if (reasons.length === 0) return 'human';
  const said = reasons.map((reason) => verdicts[reason]);
  return said.find((verdict) => verdict === 'machine') ?? said.find(isUnknown) ?? 'human';
}

function isUnknown(verdict: Event['actor']): boolean {
  return verdict === 'unknown';
}

/** What a request's head tells of who sent it. */
export function requestReasons(
  request: RequestHead,
  { program, isBrowser }: UserAgentFacts,
): readonly ActorReason[] {
  const reasons: ActorReason[] = [];
  if (isPrefetch(request)) reasons.push('prefetch');
  if (program !== null) reasons.push(program);
  if (isBrowser && header(request, 'accept-language') === null) reasons.push('no-language');
  return reasons;
}

/**
 * Sec-Purpose is the standard's (Fetch §3.8.3, `prefetch;prerender` and so on), Purpose is Chromium's
 * and X-Purpose Safari's from before it, X-Moz Firefox's.
 */
function isPrefetch(request: RequestHead): boolean {
  return (
    isPurpose(header(request, 'sec-purpose')) ||
    isPurpose(header(request, 'purpose')) ||
    isPurpose(header(request, 'x-purpose')) ||
    isPurpose(header(request, 'x-moz'))
  );
}

function isPurpose(value: string | null): boolean {
  return value !== null && /^(prefetch|prerender|preview)\b/i.test(value);
}
