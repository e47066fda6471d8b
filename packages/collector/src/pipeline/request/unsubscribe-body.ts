/** Greatest size of an unsubscribe's body: the form of RFC 8058 has 26 bytes, as multipart some 200. */
export const maxUnsubscribeBytes = 4_096;

/**
 * Request of a reader.
 *
 * - `one-click`: a mail provider posts it for a person (RFC 8058)
 * - `page`: by the button of our page
 * - `undo`: by the other button of our page, to stay subscribed
 */
export type UnsubscribeRequest = 'one-click' | 'page' | 'undo';

/**
 * Reads what a body asks for: `List-Unsubscribe=One-Click` (RFC 8058 §3.2) as a form of either kind, no body
 * at all, or a form of our page's. Reads each line and each pair once.
 *
 * @returns null for any other body
 */
export function readUnsubscribeBody(body: string): UnsubscribeRequest | null {
  const text = body.trim().toLowerCase();
  if (text === '') return 'one-click';
  const pairs = text.split('&');
  if (pairs.includes('list-unsubscribe=one-click') || hasPart(text.split(/\r?\n/))) {
    return 'one-click';
  }
  if (pairs.includes('unsubscribe=page')) return 'page';
  return pairs.includes('unsubscribe=undo') ? 'undo' : null;
}

/** Finds the part of a multipart form: its headers, an empty line, its value, a boundary. */
function hasPart(lines: readonly string[]): boolean {
  let isOurs = false;
  for (const [at, line] of lines.entries()) {
    if (line !== '') isOurs ||= line.replaceAll('"', '').endsWith('name=list-unsubscribe');
    else if (isOurs && lines[at + 1] === 'one-click' && lines[at + 2]?.startsWith('--'))
      return true;
    else isOurs = false;
  }
  return false;
}
