// How long links are, ours beside others', all made here from the same samples:
// `node test/bench/link-size.ts` after `pnpm build`.
import { deflateRawSync } from 'node:zlib';
import { xchacha20 } from '@noble/ciphers/chacha.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { createLinks } from '@hitmark/codec';
import { getClickTrackingUrl } from '@hitmark/codec/pytracking';
import { CompactEncrypt } from 'jose';
import {
  fragments,
  jsonDelimiters,
  urlPrefixes,
  words,
} from '../../packages/codec/src/compact/phrase-lists.ts';

/** URLs of 80 characters and webhooks of 40, none of which the compaction was tuned to. */
const samples = [
  {
    url: 'https://www.northwind-outdoor.com/womens/hiking-boots-gtx/?utm_source=newsletter',
    webhook: 'https://hooks.northwind-outdoor.com/mail',
  },
  {
    url: 'https://www.acme-camping.com/autumn-sale/boots?utm_source=newsletter&utm_id=2611',
    webhook: 'https://crm.acme-camping.com/hooks/click',
  },
  {
    url: 'https://shop.lindenhof.ch/produkte/bergkaese-alt-400g?utm_campaign=herbst&ref=m4',
    webhook: 'https://api.lindenhof.ch/webhooks/tracks',
  },
  {
    url: 'https://app.widgetly.io/projects/88412/tasks/2299117?notification=assigned&via=m',
    webhook: 'https://n8n.widgetly.io/webhook/8f14e45f',
  },
  {
    url: 'https://www.dailyherald.com/politics/2026/09/14/senate-budget-vote-delayed-again',
    webhook: 'https://events.dailyherald.com/v1/ingest',
  },
  {
    url: 'https://billing.saasify.dev/invoices/in_1MtHbELkdIwHu7ix?token=9f8e7d6c5b4a39281',
    webhook: 'https://hooks.zapier.com/hooks/catch/123',
  },
  {
    url: 'https://events.codeconf.org/2026/zurich/schedule#talk-how-we-shrank-our-links-by',
    webhook: 'https://codeconf.org/api/tracking/events',
  },
];

const base = 'https://t.example.com/c/';
const metadata = { customer_id: 1, transaction_id: '3f2b8c1e-9d4a-4e7b-8a6f-1c5d2e3f4a5b' };
const sentAtMs = Date.parse('2026-11-22T09:30:00Z');
const key = 'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const fernetKey = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';
const secret = new Uint8Array(32).fill(7);

type Sample = (typeof samples)[number];

/** Each carries the URL, the webhook and the metadata; those that have a place for it also the time. */
const formats: Record<string, (sample: Sample) => string | Promise<string>> = {
  'hitmark, base64url': (sample) => sealed(sample, 'base64url'),
  'hitmark, base32': (sample) => sealed(sample, 'base32'),
  'hitmark, if deflate did it': (sample) => base + deflated(sample),
  'pytracking, plain': (sample) => pytracking(sample, null),
  'pytracking, Fernet': (sample) => pytracking(sample, fernetKey),
  'JWE, dir, A256GCM': async (sample) => base + (await jwe(sample)),
  'PASETO, v4.local': (sample) => base + paseto(sample),
};

for (const { url, webhook } of samples) {
  if (url.length !== 80 || webhook.length !== 40)
    throw new Error(`not 80 and 40: ${url} ${webhook}`);
}

console.log(`whole URL on ${base}, with ${JSON.stringify(metadata)}, key id and send time:`);
samples.forEach(({ url, webhook }, index) => console.log(`${index + 1}  ${url}  ${webhook}`));
console.log(
  `${''.padEnd(28)}${samples.map((_, index) => `${index + 1}`.padStart(5)).join('')} mean`,
);
for (const [name, make] of Object.entries(formats)) {
  const lengths: number[] = [];
  for (const sample of samples) lengths.push((await make(sample)).length);
  const mean = Math.round(lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
  const cells = [...lengths, mean].map((length) => `${length}`.padStart(5));
  console.log(name.padEnd(28) + cells.join(''));
}

function sealed({ url, webhook }: Sample, alphabet: 'base64url' | 'base32'): string {
  const links = createLinks({ clickUrl: base, keys: key, webhookUrl: webhook, alphabet });
  return links.click(url, metadata, { sentAtMs });
}

/** Token of the same frame around JSON, compressed with our own words as dictionary. */
function deflated(sample: Sample): string {
  const dictionary = Buffer.from(
    [words, fragments, jsonDelimiters, urlPrefixes]
      .flatMap(({ phrases }) => phrases)
      .toReversed()
      .join(''),
  );
  const { length } = deflateRawSync(payload(sample), { level: 9, dictionary });
  const [header, tag, time] = [2, 16, 4];
  return `s${Buffer.alloc(header + tag + time + length).toString('base64url')}`;
}

function pytracking({ url, webhook }: Sample, encryptionKey: string | null): string {
  return getClickTrackingUrl(url, metadata, {
    baseClickTrackingUrl: base,
    webhookUrl: webhook,
    includeWebhookUrl: true,
    encryptionKey,
  });
}

/** RFC 7516, compact serialization, with a key id; the time as claim `iat`. */
function jwe(sample: Sample): Promise<string> {
  return new CompactEncrypt(payload(sample, { iat: sentAtMs / 1000 }))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'k1' })
    .encrypt(secret);
}

/** PASETO version 4, local purpose, with the key id as footer; the time as claim `iat`. */
function paseto(sample: Sample): string {
  const header = 'v4.local.';
  const footer = Buffer.from('{"kid":"k1"}');
  const nonce = new Uint8Array(32).fill(9);
  const derive = (name: string, length: number) =>
    blake2b(Buffer.concat([Buffer.from(name), nonce]), { key: secret, dkLen: length });
  const encryption = derive('paseto-encryption-key', 56);
  const message = payload(sample, { iat: new Date(sentAtMs).toISOString() });
  const text = xchacha20(encryption.subarray(0, 32), encryption.subarray(32), message);
  const mac = blake2b(preAuthEncode([Buffer.from(header), nonce, text, footer, Buffer.alloc(0)]), {
    key: derive('paseto-auth-key-for-aead', 32),
    dkLen: 32,
  });
  const body = Buffer.concat([nonce, text, mac]).toString('base64url');
  return `${header}${body}.${footer.toString('base64url')}`;
}

function preAuthEncode(parts: readonly Uint8Array[]): Uint8Array {
  const lengths = (length: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(length));
    return bytes;
  };
  return Buffer.concat([
    lengths(parts.length),
    ...parts.flatMap((part) => [lengths(part.length), part]),
  ]);
}

function payload({ url, webhook }: Sample, claims: object = {}): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ url, metadata, webhook, ...claims }));
}
