import { isListed } from './is-listed.ts';
import type { TagOptions } from './tag-options.ts';

/**
 * Parameters whose values nobody should be sent, as the collector has them (`privacy.starredParameters`):
 *
 * - by the end of their name: secrets, sessions, addresses of persons, click ids of ad networks; in brackets
 *   and in an address within the address too;
 * - named exactly so;
 * - with an email address or a JSON web token (RFC 7519 §3);
 * - with 16 hexadecimal digits and more (uuids too), or 20 letters and digits and more, which nobody types;
 *   but names of campaigns may be long.
 */
const secret =
  /(token|secret|pass|passwd|sword|pwd|auth|authorization|auth_?code|sess(ion)?(_?id)?|sid|key|jwt|otp|signature|mail|phone|clk?id|braid|fat_id|epik|sccid|rdt_cid|tblci)([^\w%]|%\w\w)*(=|%3d)|^.(code|sig)=|@|%40|eyJ[\w-]{8}|^.(?!utm_)[^=]*=(?=.*\d)([\da-f-]{16}|\w{20})/i;

/**
 * Stars the values of an address's secret parameters, also in `;sid=…` and behind `#`; takes out user name
 * and password.
 */
export function cleanUrl(url: string, { keep, drop }: TagOptions): string {
  return url.replace(/\/\/[^/?#]*@/, '//').replace(
    // A `;` that begins no parameter belongs to the value.
    /([?&#;]([^?&#;=]+)=)([^&#;]|;(?!\w+=))*/g,
    (all, start: string, name: string) =>
      !isListed(name, keep) && (isListed(name, drop) || secret.test(all)) ? `${start}*` : all,
  );
}
