import { isIn } from './lists.ts';
import { options } from './options.ts';

/**
 * Parameters that hold a secret: by how their name ends; email addresses; 16 hexadecimal digits and more
 * (uuids too); 20 letters and digits and more without a hyphen (JSON web tokens too). Campaigns may be long.
 */
const secret =
  /%40|@|^.(?!utm_).*((token|secret|pass|sword|auth|sess\w*|sid|key|mail)=|=(?=.*\d)([\da-f-]{16}|\w{20}))/i;

/** Stars the values of an address's parameters that nobody should be sent, also in `;sid=…` and behind `#`. */
export function cleanUrl(url: string): string {
  return url.replace(/([?&#;]([^?&#;=]+)=)[^&#;]*/g, (all: string, start: string, name: string) =>
    !isIn(options.keep, name) && (isIn(options.drop, name) || secret.test(all)) ? start + '*' : all,
  );
}
