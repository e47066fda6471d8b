import { encodeAttribute } from '../html/references.ts';

/** A link that no person sees, hears or reaches with the keyboard. Outlook on Windows needs its own word. */
export function honeypotAnchor(href: string): string {
  return `<a href="${encodeAttribute(href, '"')}" rel="nofollow" tabindex="-1" aria-hidden="true" style="display:none;mso-hide:all"></a>`;
}
