import { RefusedTargetError, type OpenSocket } from './open-socket.ts';
import { readRetryAfterMs } from './retry-schedule.ts';
import { sendRequest, type AnswerHead, type WebhookRequest } from './send-request.ts';

/** A request, where it is sent to, and how long that may take. */
export interface Post extends WebhookRequest {
  readonly url: string;
  readonly timeoutMs: number;
}

/** Outcome of an attempt. `reason` is short and stable; it holds nothing that a receiver has sent. */
export type Outcome =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly retryAfterMs: number | null;
    }
  /** 410: the receiver wants no more events. */
  | { readonly kind: 'gone' }
  /** The target is not allowed, so nothing was sent; trying again would not help. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Ended by `stop`. */
  | { readonly kind: 'stopped' };

/**
 * Posts once, over a connection of its own. Never follows a redirect, uses no proxy, and never rejects. The
 * time limit and `stop` end it from outside, whatever the receiver and the libraries do or leave undone.
 *
 * @param now Unix ms, for the date of a Retry-After
 * @param stop ends the attempt
 */
export async function post(
  { url, timeoutMs, ...message }: Post,
  openSocket: OpenSocket,
  now: number,
  stop: AbortSignal,
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const finished = new AbortController();
  // Once there is a status it counts, however the rest of the answer ends.
  let answered: Outcome | null = null;
  const end = (outcome: Outcome): void => resolve(answered ?? outcome);
  const timer = setTimeout(() => end(failed('timeout')), timeoutMs);
  const stopNow = (): void => end({ kind: 'stopped' });
  stop.addEventListener('abort', stopNow);
  if (stop.aborted) stopNow();
  attempt().then(
    () => end(failed('connection-failed')),
    (error: unknown) => end(failureOf(error)),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', stopNow);
    finished.abort();
  }

  async function attempt(): Promise<void> {
    const socket = await openSocket(url, finished.signal);
    await sendRequest(new URL(url), message, {
      socket,
      signal: finished.signal,
      onAnswer(head) {
        answered = outcomeOf(head, now);
      },
    });
  }
}

function failed(reason: string, retryAfterMs: number | null = null): Outcome {
  return { kind: 'failed', reason, retryAfterMs };
}

function failureOf(error: unknown): Outcome {
  if (error instanceof RefusedTargetError) return { kind: 'refused', reason: error.code };
  const { code } = error as NodeJS.ErrnoException;
  return failed(typeof code === 'string' ? code : 'connection-failed');
}

function outcomeOf({ statusCode = 0, headers }: AnswerHead, now: number): Outcome {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'delivered' };
  if (statusCode === 410) return { kind: 'gone' };
  const mayDelay = statusCode === 429 || statusCode === 503;
  return failed(
    `status-${statusCode}`,
    mayDelay ? readRetryAfterMs(headers['retry-after'], now) : null,
  );
}
