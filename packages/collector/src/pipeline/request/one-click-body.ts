/** Greatest size of an unsubscribe's body: the form of RFC 8058 has 26 bytes, as multipart some 200. */
export const maxOneClickBytes = 4_096;

/**
 * Tells whether a body asks to unsubscribe (RFC 8058 §3.2): `List-Unsubscribe=One-Click`, as a form of
 * either kind, or no body at all. Reads each line and each pair once.
 */
export function isOneClick(body: string): boolean {
  const text = body.trim().toLowerCase();
  if (text === '') return true;
  return text.split('&').includes('list-unsubscribe=one-click') || hasPart(text.split(/\r?\n/));
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
