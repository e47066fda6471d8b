import * as v from 'valibot';
import { pageTextNames } from '../pipeline/link/page/page-texts.ts';
import { expected, group, isNotEmpty, json, text } from './values.ts';

const maxTextLength = 500;
const pageText = text(
  `a text of at most ${maxTextLength} characters`,
  (value) => isNotEmpty(value) && value.length <= maxTextLength,
);

/** Texts of one language. */
const texts = v.strictObject(v.entriesFromList([...pageTextNames], v.exactOptional(pageText)));

/** Accepted values and defaults of the options of the pages of links. */
export const linkPageEntries = {
  unsubscribePage: group({
    sender: v.nullish(
      text('a name of at most 100 characters', (value) => isNotEmpty(value) && value.length <= 100),
      null,
    ),
    color: v.optional(
      text('a colour such as #1a56b0', (value) => /^#[\da-f]{6}$/i.test(value)),
      '#1a56b0',
    ),
    logo: v.nullish(text('an image: an https URL, or data:image/…;base64,…', isImage), null),
    texts: v.nullish(
      json(
        v.record(
          text('a language such as de', (value) => /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(value)),
          texts,
          expected('texts by language'),
        ),
      ),
      null,
    ),
  }),
};

function isImage(value: string): boolean {
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[\w+/]+=*$/.test(value)) {
    return value.length <= 65_536;
  }
  return /^https:\/\/[^\s"'<>;,]+$/.test(value) && URL.canParse(value);
}
