import type { SentEvent } from '@hitmark/codec';
import type { EmailError } from '../email-error.ts';
import type { EmailOptions } from '../options.ts';
import { createPostSent, type PostSentOptions } from '../sent/post-sent.ts';
import { createSentQueue, type PostedSent } from '../sent/sent-queue.ts';
import type { MailMessage } from './mail-message.ts';
import { createWatchSent, type SentInfo } from './watch-sent.ts';

/** Options of telling the collector what was sent. */
export interface SentOptions extends PostSentOptions {
  /**
   * Called with what the collector was not told, when it was tried four times or is no use. The emails were
   * sent all the same.
   *
   * @defaultValue none
   */
  readonly onError?: ((error: EmailError, events: readonly PostedSent[]) => void) | undefined;
}

/** Tells the collector of messages that a transport has taken. */
export interface ReportSent {
  /** Is told of a message before it is sent. */
  watch(mail: MailMessage): void;
  /** Resolves when the collector has been told of all. */
  flush(): Promise<void>;
}

/** @throws TypeError for options that make no sense */
export function createReportSent(
  { links, utm }: Pick<EmailOptions, 'links' | 'utm'>,
  { onError = () => {}, ...collector }: SentOptions,
): ReportSent {
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
      const { metadata, values: _values, ...options } = mail.data.hitmark ?? {};
      // Made now: what the message says of its recipient may change when it is sent.
      const event = sent(metadata, options);
      if (event !== null) watch(mail, (info) => report(event, info));
    },
    flush: () => queue.flush(),
  };
}

/** Transports without a server that accepts take the whole envelope. */
function countAccepted({ accepted, envelope }: SentInfo): number {
  return (accepted ?? envelope?.to ?? [null]).length;
}
