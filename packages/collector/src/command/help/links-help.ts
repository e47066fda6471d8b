/** Page of `hitmark keygen --help`. */
export const keygenHelp = `hitmark keygen: prints a new key for links, or a new token

  hitmark keygen               a key with an id of its own
  hitmark keygen spring26      a key with this id
  hitmark keygen > link-keys   then HITMARK_LINKS__KEYS_FILE=link-keys hitmark serve
  hitmark keygen --token       a secret for HITMARK_METRICS__TOKEN, HITMARK_REPORT__TOKEN,
                               HITMARK_LINKS__API_TOKEN or HITMARK_SITE_KEYS

The sender of emails and the collector need the same key. Keep it secret: who has it
can make and read links. To change it, put the new one in front of the old one, as
JSON: ["hm1.new…","hm1.old…"].
`;

/** Page of `hitmark link --help`. */
export const linkHelp = `hitmark link: prints a link of an email

  export HITMARK_LINKS__KEYS_FILE=link-keys HITMARK_PUBLIC_URL=https://t.example.com
  hitmark link click https://shop.example.com/ --recipient customer-7 --message spring
  hitmark link open --recipient customer-7 --message spring
  hitmark link unsubscribe --recipient customer-7
  hitmark link < requests.ndjson       {"kind":"click","url":"…","metadata":{…}} a line;
                                       answers {"url":"…"} a line

  --recipient KEY        your own key of the one it is sent to
  --message NAME         name of the email
  --site NAME            site that its events count for; without it they count for none
  --label TEXT           which of several links to one URL it is
  --metadata JSON        an object that comes back as the event's data
  --tracking full        or anonymous: counts, and does not tell who
  --public-url URL       address of the collector (required)

The key comes from hitmark keygen.
`;

/** Page of `hitmark read --help`. */
export const readHelp = `hitmark read: prints what a link says, as JSON

  HITMARK_LINKS__KEYS_FILE=link-keys hitmark read https://t.example.com/c/…
  hitmark read < links.ndjson          {"url":"…"} a line

It takes a whole link or its token alone, and needs the key that made it.
`;

/** Page of `hitmark rewrite --help`. */
export const rewriteHelp = `hitmark rewrite: prints an email with click links and an open pixel

  export HITMARK_LINKS__KEYS_FILE=link-keys
  hitmark rewrite email.html --public-url https://t.example.com > tracked.html
  hitmark rewrite message.eml --recipient customer-7 --message spring | sendmail -t
  hitmark rewrite - < email.html
  hitmark rewrite < emails.ndjson      {"html":"…","text":"…","metadata":{…},"values":{…}}
                                       a line

  --recipient KEY        your own key of the one it is sent to
  --message NAME         name of the email
  --site NAME            site that its events count for; without it they count for none
  --metadata JSON        an object that comes back as the event's data
  --tracking full        or anonymous: counts, and does not tell who; none: leaves it out
  --unsubscribe-url URL  where the recipient unsubscribes, as it stands in the email:
                         links to it are left as they are
  --list-unsubscribe on | ADDRESS      adds the List-Unsubscribe headers (.eml)
  --public-url URL       address of the collector

Every other byte stays as it was. Warnings go to stderr.
`;
