import { isListed } from './is-listed.ts';
import type { TagOptions } from './tag-options.ts';

/**
 * Parameters whose values must not leave the browser, as addresses of requests stand in logs on their way:
 *
 * - by the end of their name: secrets, sessions, addresses of persons; in brackets and in an address within
 *   the address too;
 * - named exactly so;
 * - with an email address or a JSON web token (RFC 7519 §3);
 * - with 16 hexadecimal digits and more (uuids too), or 20 letters and digits and more, which nobody types:
 *   sessions of any name, click ids of ad networks; but names of campaigns may be long.
 *
 * The collector stars what it has in its own list (`privacy.starredParameters`).
 */
const secret =
  /(token|secret|pass|passwd|sword|pwd|auth|session(_?id)?|sid|key|jwt|otp|mail|phone)(\W|%\w\w)*(=|%3d)|^.(code|sig)=|@|%40|eyJ[\w-]{8}|^.(?!utm_)[^=]*=(?=.*\d)([\da-f-]{16}|\w{20})/i;

/** Stars the values of an address's secret parameters, also behind `;` and `#`; takes out user and password. */
export function cleanUrl(url: string, { keep, drop }: TagOptions): string {
  return url
    .replace(/\/\/[^/?#]*@/, '//')
    .replace(/([?&#;]([^?&#;=]+)=)[^&#;]*/g, (all, start: string, name: string) =>
      !isListed(name, keep) && (isListed(name, drop) || secret.test(all)) ? `${start}*` : all,
    );
}
