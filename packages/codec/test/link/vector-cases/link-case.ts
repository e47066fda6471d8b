import type { JsonValue, LinkOptions, LinksOptions } from '@hitmark/codec';

/** One link to be made: by `createLinks(options)[kind](...arguments)`. */
export interface LinkCase {
  readonly name: string;
  readonly options: LinksOptions;
  readonly kind: 'open' | 'click' | 'unsubscribe';
  readonly arguments: readonly unknown[];
  /** Options of the reader, where they differ from those of the maker. */
  readonly reader?: LinksOptions;
}

export const target = 'https://www.example.com/autumn-sale/boots?color=blue#top';
export const uuid = '550e8400-e29b-41d4-a716-446655440000';

/** An open link about which nothing is said but metadata. */
export function open(name: string, metadata?: JsonValue, options: LinksOptions = {}): LinkCase {
  return { name, options, kind: 'open', arguments: metadata === undefined ? [] : [metadata] };
}

/** A link of each kind, of which something is said that every kind has room for. */
export function ofEachKind(
  what: string,
  link: LinkOptions,
  options: LinksOptions = {},
  metadata: JsonValue = { id: 1 },
): readonly LinkCase[] {
  const kinds = ['open', 'click', 'unsubscribe'] as const;
  return kinds.map((kind) => {
    const args = kind === 'click' ? [target, metadata, link] : [metadata, link];
    return { name: `${kind} with ${what}`, options, kind, arguments: args };
  });
}
