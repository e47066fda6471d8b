import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fillTable, writeTable } from '../../../../test/support/page-tables.ts';

// `pnpm reference` writes the tables, from the unions of codes and what stands in their comments.

const root = new URL('../../../../', import.meta.url).pathname;
const path = `${root}docs/errors.md`;

/** A union of codes: its name, and what each code means. */
interface Union {
  readonly name: string;
  readonly codes: readonly (readonly [code: string, meaning: string])[];
}

const declaration =
  /(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export type (\w+(?:ErrorCode|Reason|Refusal)) =([^;]*);/g;

const files = globSync('packages/*/src/**/*.ts', { cwd: root }).toSorted((a, b) =>
  a.localeCompare(b),
);
const source = files.map((file) => readFileSync(root + file, 'utf8')).join('\n');

/** Unions of codes in the source of the packages. */
function readUnions(): readonly Union[] {
  return [...source.matchAll(declaration)]
    .filter(([, , , body = '']) => body.includes("'"))
    .map(([, comment = '', name = '', body = '']) => ({ name, codes: readCodes(comment, body) }));
}

/** The union with the members of others that have no table of their own. */
function withParts(body: string): string {
  return body.replaceAll(/\b[A-Z]\w+/g, (name) => {
    const isListed = new RegExp(`export type ${name} `).test(source) && /(Code|Reason)$/.test(name);
    const [, part] = new RegExp(`type ${name} = ([^;]*);`).exec(source) ?? [];
    return isListed || part === undefined ? name : part;
  });
}

function readCodes(comment: string, body: string): Union['codes'] {
  const listed = new Map<string, string>();
  const lines = comment.replaceAll(/\n \* {2,}/g, ' ').split('\n');
  for (const line of lines) {
    const [, names = '', meaning = ''] = /^ \* - ((?:`[\w-]+`(?:, )?)+): (.*)$/.exec(line) ?? [];
    for (const [, code = ''] of names.matchAll(/`([\w-]+)`/g)) listed.set(code, meaning);
  }
  // Or each code has a comment of its own.
  for (const [, meaning = '', code = ''] of body.matchAll(
    /\/\*\* (.*?)\.? \*\/\s*\| '([\w-]+)'/g,
  )) {
    listed.set(code, meaning);
  }
  return [...withParts(body).matchAll(/'([\w-]+)'/g)].map(([, code = '']) => [
    code,
    listed.get(code) ?? '',
  ]);
}

it('docs/errors.md shows every code, and what it means', async () => {
  const unions = readUnions();
  const undescribed = unions.flatMap(({ name, codes }) =>
    codes.filter(([, meaning]) => meaning === '').map(([code]) => `${name}: ${code}`),
  );
  expect(undescribed).toEqual([]);
  const page = unions.reduce(
    (text, { name, codes }) =>
      fillTable(
        text,
        name,
        writeTable(
          ['code', 'means'],
          codes.map(([code, meaning]) => [`\`${code}\``, meaning.replaceAll('|', '\\|')]),
        ),
      ),
    readFileSync(path, 'utf8'),
  );
  // A table of a union that is gone stays empty, or old.
  const named = [...page.matchAll(/^<!-- (\w+): written/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(unions.map(({ name }) => name)));
  await expect(page).toMatchFileSnapshot(path);
});
