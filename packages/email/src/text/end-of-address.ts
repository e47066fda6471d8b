/**
 * Characters that end an address wherever they stand in it: punctuation and symbols that are no ASCII (`。`, `»`, `،`, `—`, `→`),
 * and marks that are not seen, as stand around addresses in texts from right to left. Not the few that words are
 * written with (`·`, `–`, `’`, joiners), nor letters, which an address may hold (RFC 3987).
 */
const ending =
  /(?![\0-\x7f\u200c-\u200d\u00b7\u2010-\u2013\u2019])[\p{P}\p{S}\p{Cf}\p{Z}\p{Cs}\p{Co}\p{Cn}]|&(?:gt|lt|quot|nbsp);/u;

/** A word of a script without spaces, or a Korean particle, right after a letter or digit of ASCII. */
const nextWord =
  /(?<=[a-z\d])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/iu;

/** Punctuation of the sentence. */
const trailing = /[.,:;!?'*_~|^\\\u200c-\u200d\u00b7\u2010-\u2013\u2019]/;

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Finds where an address ends in the text that begins with it: without punctuation of the sentence around it, and
 * closing brackets that were not opened in it.
 */
export function endOfAddress(text: string): number {
  // Placeholders may hold anything, and are never cut.
  const first = text.search(ending);
  const end = first === -1 ? text.length : first;
  return trim(text.slice(0, endOfWord(text.slice(0, end))));
}

function endOfWord(address: string): number {
  const next = address.search(nextWord);
  if (next === -1) return address.length;
  const host = /^[a-z]+:\/\/([^/?#]*)/i.exec(address.slice(0, next))?.[1] ?? '';
  // `https://abc社.jp` is a host of its own.
  const isWithinHost = !/[/?#]/.test(address.slice(0, next).replace(/^[a-z]+:\/\//i, ''));
  return isWithinHost && !host.includes('.') ? address.length : next;
}

function trim(address: string): number {
  const depths = new Map<string, number>();
  for (const character of address) {
    const opening = pairs[character] ?? character;
    const change = character in pairs ? -1 : Object.values(pairs).includes(character) ? 1 : 0;
    if (change !== 0) depths.set(opening, (depths.get(opening) ?? 0) + change);
  }
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    const opening = pairs[last];
    const depth = opening === undefined ? 0 : (depths.get(opening) ?? 0);
    if (opening !== undefined && depth < 0) depths.set(opening, depth + 1);
    else if (!trailing.test(last)) break;
  }
  return end;
}
