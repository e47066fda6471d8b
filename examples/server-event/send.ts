// An event that no browser sees, such as a payment: the site's own server sends it, with the site's key.
// The key lets it tell when it happened and whose it is. What has the same `key` is stored once, however
// often it is sent.

const collector = process.env['COLLECTOR'] ?? 'http://localhost:8700';
const key = process.env['SITE_KEY'] ?? 'an-example-key-which-is-no-secret-at-all';

const order = { id: '1007', visitor: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', paid: new Date() };
const response = await fetch(`${collector}/hits`, {
  method: 'POST',
  headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  body: JSON.stringify({
    type: 'event',
    name: 'order',
    key: `order-${order.id}`,
    time: order.paid,
    visitor: order.visitor,
    user: 'customer-12',
    data: { order: order.id, revenue: 49.9, currency: 'EUR' },
  }),
});
const answer = await response.text();
if (response.ok) console.log(answer);
else {
  console.log(`${response.status}: ${answer}

Start a collector that knows the key:

  HITMARK_SITE_KEYS='${JSON.stringify({ acme: [key] })}' npx pnpm@10 hitmark serve`);
}
process.exitCode = response.ok ? 0 : 1;
