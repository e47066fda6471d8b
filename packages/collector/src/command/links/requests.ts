import type { JsonValue } from '@hitmark/codec';
import * as v from 'valibot';

// The JSON objects of `hitmark link | read | rewrite`, and of `POST /api/links`, `/api/read`, `/api/rewrite`.

const text = (name: string) => v.string(mustBe(name, 'a string'));
const optionalText = (name: string) => v.nullish(text(name));
const flag = (name: string) => v.optional(v.boolean(mustBe(name, 'true or false')));
const number = (name: string) => v.nullish(v.number(mustBe(name, 'a number')));
const texts = (name: string) => {
  const message = mustBe(name, 'a list of strings');
  return v.optional(v.pipe(v.array(v.string(message), message), v.readonly()));
};
const oneOf = <const Words extends readonly string[]>(name: string, words: Words) =>
  v.optional(v.picklist(words, mustBe(name, `one of ${words.join(', ')}`)));

function mustBe(name: string, kind: string) {
  return ({ received }: v.BaseIssue<unknown>): string =>
    `expected ${name} to be ${kind}, got ${received}`;
}

const maxSite = 64;

/** Members that links and emails share. */
const shared = {
  site: v.nullish(
    v.pipe(
      text('site'),
      v.minLength(1, 'expected site to have a character or more'),
      v.maxLength(maxSite, `expected site to have at most ${maxSite} characters`),
    ),
  ),
  metadata: v.optional(v.custom<JsonValue>(() => true)),
  recipient: optionalText('recipient'),
  message: optionalText('message'),
  sentAtMs: number('sentAtMs'),
  expiresInSeconds: number('expiresInSeconds'),
  clickId: flag('clickId'),
  tracking: oneOf('tracking', ['full', 'anonymous', 'none']),
};

const kinds = 'expected kind open, unsubscribe, or click with a url';

/** A link to make. */
export const linkSchema = v.strictObject(
  {
    kind: v.picklist(['open', 'click', 'unsubscribe'], kinds),
    url: v.optional(text('url')),
    ...shared,
    position: number('position'),
    label: optionalText('label'),
    tags: texts('tags'),
  },
  kinds,
);

/** A link to read. */
export const readSchema = v.strictObject({ url: v.string('expected a url') }, 'expected a url');

const email = v.optional(
  v.string(({ input }) => `expected an email as a string, got ${typeof input}`),
);
const utm = mustBe('utm', 'an object with source, medium, campaign, term or content');

/** An email to rewrite: HTML, text or both, or a whole message. */
export const rewriteSchema = v.strictObject({
  html: email,
  text: email,
  /** Base64 of the message's bytes. */
  eml: v.optional(text('eml')),
  ...shared,
  values: v.optional(
    v.record(
      v.string(),
      v.union([v.string(), v.number()], 'expected values to be strings and numbers'),
      mustBe('values', 'an object of strings and numbers'),
    ),
  ),
  clicks: flag('clicks'),
  opens: flag('opens'),
  pixel: oneOf('pixel', ['bottom', 'top', 'both']),
  honeypot: optionalText('honeypot'),
  unsubscribe: v.optional(
    v.union(
      [v.literal(true), v.strictObject({ mailto: v.string() })],
      'expected unsubscribe to be true, or an object with mailto',
    ),
  ),
  unsubscribeUrl: optionalText('unsubscribeUrl'),
  skipUnsubscribe: flag('skipUnsubscribe'),
  baseUrl: optionalText('baseUrl'),
  amp: flag('amp'),
  placeholders: texts('placeholders'),
  ambiguousPlaceholders: flag('ambiguousPlaceholders'),
  utm: v.optional(
    v.strictObject(
      {
        source: v.optional(v.string()),
        medium: v.optional(v.string()),
        campaign: v.optional(v.string()),
        term: v.optional(v.string()),
        content: v.optional(v.string()),
      },
      utm,
    ),
  ),
});

export type RewriteRequest = v.InferOutput<typeof rewriteSchema>;

/**
 * Checks an input. A name that is none is an error: an email with `recipent` would be sent for ever.
 *
 * @throws TypeError that names the first fault
 */
export function parseRequest<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, input, { abortEarly: true });
  if (success) return output;
  const [issue] = issues;
  const path = v.getDotPath(issue);
  if (path === null) throw new TypeError('expected a JSON object', { cause: issue });
  const isUnknown = issue.type === 'strict_object' && issue.expected === 'never';
  throw new TypeError(isUnknown ? `expected no member ${path}: there is none` : issue.message);
}
