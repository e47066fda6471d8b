import { serialize } from '@hitmark/codec/hit';

// An event that no browser sees, such as a payment: the site's own server sends it, with the site's key.
// The key lets it tell when it happened and whose it is. Sent again, `random` and `time` make it the same.

const collector = process.env['COLLECTOR'] ?? 'http://localhost:8700';
const key = process.env['SITE_KEY'] ?? 'an-example-key-which-is-no-secret-at-all';

const order = { id: '1007', visitor: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', paid: Date.now() };
const hit = serialize({
  event: 'order',
  random: order.id,
  time: order.paid,
  visitor: order.visitor,
  user: 'customer-12',
  data: { order: order.id, revenue: '49.90', currency: 'EUR' },
});

const response = await fetch(`${collector}/hits`, {
  method: 'POST',
  headers: { authorization: `Bearer ${key}`, 'content-type': 'text/plain' },
  body: hit,
});
if (response.status === 204) console.log('stored');
else {
  console.log(`${response.status}: ${await response.text()}

Start a collector that knows the key:

  HITMARK_SITE_KEYS='${JSON.stringify({ acme: [key] })}' npx pnpm@10 hitmark serve`);
  process.exitCode = 1;
}
