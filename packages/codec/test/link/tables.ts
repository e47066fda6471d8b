import { columns, rows } from '../../src/compact/context-weights.ts';
import {
  fragments,
  jsonDelimiters,
  urlPrefixes,
  words,
  type PhraseList,
} from '../../src/compact/phrase-lists.ts';
import { linkDefaults } from '../../src/link/link.ts';
import { payloadVersions } from '../../src/link/payload-fields.ts';

const phrases = {
  'URL prefixes': urlPrefixes,
  'JSON delimiters': jsonDelimiters,
  Words: words,
  Fragments: fragments,
};

const docs = new URL('../../../../docs/', import.meta.url);
export const pageFile = new URL('sealed-tokens.md', docs);
export const tablesFile = new URL('sealed-tokens.json', docs);

/** The page with the tables of today's code between its marks. */
export function pageWithTables(page: string): string {
  const [start, end] = [
    /<!-- tables: .*? -->\n/.exec(page),
    page.indexOf('<!-- end of tables -->'),
  ];
  if (!start || end < 0) throw new Error('docs/sealed-tokens.md has lost the marks of its tables');
  const before = page.slice(0, start.index + start[0].length);
  return `${before}\n${tablesAsMarkdown()}\n\n${page.slice(end)}`;
}

/** The tables of the format for programs: docs/sealed-tokens.json. */
export function tablesAsJson(): string {
  const versions = payloadVersions.map((fields) =>
    fields.map((field) => ({ ...field, absent: linkDefaults[field.name] })),
  );
  return `${JSON.stringify({ versions, phrases, columns, weights: rows }, null, 2)}\n`;
}

function tablesAsMarkdown(): string {
  const lists = Object.entries(phrases).map(
    ([name, list]) => `### ${name}\n\nHead ${list.head}.\n\n\`\`\`\n${wrapped(list)}\n\`\`\``,
  );
  const weights = Object.entries(rows).map(([row, digits]) => `${row.padEnd(5)}${digits}`);
  return [
    'Also in [sealed-tokens.json](sealed-tokens.json), for programs.',
    '### Fields',
    fieldTable(),
    '### Weights',
    `Columns: the 13 classes \`${columns}\`, the end, then the 11 segments in their order.`,
    `\`\`\`\n${weights.join('\n')}\n\`\`\``,
    ...lists,
  ].join('\n\n');
}

function fieldTable(): string {
  const known = new Set<string>();
  const since = payloadVersions.flatMap((fields, at) =>
    fields.flatMap((field) => {
      if (known.has(field.name)) return [];
      known.add(field.name);
      return { ...field, version: at + 1 };
    }),
  );
  const rowsOfFields = since.map(({ version, name, form, share, value }) => [
    `${version}`,
    name,
    form,
    `${share}`,
    value === undefined ? '' : JSON.stringify(value),
    JSON.stringify(linkDefaults[name]),
  ]);
  const head = ['since version', 'field', 'form', 'share', 'value', 'where it is not there'];
  const widths = head.map((cell, at) =>
    Math.max(cell.length, ...rowsOfFields.map((row) => row[at]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rowsOfFields].map(line).join('\n');
}

/** Phrases in lines of at most 100 characters; none has a space. */
function wrapped({ phrases: list }: PhraseList): string {
  let text = '';
  let line = '';
  for (const phrase of list) {
    if (line.length + phrase.length >= 100) {
      text += `${line}\n`;
      line = '';
    }
    line += line && ' ';
    line += phrase;
  }
  return text + line;
}
