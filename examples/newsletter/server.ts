import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createLinks, generateKey } from '@hitmark/codec';
import { createCollector, createJournal } from '@hitmark/collector';
import { compileEmail, listUnsubscribeHeaders } from '@hitmark/email';
import { createTransport } from 'nodemailer';

// A newsletter to two subscribers: the template is read once, each gets an email with links of their
// own. Needs an SMTP server to send to, such as Mailpit: SMTP_URL=smtp://localhost:1025

const key = process.env['LINK_KEY'] ?? generateKey('example');
const port = Number(process.env['PORT'] ?? 8717);
const host = `http://localhost:${port}`;
// Another host than the tracking host's: links to that are left as they are.
const shop = `http://127.0.0.1:${port}`;

const subscribers = [
  { id: 1, name: 'Ann & Bob', address: 'ann@example.com' },
  { id: 2, name: 'Cem', address: 'cem@example.com', tracking: 'anonymous' as const },
];

const links = createLinks({
  openUrl: `${host}/o/`,
  clickUrl: `${host}/c/`,
  // Mail clients post to https only, so this one does not lead back to localhost.
  unsubscribeUrl: 'https://news.example.com/u/',
  keys: key,
});

async function sendNewsletter(): Promise<void> {
  const template = await readFile(new URL('newsletter.html', import.meta.url), 'utf8');
  const newsletter = compileEmail(template, { links });
  const transporter = createTransport(process.env['SMTP_URL'] ?? 'smtp://localhost:1025');
  for (const { id, name, address, tracking } of subscribers) {
    const metadata = { subscriber: id };
    const { html } = newsletter.render({
      metadata,
      tracking,
      message: 'spring',
      values: { name, shop },
    });
    await transporter.sendMail({
      from: 'news@example.com',
      to: address,
      subject: 'Our spring offers',
      html,
      headers: { ...listUnsubscribeHeaders(links, metadata, { message: 'spring' }) },
    });
    console.log(`sent to ${address}`);
  }
}

// The tracking host, and the shop
const journal = await createJournal({ data: process.env['HITMARK_DATA'] ?? 'hitmark-data' });
const app = createCollector({
  journal,
  links: { keys: [key] },
  onEvent({ type, tracking, data, link }) {
    console.log(type, tracking, JSON.stringify(data), link?.label ?? '', link?.url ?? '');
  },
});
app.use((context) => {
  context.type = 'html';
  context.body = '<!doctype html><title>Offer</title>';
});
await once(app.listen(port), 'listening');
console.log(`Open ${host}`);
await sendNewsletter();
