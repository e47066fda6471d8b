import type { RewriteOptions } from '../template/compile-email.ts';

/** Options of a finished message. It goes to one recipient, and has no placeholders of ours to fill. */
export interface RewriteMessageOptions extends Omit<RewriteOptions, 'values' | 'amp'> {
  /**
   * Makes the addresses of plain text click links too.
   *
   * @defaultValue true
   */
  readonly text?: boolean | undefined;
  /**
   * Adds the headers of one-click unsubscribing (RFC 8058); `mailto` is an address that takes
   * unsubscribe mails too.
   *
   * @defaultValue none
   */
  readonly unsubscribe?: true | { readonly mailto: string } | undefined;
}
