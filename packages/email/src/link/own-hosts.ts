import type { LinkMaker } from '../options.ts';
import { hostOf } from './web-address.ts';

const known = new WeakMap<LinkMaker, ReadonlySet<string>>();

/** The hosts that a maker's links lead to, found by making some: a link to one is tracked already. */
export function ownHosts(links: LinkMaker): ReadonlySet<string> {
  const found = known.get(links);
  if (found !== undefined) return found;
  const makes = [
    () => links.open(),
    () => links.click('https://example.com/'),
    () => links.unsubscribe(),
  ];
  const hosts = new Set(makes.map((make) => hostOf(attempt(make))).filter((host) => host !== ''));
  known.set(links, hosts);
  return hosts;
}

/** A maker need not make all kinds of links. */
function attempt(make: () => string): string {
  try {
    return make();
  } catch {
    return '';
  }
}
