import type { Hit } from '@hitmark/codec/hit';
import type { PipelineTools } from './settings.ts';

type Clean = keyof Pick<PipelineTools, 'cleanUrl' | 'cleanText'>;

/** Fields in which an address or words may hold what must not be stored. */
const cleanedFields = {
  url: 'cleanUrl',
  referrer: 'cleanUrl',
  title: 'cleanText',
  search: 'cleanText',
  campaignSource: 'cleanText',
  campaignMedium: 'cleanText',
  campaignName: 'cleanText',
  campaignTerm: 'cleanText',
  campaignContent: 'cleanText',
} as const satisfies { readonly [Field in keyof Hit]?: Clean };

/** The same of data that the tag puts together by itself, by the name of its event. */
const cleanedData: Readonly<Record<string, Readonly<Record<string, Clean>>>> = {
  outbound: { url: 'cleanUrl' },
  download: { url: 'cleanUrl' },
  error: { message: 'cleanText', source: 'cleanUrl' },
};

/** Takes out of a hit what must not be stored. What a page passes on by hand (other data, `user`) stays. */
export function cleanHit(hit: Hit, tools: Pick<PipelineTools, Clean>): Hit {
  const { event = '', data } = hit;
  const cleaned = { ...hit, ...cleanEach(hit, cleanedFields, tools) };
  if (data === undefined || !Object.hasOwn(cleanedData, event)) return cleaned;
  return { ...cleaned, data: { ...data, ...cleanEach(data, cleanedData[event], tools) } };
}

/** Those texts that are there. */
function cleanEach(
  texts: object,
  how: Readonly<Record<string, Clean>> | undefined,
  tools: Pick<PipelineTools, Clean>,
): Record<string, string> {
  const cleaned: Record<string, string> = {};
  for (const [name, clean] of Object.entries(how ?? {})) {
    const text: unknown = Reflect.get(texts, name);
    if (typeof text === 'string') cleaned[name] = tools[clean](text);
  }
  return cleaned;
}
