import { header, type RawRequest } from '../request/raw-request.ts';
import {
  hitMethods,
  reject,
  wrongMediaType,
  type HitEndpoint,
  type HitOutcome,
} from './hit-outcome.ts';

/** Outcome of a request that its head alone decides; null: go on with the body. */
export function checkHitHead(
  endpoint: HitEndpoint,
  request: RawRequest,
  limits: { readonly maxUrlBytes: number },
): HitOutcome | null {
  const { method, urlBytes } = request;
  if (!hitMethods[endpoint].some((allowed) => allowed === method)) {
    return reject(405, 'method', `expected ${hitMethods[endpoint].join(', ')}`);
  }
  if (method === 'OPTIONS') return { kind: 'preflight' };
  if (urlBytes > limits.maxUrlBytes) {
    return reject(414, 'url-too-long', `expected a URL of at most ${limits.maxUrlBytes} bytes`);
  }
  if (method === 'HEAD') return { kind: 'head' };
  if (method === 'POST' && !isPlainText(request) && !(hasKey(request) && isJson(request))) {
    return wrongMediaType();
  }
  return null;
}

/** Tells whether a body is text/plain, which needs no preflight. `fetch` sends bare bytes without a type. */
function isPlainText(request: RawRequest): boolean {
  return isOfType(request, /^\s*text\/plain\s*(;\s*charset="?(utf-8|us-ascii)"?\s*)?$/);
}

/** Tells whether a body is JSON: for a site's own server alone. */
export function isJson(request: RawRequest): boolean {
  return isOfType(request, /^\s*application\/json\s*(;\s*charset="?utf-8"?\s*)?$/);
}

function isOfType(request: RawRequest, type: RegExp): boolean {
  const encoding = header(request, 'content-encoding')?.toLowerCase() ?? 'identity';
  const contentType = (header(request, 'content-type') ?? 'text/plain').toLowerCase();
  return type.test(contentType) && encoding === 'identity';
}

function hasKey({ headers }: RawRequest): boolean {
  return typeof headers['authorization'] === 'string';
}
