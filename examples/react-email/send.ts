import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml } from '@hitmark/email';
import { Body } from '@react-email/body';
import { Button } from '@react-email/button';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { render } from '@react-email/render';
import { Text } from '@react-email/text';
import { createElement as h } from 'react';

// React Email makes the HTML of one recipient; its links are then made click links.

const links = createLinks({
  openUrl: 'https://t.example.com/o/',
  clickUrl: 'https://t.example.com/c/',
  keys: process.env['LINK_KEY'] ?? generateKey('example'),
});

function Newsletter({ name }: { readonly name: string }) {
  const offer = h(
    Button,
    { href: 'https://shop.example.com/offer?id=1&from=mail' },
    'See our offer',
  );
  const preview = h(Preview, null, 'Three offers, for a week');
  return h(Html, null, preview, h(Body, null, h(Text, null, `Hello ${name}!`), offer));
}

const html = await render(h(Newsletter, { name: 'Ann' }));
console.log(rewriteHtml(html, { links, metadata: { subscriber: 1 }, pixel: 'top' }).html);
