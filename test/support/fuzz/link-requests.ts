import fc from 'fast-check';
import { headers } from './headers.ts';
import { mostly } from './mostly.ts';
import type { Template } from './template.ts';
import { sampleLinks, type SampleLink } from './tokens.ts';

/** A link's path as it is, or changed in a place. */
const linkPaths = fc
  .tuple(
    fc.constantFrom(...sampleLinks),
    fc.option(
      fc.tuple(
        fc.nat(1_000),
        fc.constantFrom('', 'A', 'b', '7', '-', '_', '=', '%', '~~', '/', '.'),
      ),
      { freq: 1 },
    ),
  )
  .map(([link, change]) => ({
    eventCanary: link.canary,
    ...(change === null ? { path: link.path, isGarbage: false } : changed(link, ...change)),
  }));

function changed({ path, isSealed }: SampleLink, place: number, text: string) {
  // Not the route: its first three characters.
  const at = 3 + (place % (path.length - 3));
  const other = path.slice(0, at) + text + path.slice(at + 1);
  // What no token has is cut off, a final `-` or `_` may be missing, and base32 knows no case.
  const read = /^\/.\/(?:s[\w-]*|b[a-z2-7]*)/i.exec(other)?.[0].toLowerCase();
  const whole = path.toLowerCase();
  const same = read === whole || read === whole.replace(/[-_]$/, '');
  return { path: other, isGarbage: isSealed && !same };
}

/** `GET /o/…`, `GET /c/…`, `POST /u/…`, mostly. */
export const links: fc.Arbitrary<Template> = fc
  .tuple(
    fc.oneof(mostly('GET', 'HEAD', 'PUT'), fc.constant('POST')),
    linkPaths,
    fc.constantFrom('', '/', '?CANARY', '.)', '%20'),
    headers,
  )
  .map(([method, { path, isGarbage, eventCanary }, end, sentHeaders]) => ({
    method,
    target: path + end,
    headers: sentHeaders,
    body: method === 'POST' ? 'List-Unsubscribe=One-Click' : null,
    hits: 1,
    eventCanary,
    isGarbage: isGarbage || method === 'HEAD' || method === 'PUT',
  }));
