import { target, uuid, type LinkCase } from './link-case.ts';

export function urlCases(): readonly LinkCase[] {
  const urls = [
    'https://a.test',
    'http://www.example.org/',
    'HTTPS://Shop.Example.COM/Path',
    'https://www.example.com:8443/a/b/c.html?x=1&y=2#frag',
    'https://münchen.example/straße?q=日本',
    'https://xn--mnchen-3ya.de/%C3%B6?x=%zz',
    'https://192.0.2.1/',
    'https://[2001:db8::1]:8080/x',
    'https://example.com/?',
    'https://example.com/#',
    'https://example.com/?utm_source=newsletter&utm_medium=email&utm_campaign=black-friday-2026',
    'https://www.example.co.uk/en/products/12345-hiking-boots?variant=987654321&ref=email',
    'https://app.example.io/confirm?token=9f8e7d6c5b4a39281706f5e4d3c2b1a0&email=jane%40example.com',
    `https://example.com/orders/${uuid}/invoice.pdf`,
    'https://example.com/2026/11/22/what-we-learned-in-ten-years',
    "https://example.com/a'b(c)*d!e;f,g~h$i@j",
    'https://example.com/{{unsubscribe}}?id=%%id%%&x=*|ID|*',
    `https://example.com/${'very-long-path/'.repeat(100)}`,
  ];
  const bases = [
    'https://t.example.com',
    'https://t.example.com/track',
    'https://t.example.com/track?x=1&y=/a',
    'http://localhost:3000/c/',
    'https://münchen.example/ö/',
    'https://T.Example.COM:8443/c/',
  ];
  return [
    ...urls.map((url): LinkCase => ({
      name: `click to ${url.slice(0, 60)}`,
      options: { maxUrlLength: 5000 },
      kind: 'click',
      arguments: [url],
    })),
    ...bases.map((clickUrl): LinkCase => ({
      name: `click on ${clickUrl}`,
      options: { clickUrl, bindHost: true },
      kind: 'click',
      arguments: [target, { id: 1 }],
    })),
    {
      name: 'click with a user name in its target',
      options: { allowUserinfo: true },
      kind: 'click',
      arguments: ['https://user:secret@example.com/'],
    },
  ];
}
