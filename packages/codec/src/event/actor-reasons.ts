/** Kinds of causes of an event: a person, a program, or not known. */
export const actors = ['human', 'machine', 'unknown'] as const;

/** Reasons for an event's actor: each with the actor that it points to, and why. */
export const actorReasons = {
  prefetch: {
    actor: 'machine',
    because:
      'loaded ahead of need (`Sec-Purpose`, `Purpose`, `X-Purpose`, `X-Moz`, or Gmail): nobody may ever look',
  },
  bot: { actor: 'machine', because: "the user agent names a program, or is no browser's" },
  'mail-scanner': {
    actor: 'machine',
    because: 'the user agent names a filter in front of a mailbox: Barracuda, Mimecast, Proofpoint',
  },
  'mail-privacy': {
    actor: 'machine',
    because: 'Apple Mail loads all pictures when an email arrives, read or not',
  },
  'mail-program': {
    actor: 'machine',
    because: 'a mail program looks at a link itself; people click with a browser',
  },
  'soon-after-send': {
    actor: 'machine',
    because: 'within 5 s of the time of sending in the token: nobody can have read the email',
  },
  'many-links': {
    actor: 'machine',
    because: "the third of an email's links within 5 s, from one network",
  },
  'head-first': {
    actor: 'machine',
    because: 'a link of the email was requested with HEAD within 5 s before',
  },
  honeypot: {
    actor: 'machine',
    because: 'a link that no person sees was followed, by this or a request within 5 s',
  },
  'no-user-agent': {
    actor: 'unknown',
    because: 'browsers send a user agent, but some privacy tools remove it',
  },
  'no-language': {
    actor: 'unknown',
    because: 'browsers send Accept-Language, but some privacy tools remove it',
  },
  server: { actor: 'unknown', because: "the site's own server reported it" },
  'mail-proxy': {
    actor: 'human',
    because:
      "a person looks through Gmail's or Yahoo's proxy: address and user agent are the proxy's",
  },
  'one-click': {
    actor: 'human',
    because: 'an unsubscribe that a mail provider posts for a person (RFC 8058)',
  },
} as const satisfies Readonly<
  Record<string, { readonly actor: (typeof actors)[number]; readonly because: string }>
>;

/** Name of a sign. */
export type ActorReason = keyof typeof actorReasons;

/** All names of signs. */
export const actorReasonNames = Object.keys(actorReasons) as readonly ActorReason[];
