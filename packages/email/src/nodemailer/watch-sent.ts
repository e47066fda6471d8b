import type { MailMessage } from './mail-message.ts';

/** Report of a transport about a message that it took. */
export interface SentInfo {
  readonly accepted?: readonly unknown[];
  readonly envelope?: { readonly to?: readonly unknown[] };
  readonly messageId?: unknown;
}

type Done = (error: Error | null, info?: SentInfo) => void;

/** A transport of nodemailer's, as far as it is watched. */
interface Transport {
  send(mail: MailMessage, done: Done): unknown;
}

/** Watches one message: calls `taken` once when a transport has accepted it, before `sendMail` answers. */
export type WatchSent = (mail: MailMessage, taken: (info: SentInfo) => void) => void;

/**
 * Creates a watcher of sent messages. nodemailer calls plugins before the transport and none after it, so the
 * transport's own `send` is wrapped, once.
 */
export function createWatchSent(): WatchSent {
  const wrapped = new WeakSet();
  const listeners = new WeakMap<MailMessage, (info: SentInfo) => void>();

  function wrap(transport: Transport): void {
    if (wrapped.has(transport)) return;
    wrapped.add(transport);
    const send = transport.send.bind(transport);
    transport.send = (mail, done) =>
      send(mail, (error, info) => {
        if (!error) listeners.get(mail)?.(info ?? {});
        listeners.delete(mail);
        done(error, info);
      });
  }

  return (mail, taken) => {
    const transport = (mail.mailer as { readonly transporter?: Transport } | undefined)
      ?.transporter;
    if (transport === undefined) {
      throw new TypeError('`sent` needs a transporter of nodemailer 4 or later');
    }
    wrap(transport);
    listeners.set(mail, taken);
  };
}
