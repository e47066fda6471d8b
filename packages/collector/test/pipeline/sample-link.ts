import { createLinks, generateKey, type Link } from '@hitmark/codec';

const links = createLinks({
  clickUrl: 'https://t.example.com/c/',
  keys: [generateKey('k1')],
  site: 'acme',
});
const click = links.click('https://site.test/', { customer_id: 1 }, { message: 'spring' });

/** What the token of a click says, as it was read. */
export function sampleLink(overrides: Partial<Link> = {}): Link {
  return { ...links.read(click), sentAtMs: null, ...overrides };
}
