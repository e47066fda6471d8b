import type { JsonValue, LinkOptions, Links } from '@hitmark/codec';
import type { PlaceholderOptions } from './link/placeholder.ts';
import type { Utm } from './link/utm.ts';

/** The half of `createLinks` that a sender needs. */
export type SenderLinks = Pick<Links, 'open' | 'click' | 'unsubscribe'> &
  Partial<Pick<Links, 'format' | 'hosts' | 'sent'>>;

/** Options that are the same for all recipients of an email. */
export interface EmailOptions extends PlaceholderOptions {
  /** Links made by `createLinks` of `@hitmark/codec`. */
  readonly links: SenderLinks;
  /**
   * Treats the HTML as AMP for Email: the pixel is an `<amp-img>`, there is no honeypot, and requests that
   * AMP lets nobody redirect (`action-xhr`, `<amp-list src>`) are warned about.
   *
   * @defaultValue false; with a warning for HTML that calls itself AMP for Email
   */
  readonly amp?: boolean | undefined;
  /**
   * Makes links click links.
   *
   * @defaultValue true
   */
  readonly clicks?: boolean | undefined;
  /**
   * Puts in an open pixel.
   *
   * @defaultValue true
   */
  readonly opens?: boolean | undefined;
  /**
   * Place of the pixel, in an email without `{{pixel}}`. `bottom` is before the last `</body>`, or else at
   * the end; `top` is where the body begins, after a hidden preheader.
   *
   * @defaultValue 'bottom': the pixel delays nothing that the reader sees. Gmail clips long emails
   *   before it: `both` reports their opening too, and short emails' opening twice
   */
  readonly pixel?: 'bottom' | 'top' | 'both' | undefined;
  /**
   * Puts in a link that no person sees, to this address: whoever follows it is a program, and the collector
   * says so of the event, and of those of the same email just then. Sealed links only. Choose a page that
   * may be asked for often; some filters mistrust what is hidden.
   *
   * @defaultValue null: none
   */
  readonly honeypot?: string | null | undefined;
  /**
   * Address at which the recipient unsubscribes, as it stands in the email: links to it are left as they
   * are.
   *
   * @defaultValue null
   */
  readonly unsubscribeUrl?: string | null | undefined;
  /**
   * Leaves all links as they are whose text, path, title or images say unsubscribe, in over thirty languages.
   *
   * @defaultValue false: they are tracked, with a warning
   */
  readonly skipUnsubscribe?: boolean | undefined;
  /**
   * Address that relative links are relative to.
   *
   * @defaultValue that of `<base>`; without one relative links are left as they are
   */
  readonly baseUrl?: string | null | undefined;
  /**
   * Campaign parameters for the targets of click links. Those a target has already, it keeps.
   *
   * @defaultValue none
   */
  readonly utm?: Utm | undefined;
}

/** Values of placeholders, by name. HTML is escaped, unless it stands for `{{{name}}}`. */
export type Values = Readonly<Record<string, string | number>>;

/** Options that may differ between the recipients of an email. */
export interface Recipient extends Pick<
  LinkOptions,
  'clickId' | 'expiresInSeconds' | 'message' | 'recipient' | 'sentAtMs' | 'tracking'
> {
  /**
   * Data that comes back with every event.
   *
   * @defaultValue {}
   */
  readonly metadata?: JsonValue | undefined;
  /**
   * Fills placeholders that are a name, such as `{{name}}`, `*|NAME|*` or `%%name%%`, in text, links
   * and all else. In the query of a link, after `=`, a value is escaped as %XX.
   *
   * @defaultValue {}: placeholders stay as they are, and links that hold one are not tracked
   */
  readonly values?: Values | undefined;
}
