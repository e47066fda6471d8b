import type { Binary } from './binary.ts';
import { readHeader, type Header } from './header.ts';

/** Fields of messages as programs write them. */
const byPrograms = new Set([
  'arc-seal',
  'content-transfer-encoding',
  'content-type',
  'dkim-signature',
  'message-id',
  'mime-version',
  'received',
  'return-path',
]);

/** Fields that people write too: one alone is a line of a text. */
const byPeople = new Set(['bcc', 'cc', 'date', 'from', 'reply-to', 'subject', 'to']);

/** A byte order mark, blank lines, and the line before each message of a mailbox. */
const beforeFields = /^(?:\uFEFF|\u00EF\u00BB\u00BF)?\s*(?:From [^\n]*\n)?(?=[!-9;-~]+[ \t]*:)/;

const markup = /<\/?[a-z][a-z\d]*(?:\s[^<>@]*)?\/?>/i;

/** More of a text is not looked at. */
const maxHeader = 256 * 1024;

/**
 * Tells a whole message, as in an `.eml` file, from HTML and from plain text: it begins with the lines of
 * a header and nothing else, up to a blank line or its end.
 *
 * @param source its characters may be bytes
 */
export function isMessage(source: Binary): boolean {
  const start = beforeFields.exec(source)?.[0].length;
  if (start === undefined) return false;
  const header = readHeader(source, start, Math.min(source.length, maxHeader));
  if (!holdsFieldsOnly(header, start)) return false;
  const names = new Set(header.fields.map(({ name }) => name));
  if ([...names].some((name) => byPrograms.has(name))) return true;
  const known = [...names].filter((name) => byPeople.has(name));
  return known.length > 1 && !markup.test(source.slice(start, header.end));
}

function holdsFieldsOnly({ fields, end }: Header, start: number): boolean {
  return [start, ...fields.map((field) => field.end)].every(
    (at, index) => at === (fields[index]?.start ?? end),
  );
}
