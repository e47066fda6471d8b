/**
 * Finds the token in the path of a link: one segment, with or without a final slash. Text that mail programs and
 * people append to a sealed token may hold more slashes (`&u=https://…`): then all of the rest is returned, and
 * `links.read` cuts off that text.
 *
 * @param rest of the path, as sent, after that of the route and its slash
 * @returns null where it is no link's path
 */
export function linkToken(rest: string): string | null {
  const segment = /^([^/]+)\/?$/.exec(rest)?.[1];
  if (segment !== undefined) return unescape(segment);
  return /^[sbB][\w-]{24,}\/?[^\w/-]/.test(rest) ? rest : null;
}

/** Decodes a segment as Koa's router does: one with a malformed escape stays as it is. */
function unescape(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
