import { EmailError } from '../email-error.ts';

/** The collector, and the key with which a site's own server posts to it. */
export interface PostSentOptions {
  /**
   * Address of the collector, such as `https://t.example.com`; with a path it is that of the route `/hits`.
   */
  readonly collector: string;
  /** One of `siteKeys` of the collector's configuration. A secret. */
  readonly siteKey: string;
}

/** Outcome of a request. */
interface Posted {
  /** Reason why events were not taken; null: all were. */
  readonly error: EmailError | null;
  /** Time to wait before another try, in ms; null: another try is of no use. */
  readonly retryAfterMs: number | null;
}

/** Posts events to the collector's `/hits`. Never rejects. */
export type PostSent = (body: string) => Promise<Posted>;

const timeoutMs = 10_000;
const retryAfterMs = 1_000;
const maxRetryAfterMs = 30_000;

/** @throws TypeError for an invalid address or key */
export function createPostSent({ collector, siteKey }: PostSentOptions): PostSent {
  const url = hitsUrl(collector);
  if (typeof siteKey !== 'string' || !/^[\w.~+/-]+=*$/.test(siteKey)) {
    throw new TypeError('`sent.siteKey` is none: give one of siteKeys of the collector');
  }
  const headers = { authorization: `Bearer ${siteKey}`, 'content-type': 'application/json' };

  return async (body) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        // A redirect would hand the key to somebody else.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = await response.text();
      if (response.ok) return { error: errorOf(answer), retryAfterMs: null };
      const message = `the collector answered ${response.status}: ${answer.slice(0, 300)}`;
      const error = new EmailError('not-posted', message);
      return { error, retryAfterMs: waitOf(response) };
    } catch (cause) {
      const message = `the collector at ${url.origin} could not be reached`;
      return { error: new EmailError('not-posted', message, { cause }), retryAfterMs };
    }
  };
}

function hitsUrl(collector: string): URL {
  const url = URL.canParse(collector) ? new URL(collector) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError('`sent.collector` is no address such as https://t.example.com');
  }
  if (url.pathname === '/') url.pathname = '/hits';
  return url;
}

/** The collector has taken the others. */
function errorOf(answer: string): EmailError | null {
  const errors = readErrors(answer);
  if (errors === null) {
    return new EmailError(
      'not-posted',
      `expected the answer of a collector, got ${answer.slice(0, 300)}`,
    );
  }
  if (errors.length === 0) return null;
  const [first] = errors;
  const message = `the collector did not take ${errors.length} events: ${JSON.stringify(first)}`;
  return new EmailError('not-posted', message);
}

function readErrors(answer: string): readonly unknown[] | null {
  try {
    const { errors } = JSON.parse(answer) as { readonly errors?: unknown };
    return Array.isArray(errors) ? errors : null;
  } catch {
    return null;
  }
}

function waitOf({ status, headers }: Response): number | null {
  if (status !== 429 && status < 500) return null;
  const seconds = Number(headers.get('retry-after'));
  return seconds > 0 ? Math.min(seconds * 1_000, maxRetryAfterMs) : retryAfterMs;
}
