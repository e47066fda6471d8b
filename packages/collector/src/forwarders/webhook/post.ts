import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { openSocket, RefusedAddressError } from './open-socket.ts';
import { readRetryAfterMs } from './retry-schedule.ts';
import { refuseTarget, type TargetRules } from './target-rules.ts';

/** What is sent, where to, and how long that may take. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

/** How an attempt ended. `reason` is short and stable; it holds nothing that a receiver has sent. */
export type Outcome =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly retryAfterMs: number | null;
    }
  /** 410: it wants no more. */
  | { readonly kind: 'gone' }
  /** Against the rules, so that nothing was sent; trying again would not help. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Broken off by us. */
  | { readonly kind: 'stopped' };

/** More of an answer than this is not read. */
const maxAnswerBytes = 65_536;

/**
 * Posts once, over a connection of its own. Never follows a redirect, uses no proxy, and never rejects.
 *
 * @param now Unix ms, for the date of a Retry-After
 * @param stop breaks it off
 */
export async function post(
  { url, headers, body, timeoutMs }: Post,
  rules: TargetRules,
  now: number,
  stop: AbortSignal,
): Promise<Outcome> {
  const refusal = refuseTarget(url, rules);
  if (refusal !== null) return { kind: 'refused', reason: refusal };
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([stop, timeout]);
  try {
    return judge(await send(new URL(url), headers, body, rules, signal), now);
  } catch (error) {
    if (stop.aborted) return { kind: 'stopped' };
    if (timeout.aborted) return { kind: 'failed', reason: 'timeout', retryAfterMs: null };
    if (error instanceof RefusedAddressError) return { kind: 'refused', reason: error.code };
    const { code } = error as NodeJS.ErrnoException;
    return { kind: 'failed', reason: code ?? 'connection-failed', retryAfterMs: null };
  }
}

async function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  rules: TargetRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const socket = await openSocket(url, rules, signal);
  try {
    const sent = request({
      method: 'POST',
      path: url.pathname + url.search,
      headers: { host: url.host, ...headers, 'content-length': Buffer.byteLength(body) },
      createConnection: () => socket,
      signal,
    });
    // Whatever comes after the answer must not end the thread.
    sent.on('error', () => {});
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await discard(answer);
    return answer;
  } finally {
    socket.destroy();
  }
}

/** Reads an answer to its end, as far as that is near: a receiver should not find its socket cut. */
async function discard(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      if ((bytes += chunk.length) > maxAnswerBytes) return;
    }
  } catch {
    // The status is known: what else was to be said, and was not, changes nothing.
  }
}

function judge({ statusCode = 0, headers }: IncomingMessage, now: number): Outcome {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'delivered' };
  if (statusCode === 410) return { kind: 'gone' };
  const mayAsk = statusCode === 429 || statusCode === 503;
  const retryAfterMs = mayAsk ? readRetryAfterMs(headers['retry-after'], now) : null;
  return { kind: 'failed', reason: `status-${statusCode}`, retryAfterMs };
}
