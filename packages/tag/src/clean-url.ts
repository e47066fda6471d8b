import { isIn } from './lists.ts';
import { options } from './options.ts';

/**
 * Parameters that hold a secret: by how their name ends; email addresses; hexadecimal of 16 digits and more
 * (uuids too); JSON web tokens; 20 letters and digits and more without a hyphen. Campaigns may be long.
 */
const secret =
  /@|%40|^.(?!utm_).*((token|secret|pass(word)?|auth|sess\w*|sid|key|mail)=|=([\da-f-]{16,}|eyJ.*|(?=.*\d)\w{20,})$)/i;

/** Stars the values of an address's parameters that nobody should be sent, also in `;sid=…` and behind `#`. */
export function cleanUrl(url: string): string {
  const { keep, drop } = options;
  return url.replace(/([?&#;])([^?&#;=]+)=[^&#;]*/g, (all, before: string, name: string) =>
    !isIn(keep, name) && (isIn(drop, name) || secret.test(all)) ? `${before}${name}=*` : all,
  );
}
