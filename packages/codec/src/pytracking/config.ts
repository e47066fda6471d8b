import type { FernetKeys } from './fernet/key.ts';
import type { FernetOptions } from './fernet/fernet.ts';
import type { Members } from './python/mapping.ts';

/**
 * pytracking's Configuration. Null is Python's None: in `overrides` it takes a setting back.
 *
 * Both sides of a link need the same `encryptionKey`, `encoding`, `includeDefaultMetadata` and
 * `includeWebhookUrl`.
 */
export interface PytrackingConfig extends FernetOptions {
  /**
   * URL to which the host posts events.
   *
   * @defaultValue null
   */
  readonly webhookUrl?: string | null | undefined;
  /**
   * Time that the host waits for the webhook, in seconds.
   *
   * @defaultValue 5, as in pytracking
   */
  readonly webhookTimeoutSeconds?: number | null | undefined;
  /**
   * The webhook's URL travels in the link, and is read from it instead of from `webhookUrl`. Without
   * a key anybody can make a link, and so choose where the host posts.
   *
   * @defaultValue false
   */
  readonly includeWebhookUrl?: boolean | null | undefined;
  /**
   * Beginning of open links. The token takes the place of all that follows the last slash.
   *
   * @defaultValue null: the link is the token alone
   */
  readonly baseOpenTrackingUrl?: string | null | undefined;
  /**
   * Beginning of click links.
   *
   * @defaultValue null
   */
  readonly baseClickTrackingUrl?: string | null | undefined;
  /**
   * Metadata of every link; a link's own wins.
   *
   * @defaultValue null
   */
  readonly defaultMetadata?: Members | null | undefined;
  /**
   * The default metadata travels in the link, instead of being added by the host.
   *
   * @defaultValue false
   */
  readonly includeDefaultMetadata?: boolean | null | undefined;
  /**
   * Fernet key, 32 bytes as base64url; a list rotates keys: the first encrypts, all decrypt.
   *
   * @defaultValue null, or an empty text: links are plain base64, which anybody can read and make,
   *   and which carry no time, so that `maxAgeSeconds` does not apply
   */
  readonly encryptionKey?: FernetKeys | null | undefined;
  /**
   * Python name of the encoding of the JSON inside a token, or a label that browsers know: UTF-8, ASCII,
   * Latin-1, UTF-16, Windows code pages, ISO 8859, KOI8, Shift_JIS, EUC, ISO-2022-JP, GB18030, Big5. Every one of
   * them but UTF-16 makes the same links.
   *
   * @defaultValue utf-8
   */
  readonly encoding?: string | undefined;
  /**
   * Links end with a slash. (pytracking forgets this one unless it is given with the call.)
   *
   * @defaultValue false
   */
  readonly appendSlash?: boolean | null | undefined;
}
