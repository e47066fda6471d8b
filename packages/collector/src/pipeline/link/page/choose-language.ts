import Negotiator from 'negotiator';

/** No browser sends as much, and to read a long header takes time. */
const maxNegotiatedLength = 512;

/**
 * The language out of some that a reader likes best; the first where it likes none of them.
 *
 * @param languages at least one
 */
export function chooseLanguage(
  acceptLanguage: string | null,
  languages: readonly string[],
): string {
  const [first = 'en'] = languages;
  if (acceptLanguage === null || acceptLanguage.length > maxNegotiatedLength) return first;
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage } });
  // `de-CH` takes `de`, and `zh-Hant-TW` takes `zh`: what is closest is found first.
  for (const wanted of negotiator.languages()) {
    if (wanted === '*') return first;
    const parts = wanted.toLowerCase().split('-');
    for (let length = parts.length; length > 0; length -= 1) {
      const shorter = parts.slice(0, length).join('-');
      const found = languages.find((language) => language.toLowerCase() === shorter);
      if (found !== undefined) return found;
    }
  }
  return first;
}
