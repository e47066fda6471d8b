import type { SentEvent } from '@hitmark/codec';
import type { EmailError } from '../email-error.ts';
import type { EmailOptions } from '../options.ts';
import { createPostSent, type PostSentOptions } from '../sent/post-sent.ts';
import { createSentQueue, type PostedSent } from '../sent/sent-queue.ts';
import type { MailMessage } from './mail-message.ts';
import { createWatchSent, type SentInfo } from './watch-sent.ts';

/** Options for posting `sent` events to the collector. */
export interface SentOptions extends PostSentOptions {
  /**
   * Called with the events of a request that failed four times, or that the collector refused as a whole or in part
   * (the error says how many, and shows the first); and with the oldest events when more than 10,000 wait. Their
   * emails were sent all the same.
   *
   * @defaultValue none
   */
  readonly onError?: ((error: EmailError, events: readonly PostedSent[]) => void) | undefined;
}

/** Posts a `sent` event to the collector for each message that a transport has accepted. */
export interface SentReporter {
  /** Takes a message before it is sent; its event is posted when the transport has accepted it. */
  watch(mail: MailMessage): void;
  /** Resolves when no event waits any more: each was posted, or `onError` was called. */
  flush(): Promise<void>;
}

/** @throws TypeError for links that were not made by `createLinks()`, and for an invalid address or key of the collector */
export function createSentReporter(
  { links, utm }: Pick<EmailOptions, 'links' | 'utm'>,
  { onError = () => {}, ...collector }: SentOptions,
): SentReporter {
  const { sent } = links;
  if (sent === undefined) throw new TypeError('`sent` needs `links` of createLinks()');
  const queue = createSentQueue(createPostSent(collector), onError);
  const watch = createWatchSent();

  function report(event: SentEvent, info: SentInfo): void {
    const weight = countAccepted(info);
    if (weight === 0) return;
    const { source, medium, campaign: name, term, content } = utm ?? {};
    const campaign = { source, medium, name, term, content };
    const key = crypto.randomUUID();
    queue.add({ ...event, key, time: new Date().toISOString(), weight, campaign });
  }

  return {
    watch(mail) {
      const { metadata, values, ...options } = mail.data.hitmark ?? {};
      // Before sending, since a transport or a later plugin may change the message's data.
      const event = sent(metadata, options);
      if (event !== null) watch(mail, (info) => report(event, info));
    },
    flush: () => queue.flush(),
  };
}

/** Number of recipients. Transports without a server report no `accepted`: the whole envelope counts then, and 1 without. */
function countAccepted({ accepted, envelope }: SentInfo): number {
  return (accepted ?? envelope?.to ?? [null]).length;
}
