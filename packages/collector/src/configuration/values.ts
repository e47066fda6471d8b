import * as v from 'valibot';

// A value from the environment or a flag is text: each field reads text too.

export const text = (expects: string, test: (value: string) => boolean) =>
  v.pipe(v.string(expected(expects)), v.check(test, expected(expects)));

export const integer = (min: number, max: number) => {
  const expects = expected(`a whole number from ${min} to ${max}`);
  return v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))], expects),
    v.integer(expects),
    v.minValue(min, expects),
    v.maxValue(max, expects),
  );
};

export const flag = () => {
  const expects = expected('true or false');
  const word = v.pipe(
    v.picklist(['true', 'false']),
    v.transform((value) => value === 'true'),
  );
  return v.union([v.boolean(), word], expects);
};

/** A list, which a text may hold as JSON such as `["a","b"]`; any other text is a list of one. */
export const textList = (expects: string) =>
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
      if (typeof dataset.value !== 'string') return dataset.value;
      const trimmed = dataset.value.trim();
      if (trimmed === '') return [];
      if (trimmed.startsWith('[')) {
        try {
          return JSON.parse(trimmed) as unknown;
        } catch {
          addIssue({ message: `${expected(expects)} as JSON` });
          return NEVER;
        }
      }
      if (!trimmed.includes(',')) return [trimmed];
      addIssue({ message: `${expected(expects)}: several as JSON, such as ["a","b"]` });
      return NEVER;
    }),
  );

export const list = (expects: string, test: (value: string) => boolean) => {
  const message = expected(expects);
  return v.pipe(
    textList(expects),
    v.custom<readonly string[]>(isTextList, message),
    v.check((items) => items.every(test), message),
  );
};

/** A list of some of these words. */
export const picks = <Word extends string>(words: readonly Word[]) => {
  const isWord = (item: string): item is Word => words.some((word) => word === item);
  return v.pipe(
    list(`some of ${words.join(', ')}`, isWord),
    v.transform((items) => items.filter(isWord)),
  );
};

/** Options under one name, with all their defaults where they are missing. */
export const group = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.optional(
    v.object(entries, expected(`options such as ${Object.keys(entries)[0]}`)),
    {} as never,
  );

/** A value, which a text may hold as JSON: there is no other way to write lists and tables of objects in a text. */
export const json = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      if (typeof dataset.value !== 'string') return dataset.value;
      try {
        return JSON.parse(dataset.value) as unknown;
      } catch {
        addIssue({ message: expected('JSON') });
        return NEVER;
      }
    }),
    schema,
  );

/** Message about a value that is not as expected. */
export function expected(what: string): string {
  return `expected ${what}`;
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export function isNotEmpty(value: string): boolean {
  return value.trim() !== '';
}
