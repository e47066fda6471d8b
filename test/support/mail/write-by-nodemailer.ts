import { createTransport, type SendMailOptions } from 'nodemailer';
import type { WrittenMessage } from './programs.ts';

const html = `<!doctype html><html><body>
${Array.from({ length: 9 }, (_, n) => `<p>Grüße 日本 ${n}: <a href="https://shop.example/${n}?a=1&amp;b=2%3D">x</a> = y</p>`).join('\n')}
<a href='https://shop.example/long?${'q'.repeat(300)}'>x</a></body></html>
`;
const text = 'Grüße https://shop.example/t?a=1&b=2 und\n(https://shop.example/u).\n';
const page = { filename: 'page.html', content: html };
const image = {
  filename: 'i.png',
  cid: 'i@x',
  content: Buffer.from(Array.from({ length: 256 }, (_, n) => n)),
};
const event =
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nURL:https://shop.example/e\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

const shapes: Readonly<Record<string, SendMailOptions>> = {
  HTML: { html },
  'HTML in base64': { html, textEncoding: 'base64' },
  'HTML in quoted-printable': { html, textEncoding: 'quoted-printable' },
  'HTML in ASCII, and one line': { html: html.replaceAll(/[^ -~]/g, '') },
  text: { text },
  'text in ASCII with long lines': { text: `${'word '.repeat(400)}https://shop.example/t?a=1` },
  'text and HTML': { text, html },
  'text and HTML with line feeds': { text, html, newline: 'unix' },
  'an image inside': { text, html, attachments: [image] },
  'a page and a file attached': { text, html, attachments: [page, { ...image, cid: undefined }] },
  'an invitation': { text, html, icalEvent: { method: 'REQUEST', content: event } },
  'AMP and HTML': { text, html, amp: `<!doctype html><html ⚡4email>${html.slice(21)}` },
  'further alternatives': {
    html,
    alternatives: [{ contentType: 'text/x-web-markdown', content: 'x' }],
  },
  'an attached message': {
    text,
    attachments: [{ raw: `Content-Type: message/rfc822\r\n\r\n${html}` }],
  },
};

/** Writes messages of many shapes with nodemailer. */
export async function writeByNodemailer(): Promise<WrittenMessage[]> {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const messages: WrittenMessage[] = [];
  for (const [name, options] of Object.entries(shapes)) {
    const head = { from: 'us@shop.example', to: 'Ann <ann@recipient.example>', subject: 'Grüße' };
    const { message } = await transport.sendMail({ ...head, ...options });
    messages.push({ name, message: message as Buffer });
  }
  return messages;
}
