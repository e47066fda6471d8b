import type { SentEvent } from '@hitmark/codec';
import { EmailError } from '../email-error.ts';
import type { PostSent } from './post-sent.ts';

/** An email that was sent, as it is posted to the collector. */
export interface PostedSent extends SentEvent {
  /** Makes it the same event however often it is posted. */
  readonly key: string;
  readonly time: string;
  readonly weight: number;
  readonly campaign: Readonly<Record<string, string | undefined>>;
}

/** Queue of `sent` events that are still to be posted to the collector. */
export interface SentQueue {
  add(event: PostedSent): void;
  /** Resolves when nothing waits any more: each event was posted, or given to `onError`. */
  flush(): Promise<void>;
}

/** Limits of one request: as many events as a collector takes by default, in fewer bytes. */
const maxEvents = 100;
const maxCharacters = 20_000;
/** Most events that wait while the collector is down. */
const maxWaiting = 10_000;
const maxAttempts = 4;

/**
 * Creates a queue that posts events, several a request, one request at a time. Sending emails does not wait for it.
 *
 * @param onError is called with events that could not be posted
 */
export function createSentQueue(
  post: PostSent,
  onError: (error: EmailError, events: readonly PostedSent[]) => void,
): SentQueue {
  let waiting: PostedSent[] = [];
  let posting: Promise<void> | null = null;

  async function postAll(): Promise<void> {
    // Emails sent in the same turn go together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchLength(waiting));
      await postBatch(batch);
    }
    posting = null;
  }

  async function postBatch(batch: readonly PostedSent[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const { error, retryAfterMs } = await post(JSON.stringify(batch));
      if (error === null) return;
      if (retryAfterMs === null || attempt === maxAttempts) return tell(error, batch);
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs * 2 ** (attempt - 1)));
    }
  }

  function tell(error: EmailError, events: readonly PostedSent[]): void {
    try {
      onError(error, events);
    } catch {
      // A callback that throws must not stop what comes after.
    }
  }

  return {
    add(event) {
      waiting.push(event);
      if (waiting.length > maxWaiting) {
        const lost = waiting.slice(0, -maxWaiting);
        waiting = waiting.slice(-maxWaiting);
        tell(
          new EmailError(
            'not-posted',
            `more than ${maxWaiting} sent events wait: check that the collector can be reached`,
          ),
          lost,
        );
      }
      posting ??= postAll();
    },
    flush: () => posting ?? Promise.resolve(),
  };
}

function batchLength(events: readonly PostedSent[]): number {
  let characters = 0;
  const end = events.slice(0, maxEvents).findIndex((event) => {
    characters += JSON.stringify(event).length;
    return characters > maxCharacters;
  });
  return end < 0 ? maxEvents : Math.max(end, 1);
}
