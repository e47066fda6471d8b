import { createLinks, generateKey } from '@hitmark/codec';
import { createCollector, createJournal } from '@hitmark/collector';

// The sender and the tracking host share a key and nothing else: what the host must know travels
// inside the links. Here both run in one process, and the email is shown as a page.

const key = process.env['LINK_KEY'] ?? generateKey('example');
const port = Number(process.env['PORT'] ?? 8715);
const host = `http://localhost:${port}`;

// The sender
const links = createLinks({ openUrl: `${host}/o/`, clickUrl: `${host}/c/`, keys: key });
const recipient = { customer_id: 1, transaction_id: 'e34b7f0e-0d5f-4a0b-8f0c-0d1c3a0b7a11' };
const email = `<!doctype html>
<title>Our spring offer</title>
<p>Hello! <a href="${links.click(`${host}/offer`, recipient, { label: 'offer' })}">See our offer</a></p>
<img src="${links.open(recipient)}" width="1" height="1" alt="">`;

// The tracking host
const journal = await createJournal({ data: process.env['HITMARK_DATA'] ?? 'hitmark-data' });
const app = createCollector({
  journal,
  links: { keys: [key] },
  onEvent({ type, data, link }) {
    console.log(type, data, link?.url ?? '');
  },
});
app.use((context) => {
  context.type = 'html';
  context.body = context.path === '/offer' ? '<!doctype html><title>Offer</title>' : email;
});
app.listen(port, () => console.log(`Open ${host}`));
