import type { RawRequest } from '../request/raw-request.ts';
import { linkMethods, rejectLink, type LinkEndpoint, type LinkOutcome } from './link-outcome.ts';

/** Outcome of a request that its head alone decides; null: go on with the token. */
export function checkLinkHead(
  endpoint: LinkEndpoint,
  { method, urlBytes }: RawRequest,
  limits: { readonly maxUrlBytes: number },
): LinkOutcome | null {
  const allowed = linkMethods[endpoint];
  if (!allowed.some((each) => each === method)) {
    return rejectLink(405, 'method', `expected ${allowed.join(', ')}`);
  }
  if (method === 'OPTIONS') return { kind: 'options' };
  if (urlBytes <= limits.maxUrlBytes) return null;
  return rejectLink(414, 'url-too-long', `expected a URL of at most ${limits.maxUrlBytes} bytes`);
}
