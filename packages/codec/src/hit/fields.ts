import { maxAgeMs, type Hit } from './hit.ts';
import { maxSiteLength, maxSites, splitSites } from './sites.ts';
import type { WireField } from './wire.ts';

/** How one field is read from and written to its parameter. */
interface Field<Value> {
  /** What the parameter may hold, to finish the sentence "expected …". */
  readonly expects: string;
  /** `undefined` where the text is not what the field expects. */
  readonly read: (text: string) => Value | undefined;
  readonly write: (value: Value) => string;
}

type Fields = { readonly [Name in WireField]: Field<NonNullable<Hit[Name]>> };

/** Latest time that a JavaScript date can hold, Unix ms (ECMA-262 §21.4.1.1). */
const maxTimeMs = 8.64e15;

/** Every field's form, beside its name in `wire`. */
export const fields: Fields = {
  random: text(64),
  time: integer(maxTimeMs),
  search: text(),
  ageMs: integer(maxAgeMs),
  site: sites(),
  view: text(64),
  event: text(128),
  url: text(),
  title: text(),
  referrer: text(),
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
  campaignSource: text(),
  campaignMedium: text(),
  campaignName: text(),
  campaignTerm: text(),
  campaignContent: text(),
  visitor: uuid(),
};

function text(maxLength = Infinity): Field<string> {
  return {
    expects: `at most ${maxLength} characters`,
    read: (value) => (value.length <= maxLength ? value : undefined),
    write: (value) => value,
  };
}

function sites(): Field<string> {
  return {
    expects: `at most ${maxSites} different names, each of at most ${maxSiteLength} characters, parted by commas`,
    read(value) {
      const names = splitSites(value);
      return names.every(({ length }) => length <= maxSiteLength) ? names.join(',') : undefined;
    },
    write: (value) => value,
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
