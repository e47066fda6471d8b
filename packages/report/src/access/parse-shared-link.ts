import * as v from 'valibot';
import { parseSchema } from '../query/parse-schema.ts';
import { membersOf, siteSchema, text, wholeNumber } from '../query/schema-parts.ts';
import { plainFilterSchema } from '../settings/schema.ts';
import { invalidSettings } from '../settings/settings-error.ts';
import type { NewSharedLink } from '../settings/shared-links.ts';

const dayMs = 24 * 60 * 60_000;
const [defaultDays, maxDays] = [90, 3_650];
const maxNameLength = 120;

/** A shared link as somebody asks for it. */
export const sharedLinkSchema = v.strictObject(
  {
    site: siteSchema,
    name: v.optional(text('a name', maxNameLength), ''),
    filters: v.nullish(plainFilterSchema, null),
    expires_in_days: v.optional(wholeNumber(1, maxDays), defaultDays),
  },
  membersOf('site, name, filters, expires_in_days'),
);

/** @throws SettingsError `settings-invalid`, with every problem */
export function parseSharedLink(input: unknown, nowMs: number): NewSharedLink {
  const result = parseSchema(sharedLinkSchema, input);
  if ('problems' in result) throw invalidSettings(result.problems);
  const { site, name, filters: filter, expires_in_days: days } = result.output;
  return { site, name, filter, expiresMs: nowMs + days * dayMs };
}
