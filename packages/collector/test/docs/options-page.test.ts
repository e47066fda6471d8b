import { globSync, readFileSync } from 'node:fs';
import { eventTypes } from '@hitmark/codec/event';
import { expect, it } from 'vitest';
import { fillTable, readWords, writeTable } from '../../../../test/support/page-tables.ts';
import { ConfigurationError } from '../../src/configuration/configuration-error.ts';
import { resolveOptions } from '../../src/configuration/resolve-options.ts';
import { allOptionPaths, isGroup, isSecret, optionPaths } from '../../src/configuration/schema.ts';

// `pnpm reference` writes the table.

const root = new URL('../../../../', import.meta.url).pathname;
const path = `${root}docs/options.md`;
const page = readFileSync(path, 'utf8');

/** Value of an option in a tree of options. */
function valueAt(tree: unknown, option: string): unknown {
  return option
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], tree);
}

function defaultOf(option: string): string {
  const value = valueAt(resolveOptions({}), option);
  if (value === null || (typeof value === 'object' && Object.keys(value).length === 0))
    return 'none';
  if (Array.isArray(value) && value.length === eventTypes.length) return 'all';
  if (Array.isArray(value)) return value.length > 1 ? 'a list' : `\`${String(value[0])}\``;
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** Text of an error for a value that no option takes. */
function acceptedOf(option: string): string {
  const names = option.split('.');
  const file = names.reduceRight<unknown>((value, name) => ({ [name]: value }), 0.5);
  try {
    resolveOptions({ file: file as object });
  } catch (error) {
    const problems = error instanceof ConfigurationError ? error.problems : [];
    const texts = problems.map((each) => /^([\w.]+): expected (.*?)(?:, got .*)?$/.exec(each));
    const text = texts.find((found) => found?.[1] === option)?.[2];
    if (text !== undefined) return text;
  }
  throw new Error(`${option} takes 0.5, or does not say what it expects`);
}

it('docs/options.md shows every option, its default, and what it accepts', async () => {
  const words = readWords(page, 'options');
  const rows = allOptionPaths.map((option) => [
    `\`${option}\``,
    defaultOf(option),
    acceptedOf(option).replaceAll('|', '\\|') + (isSecret(option) ? '; a secret: no flag' : ''),
    words.get(`\`${option}\``) ?? '',
  ]);
  expect(
    rows.filter((row) => row.at(-1) === ''),
    'options without words',
  ).toEqual([]);
  const table = writeTable(['option', 'default', 'accepted', 'what it is'], rows);
  await expect(fillTable(page, 'options', table)).toMatchFileSnapshot(path);
});

const pages = globSync(['*.md', 'docs/*.md', 'packages/*/*.md', 'examples/*/*.md'], {
  cwd: root,
  exclude: (name) => name.includes('node_modules'),
});

it('no page names a variable of the environment that sets no option', () => {
  const variables = new Set(
    optionPaths.map((option) =>
      `HITMARK_${option.replaceAll('.', '__').replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase(),
    ),
  );
  // Of the tests and the examples; and secrets, which have no flag.
  const own =
    /^HITMARK_(API|SEED|QUERIES|.*(KEYS?|TOKEN|WEBHOOKS|ACCOUNTS|PASSWORD|USER|SITES|TEXTS).*)$/;
  const named = pages.flatMap((each) => {
    const text = readFileSync(root + each, 'utf8');
    return [...text.matchAll(/\bHITMARK_[A-Z_]*[A-Z]/g)].map(([name]) =>
      name.replace(/_FILE$/, ''),
    );
  });
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !variables.has(name) && !own.test(name))).toEqual([]);
});

it('no page names an option that does not exist', () => {
  // `links` is also what `createLinks` answers, and `report` what `startReport` does; and some are names of files.
  const methods = ['open', 'click', 'unsubscribe', 'sent', 'read'];
  const isFile = /\.(ts|lock|conf|duckdb|wal)$/;
  const named = pages.flatMap((each) =>
    [...readFileSync(root + each, 'utf8').matchAll(/`([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => isGroup(name.split('.')[0] ?? ''))
      .filter((name) => !isFile.test(name))
      .filter((name) => each !== 'packages/report/README.md' || !name.startsWith('report.'))
      .filter((name) => !methods.some((method) => name === `links.${method}`)),
  );
  const exists = (name: string): boolean =>
    allOptionPaths.some((option) => option === name || option.startsWith(`${name}.`));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !exists(name))).toEqual([]);
});
