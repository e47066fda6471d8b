import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { compileEmail, rewriteHtml, type RewriteOptions } from '@hitmark/email';
import { encodeAttribute } from '../../src/html/references.ts';

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  keys: [generateKey('k1')],
});

/** Placeholders as engines and services write them, in links of their users. */
const byEngine: Readonly<Record<string, readonly string[]>> = {
  Mailchimp: [
    '*|ARCHIVE|*',
    'https://a.example/?e=*|EMAIL|*',
    'https://a.example/*|URL:MC_PREVIEW|*',
  ],
  Klaviyo: [
    '{% unsubscribe_link %}',
    "https://a.example/{{ person|lookup:'id' }}",
    '{{ event.url }}',
  ],
  HubSpot: ['{{ unsubscribe_link }}', 'https://a.example/?e={{contact.email}}'],
  Mautic: [
    '{unsubscribe_url}',
    'https://a.example/?e={contactfield=email}',
    '{contactfield=site|https://a.example}',
    '{pagelink=12}',
  ],
  Sendy: [
    '[unsubscribe]',
    'https://a.example/?n=[Name,fallback=you]',
    'https://a.example/?e=[Email]',
  ],
  listmonk: [
    '{{ UnsubscribeURL }}',
    'https://a.example/{{ .Subscriber.UUID }}',
    'https://a.example/@TrackLink',
  ],
  Mailtrain: [
    '[LINK_UNSUBSCRIBE]',
    'https://a.example/?e=[EMAIL]&n=[FIRST_NAME/there]',
    'https://a.example/[MERGE_ID]',
  ],
  SendGrid: [
    '-weblink-',
    'https://a.example/?n=-name-',
    'https://a.example/-user_id-/x',
    'https://a.example/?c=%code%',
    '<%asm_group_unsubscribe_raw_url%>',
    '[%unsubscribe%]',
    '{{{unsubscribe}}}',
  ],
  Mailjet: [
    '[[UNSUB_LINK_EN]]',
    'https://a.example/?e={{var:email:"none"}}',
    'https://a.example/[[EMAIL_TO]]',
  ],
  Brevo: [
    '{{ unsubscribe }}',
    'https://a.example/?e={{ contact.EMAIL }}',
    '[UNSUBSCRIBE]',
    'https://a.example/?e=[EMAIL]',
    '{NAME}',
  ],
  ActiveCampaign: [
    '%UNSUBSCRIBELINK%',
    'https://a.example/?e=%EMAIL%',
    'https://a.example/%PERS_1%/',
  ],
  Salesforce: [
    '%%unsub_center_url%%',
    'https://a.example/?e=%%emailaddr%%',
    'https://%%=RedirectTo(@url)=%%',
    'https://a.example/%%[var @x]%%',
    'https://a.example/{!Contact.Id}',
    '{{{Recipient.Link}}}',
  ],
  Marketo: [
    '{{system.unsubscribeLink}}',
    'https://a.example/?e={{lead.Email Address}}',
    'https://${host}/',
    '${link-url}',
  ],
  Iterable: ['{{unsubscribeUrl}}', 'https://a.example/?e={{#if email}}{{email}}{{/if}}', '[[url]]'],
  'Customer.io': ['{% unsubscribe_url %}', 'https://a.example/{{customer.id}}'],
  MJML: ['https://a.example/{{ id }}', '{{url}}'],
  Liquid: ['https://a.example/{{ x | url_encode }}', "{% assign x = 'y' %}"],
  Handlebars: ['https://a.example/{{{id}}}', '{{#each links}}{{this}}{{/each}}'],
  ERB: ['https://a.example/<%= id %>', '<%== url %>'],
  Jinja: [
    'https://a.example/{{ id|safe }}',
    '{% if x %}https://a.example/{% endif %}',
    'https://a.example/{# note #}',
  ],
  'other engines': [
    'https://a.example/{token}',
    'https://a.example/?u=%%{uuid}%%',
    'https://a.example/--uuid--',
    'https://a.example/?id=${id}',
    '{$unsubscribe}',
    'https://a.example/?u=--uuid--&x',
    'https://a.example/%recipient.name%',
    'https://a.example/?e=[contact_attribute:firstname]',
  ],
};
const all = Object.entries(byEngine).flatMap(([engine, urls]) =>
  urls.map((url) => [engine, url] as const),
);

function rewrite(url: string, options: Partial<RewriteOptions> = {}) {
  const html = `<a href="${encodeAttribute(url, '"')}">x</a>`;
  return { given: html, ...rewriteHtml(html, { links, opens: false, ...options }) };
}

/** Ways in which editors escape the marks in an address that they were given. */
const escaped = {
  'as a browser does': (url: string) =>
    url.replaceAll(/[{}|[\]<> "`^]/g, (character) => encodeURIComponent(character)),
  'as encodeURI does': (url: string) =>
    encodeURI(url.replaceAll(/%(?=[A-Z_{[%=])/gi, '\0')).replaceAll('%00', '%25'),
  'in lower case': (url: string) =>
    url.replaceAll(/[{}|[\]]/g, (character) => encodeURIComponent(character).toLowerCase()),
};

describe('placeholders', () => {
  it.each(all)('of %s keep a link as it is, and are warned about: %s', (_engine, url) => {
    const { html, given, skipped, warnings } = rewrite(url);
    expect(html).toBe(given);
    expect(skipped).toEqual([{ url, reason: 'placeholder' }]);
    expect(warnings.map(({ code }) => code)).toEqual(['placeholder']);
  });

  it.each(
    Object.entries(escaped).flatMap(([way, escape]) =>
      all.map(([engine, url]) => [engine, way, escape(url)] as const),
    ),
  )('of %s are known where they are escaped %s: %s', (_engine, _way, url) => {
    const { html, given, skipped } = rewrite(url);
    expect(html).toBe(given);
    expect(skipped).toEqual([{ url, reason: 'placeholder' }]);
  });

  it.each(all)('of %s keep every byte of a link where values are given too: %s', (_engine, url) => {
    const html = `<a href='${url.replaceAll("'", '&#39;')}?a&copy=1&b'>x</a>`;
    const rendered = compileEmail(html, { links, opens: false }).render({ values: { other: 1 } });
    expect(rendered.html).toBe(html);
    expect(rendered.skipped.map(({ reason }) => reason)).toEqual(['placeholder']);
  });

  it.each([
    'https://a.example/?filter[name]=x&list[]=1&sort[a][b]=2',
    'https://a.example/?filter%5Bname%5D=x&list%5B%5D=1&sort%5Ba%5D%5Bb%5D=2',
    'https://a.example/?id={3F2504E0-4F89-11D3-9A0C-0305E82C3301}',
    'https://a.example/?id=%7BAF2504E0-4F89-11D3-9A0C-0305E82C3301%7D',
    'https://a.example/?q=%7B%22a%22%3A%7B%22b%22%3A%5B1%2C2%5D%7D%7D',
    'https://a.example/?q={"a":[1]}',
    'https://[::1]:8080/',
    'https://[2001:db8::1]/x',
    'https://a.example/my-name-is--not-a-placeholder-',
    'https://a.example/-/x/-/blob',
    'https://a.example/--/x',
    'https://a.example/100%25-off',
    'https://a.example/?q=50%25%20off%25',
    'https://a.example/%C3%A9t%C3%A9%C3%AD/%E6%97%A5%E6%9C%AC',
    'https://a.example/?s=%41bc%41&p=%20%2F',
    'https://a.example/$1/@user/x$',
    'https://a.example/?q=a*b|c',
    'https://a.example/?e=me@b.example&c=you@d.example',
    'https://a.example/__init__.py?x=a__b',
    'https://a.example:8080/a:b/12:30',
  ])('are not what addresses are made of, and nothing is said of %s', (url) => {
    const { links: found, warnings } = rewrite(url);
    expect(found.map((link) => link.url)).toEqual([url]);
    expect(warnings.map(({ code }) => code)).toEqual([]);
  });

  it.each([
    ['https://a.example/%DATE%', '%DATE%'],
    ['https://a.example/?d=%date%', '%date%'],
    ['https://a.example/?n=50%25off%25', '%25off%25'],
    ['https://a.example/{x}', '{x}'],
    ['https://a.example/?a={0}', '{0}'],
    ['https://a.example/[x]', '[x]'],
    ['https://a.example/x[NAME]y', '[NAME]'],
    ['https://a.example/?n=$first_name$', '$first_name$'],
    ['https://a.example/?n=@FIRSTNAME@', '@FIRSTNAME@'],
    ['https://a.example/?n=|NAME|', '|NAME|'],
    ['https://a.example/x--uuid--y', '--uuid--'],
    ['https://a.example/?n=__NAME__', '__NAME__'],
    ['https://a.example/?n=<name>', '<name>'],
    ['https://a.example/?n=%3Cname%3E', '<name>'],
    ['https://a.example/users/:user_id/x', '/:user_id'],
  ])('that only look so are tracked, with a warning: %s', (url, similar) => {
    const { links: found, warnings } = rewrite(url);
    expect(found).toHaveLength(1);
    expect(warnings).toEqual([
      {
        code: 'placeholder-like',
        message: `a tracked link holds ${similar}, which looks like a placeholder: name it in \`placeholders\``,
        url,
      },
    ]);
  });

  it('of an engine of one’s own are named, as texts or as expressions', () => {
    const placeholders = ['$first_name$', /:\w+_id/g, /^~/y];
    for (const url of [
      'https://a.example/?n=$first_name$',
      'https://a.example/:user_id',
      '~link',
    ]) {
      for (const own of [placeholders, placeholders]) {
        const { skipped } = rewrite(url, { placeholders: own });
        expect(skipped).toEqual([{ url, reason: 'placeholder' }]);
      }
    }
    expect(rewrite('https://a.example/x~', { placeholders }).links).toHaveLength(1);
  });
});
