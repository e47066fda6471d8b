import { cutText, type CutReason } from './cut.ts';
import { maxAgeMs, type Hit } from './hit.ts';
import { cutOfSites, maxSiteLength, maxSites, splitSites } from './sites.ts';
import type { WireField } from './wire.ts';

/** Reader and writer of one field's parameter. */
interface Field<Value> {
  /** Description of what the parameter may hold, to finish the sentence "expected …". */
  readonly expects: string;
  /** `undefined` where the text is not what the field expects. */
  readonly read: (text: string) => Value | undefined;
  readonly write: (value: Value) => string;
  /** Keeps what it can of such a text. Without it nothing is kept. */
  readonly cut?: (text: string) => { readonly value: Value; readonly reason: CutReason | null };
}

type Fields = { readonly [Name in WireField]: Field<NonNullable<Hit[Name]>> };

/** Latest time that a JavaScript date can hold, Unix ms (ECMA-262 §21.4.1.1). */
const maxTimeMs = 8.64e15;

/**
 * Greatest length of an address, in characters: half of what servers should take (RFC 9110 §4.1: 8,000
 * bytes), which hardly any page needs.
 */
export const maxAddressLength = 4_096;

/**
 * Greatest length of what people read and write, in characters: titles, search terms, names of campaigns.
 */
export const maxWordsLength = 1_024;

/** Every field's form, beside its name in `wire`. */
export const fields: Fields = {
  random: text(64),
  time: integer(maxTimeMs),
  search: text(maxWordsLength),
  ageMs: integer(maxAgeMs),
  site: sites(),
  view: text(64),
  event: text(128),
  url: text(maxAddressLength),
  title: text(maxWordsLength),
  referrer: text(maxAddressLength),
  user: text(256),
  click: text(64),
  language: text(64),
  screen: size(),
  viewport: size(),
  timezone: text(64),
  engagementMs: integer(maxAgeMs),
  scroll: integer(100),
  consent: choice({ 1: 'granted', 0: 'denied' }),
  anonymous: choice({ 1: true, 0: false }),
  weight: atLeastOne(),
  campaignSource: text(maxWordsLength),
  campaignMedium: text(maxWordsLength),
  campaignName: text(maxWordsLength),
  campaignTerm: text(maxWordsLength),
  campaignContent: text(maxWordsLength),
  visitor: uuid(),
};

function text(maxLength: number): Field<string> {
  return {
    expects: `at most ${maxLength} characters`,
    read: (value) => (value.length <= maxLength ? value : undefined),
    write: (value) => value,
    cut: (value) => ({ value: cutText(value, maxLength), reason: 'too-long' }),
  };
}

function sites(): Field<string> {
  const canonical = (value: string): string => splitSites(value).join(',');
  return {
    expects: `at most ${maxSites} different names, each of at most ${maxSiteLength} characters, parted by commas`,
    read: (value) => (canonical(value) === value ? value : undefined),
    write: (value) => value,
    // A comma too many, or the same name twice, is no loss.
    cut: (value) => ({ value: canonical(value), reason: cutOfSites(value) }),
  };
}

function uuid(): Field<string> {
  return {
    expects: 'a uuid v4 in lower case',
    read: (value) =>
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(value)
        ? value
        : undefined,
    write: (value) => value,
  };
}

function integer(max: number): Field<number> {
  return {
    expects: `a whole number from 0 to ${max}`,
    read: (value) => (/^\d{1,16}$/.test(value) && Number(value) <= max ? Number(value) : undefined),
    write: String,
  };
}

function size(): Field<string> {
  return {
    expects: 'width and height such as 1920x1080',
    read: (value) => (/^\d{1,5}x\d{1,5}$/.test(value) ? value : undefined),
    write: (value) => value,
  };
}

function atLeastOne(): Field<number> {
  return {
    expects: 'a number from 1 to 1000000',
    read: (value) => {
      const number = /^\d{1,7}(\.\d{1,17})?$/.test(value) ? Number(value) : 0;
      return number >= 1 && number <= 1e6 ? number : undefined;
    },
    write: String,
  };
}

function choice<Value>(values: Readonly<Record<string, Value>>): Field<Value> {
  const entries = Object.entries(values);
  return {
    expects: entries.map(([letter]) => letter).join(' or '),
    read: (value) => entries.find(([letter]) => letter === value)?.[1],
    write: (value) => entries.find(([, meaning]) => meaning === value)?.[0] ?? '',
  };
}
