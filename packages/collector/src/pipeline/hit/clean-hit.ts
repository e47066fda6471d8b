import type { Hit } from '@hitmark/codec/hit';
import type { PipelineDeps } from '../settings.ts';

type Clean = keyof Pick<PipelineDeps, 'cleanUrl' | 'cleanText'>;

/** Names of texts, each with the function that cleans it. */
type Cleaned = readonly (readonly [name: string, clean: Clean])[];

/** Fields with addresses or words, which may hold secrets. */
const cleanedFields: Cleaned = Object.entries({
  url: 'cleanUrl',
  referrer: 'cleanUrl',
  title: 'cleanText',
  search: 'cleanText',
  campaignSource: 'cleanText',
  campaignMedium: 'cleanText',
  campaignName: 'cleanText',
  campaignTerm: 'cleanText',
  campaignContent: 'cleanText',
} as const satisfies { readonly [Field in keyof Hit]?: Clean });

/** Cleaned members of `data`, by event name, for the events that the tag records by itself. */
const cleanedData: ReadonlyMap<string, Cleaned> = new Map([
  ['outbound', [['url', 'cleanUrl']]],
  ['download', [['url', 'cleanUrl']]],
  [
    'error',
    [
      ['message', 'cleanText'],
      ['source', 'cleanUrl'],
    ],
  ],
]);

/** Stars the parts of a hit that must not be stored. Values that a page passes by hand (other data, `user`) stay. */
export function cleanHit(hit: Hit, deps: Pick<PipelineDeps, Clean>): Hit {
  const { event, data } = hit;
  const cleaned = cleanEach(hit, cleanedFields, deps);
  if (data === undefined || event === undefined) return cleaned;
  return { ...cleaned, data: cleanData(event, data, deps) };
}

/** Cleans the data of an event that the tag records by itself. Other data stays as it is. */
export function cleanData<Data extends object>(
  event: string,
  data: Data,
  deps: Pick<PipelineDeps, Clean>,
): Data {
  const names = cleanedData.get(event);
  return names === undefined ? data : cleanEach(data, names, deps);
}

/** Copies an object, and cleans the texts that it has. */
function cleanEach<Texts extends object>(
  texts: Texts,
  names: Cleaned,
  deps: Pick<PipelineDeps, Clean>,
): Texts {
  const cleaned = { ...texts };
  for (const [name, clean] of names) {
    const text: unknown = Reflect.get(texts, name);
    if (typeof text === 'string') Reflect.set(cleaned, name, deps[clean](text));
  }
  return cleaned;
}
