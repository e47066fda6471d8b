import { readFile } from 'node:fs/promises';
import { createLinks, generateKey } from '@hitmark/codec';
import { compileEmail } from '@hitmark/email';

// MJML makes the HTML once; each recipient then gets links of their own. This is MJML's build without
// dependencies, which runs in Node too, if there is a window.
Object.assign(globalThis, { window: globalThis });
const { default: mjml2html } = await import('mjml-browser');

const links = createLinks({
  openUrl: 'https://t.example.com/o/',
  clickUrl: 'https://t.example.com/c/',
  keys: process.env['LINK_KEY'] ?? generateKey('example'),
});

const source = await readFile(new URL('newsletter.mjml', import.meta.url), 'utf8');
const { html } = await mjml2html(source);
const newsletter = compileEmail(html, { links });

console.log(newsletter.render({ metadata: { subscriber: 1 }, values: { name: 'Ann' } }).html);
