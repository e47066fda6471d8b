import type { JsonValue, LinksOptions } from '@hitmark/codec';
import type { LinkCase } from './link-case.ts';

/** Links as senders make them, put together at random; the same ones in every run. */
export function mixedCases(): readonly LinkCase[] {
  return Array.from({ length: 60 }, (_, at) => mixedCase(at, createDice(at)));
}

/** Chooses from a list, or counts below a number. */
interface Dice {
  readonly below: (limit: number) => number;
  readonly pick: <Value>(list: readonly Value[]) => Value;
  /** Characters of an alphabet. */
  readonly text: (alphabet: string, length: number) => string;
}

/** A generator of 32 bits (mulberry32). */
function createDice(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return {
    below,
    pick: (list) => list[below(list.length)]!,
    text: (alphabet, length) =>
      Array.from({ length }, () => alphabet[below(alphabet.length)]).join(''),
  };
}

const digits = '0123456789';
const hex = `${digits}abcdef`;
const letters = 'abcdefghijklmnopqrstuvwxyz';
const base62 = `${digits}${letters}${letters.toUpperCase()}`;

function mixedCase(at: number, dice: Dice): LinkCase {
  const { below, pick, text } = dice;
  const host = `${pick(['www', 'shop', 'app', 'news', 'm'])}.${text(letters, 3 + below(9))}${pick(['.com', '.de', '.org', '.co.uk', '.io', '.travel'])}`;
  const options: LinksOptions = {
    ...(below(2) && { webhookUrl: `https://hooks.${host}/${text(letters, 5)}` }),
    ...(below(3) === 0 && { site: host }),
    ...(below(4) === 0 && { alphabet: 'base32' }),
    ...(below(4) === 0 && { bindHost: true }),
    ...(below(4) === 0 && { expiresInSeconds: 1 + below(1e8) }),
    ...(below(5) === 0 && { dictionaries: [`https://${host}/ customer`] }),
  };
  const link = {
    ...(below(3) === 0 && { message: text(hex, 12) }),
    ...(below(3) === 0 && {
      label: pick(['Buy now', 'Mehr erfahren', 'En savoir plus', 'もっと見る']),
    }),
    ...(below(3) === 0 && { position: below(40) }),
    ...(below(4) === 0 && { tags: [pick(['hero', 'footer', 'nav']), text(letters, 6)] }),
    ...(below(4) === 0 && { sentAtMs: below(2 ** 31) * 1000 }),
  };
  const kind = pick(['click', 'click', 'click', 'open', 'unsubscribe'] as const);
  const metadata = metadataOf(dice);
  const args = kind === 'click' ? [urlOf(host, dice), metadata, link] : [metadata, link];
  return { name: `mixed ${at + 1}`, options, kind, arguments: args };
}

function urlOf(host: string, { below, pick, text }: Dice): string {
  const segment = (): string =>
    pick([
      () => pick(['products', 'blog', 'en', 'account', 'orders', 'news', 'collections', 'api']),
      () => `${text(letters, 2 + below(8))}-${text(letters, 2 + below(8))}`,
      () => text(digits, 1 + below(12)),
      () => text(hex, 6 + below(30)),
      () => text(base62, 4 + below(12)),
      () => `20${10 + below(40)}/${10 + below(3)}/${10 + below(20)}`,
    ])();
  const path = Array.from({ length: below(4) }, segment).join('/');
  const parameter = (): string =>
    `${pick(['utm_source', 'utm_campaign', 'id', 'ref', 'v', text(letters, 2)])}=${pick(['newsletter', 'email', text(digits, 5), text(base62, 9), '%C3%A9t%C3%A9'])}`;
  const query = Array.from({ length: below(4) }, parameter).join('&');
  return `https://${host}/${path}${query && `?${query}`}${below(5) === 0 ? `#${text(letters, 4)}` : ''}`;
}

function metadataOf({ below, pick, text }: Dice): JsonValue {
  const value = (): JsonValue =>
    pick<() => JsonValue>([
      () => below(1_000_000),
      () => below(1000) / 100,
      () => below(2) === 1,
      () => text(base62, 10),
      () => text(hex, 24),
      () => `${text(hex, 8)}-${text(hex, 4)}-4${text(hex, 3)}-a${text(hex, 3)}-${text(hex, 12)}`,
      () => `${text(letters, 5)}.${text(letters, 7)}@example.${pick(['com', 'org'])}`,
      () => new Date(below(2 ** 31) * 1000 + below(1000)).toISOString(),
      () => pick(['Zoë', 'Иван', '東京', 'Jane Doe', '']),
      () => [below(10), text(letters, 3)],
    ])();
  const names = ['customer_id', 'transaction_id', 'list', 'email', 'variant', text(letters, 6)];
  return Object.fromEntries(names.filter(() => below(2) === 1).map((name) => [name, value()]));
}
