import { createLinks, generateKey, type Link } from '@hitmark/codec';

const links = createLinks({
  clickUrl: 'https://t.example.com/c/',
  keys: [generateKey('k1')],
  site: 'acme',
});
const click = links.click('https://site.test/', { customer_id: 1 }, { message: 'spring' });

/** Contents of a click's token, as they are read. */
export function sampleLink(overrides: Partial<Link> = {}): Link {
  return { ...links.read(click), sentAtMs: null, ...overrides };
}
