import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isSecret, optionPaths } from '../../src/configuration/schema.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const page = readFileSync(`${root}docs/options.md`, 'utf8');

/** First cells of the table; `a.b` `.c` stands for `a.b` and `a.c`. */
const listed = [...page.matchAll(/^\| (`.*?) +\|/gm)].flatMap(([, cell = '']) => {
  const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const parent = names[0]?.replace(/\.[^.]*$/, '') ?? '';
  return names.map((name) => (name.startsWith('.') ? parent + name : name));
});
const isListed = (path: string): boolean =>
  listed.some(
    (name) => name === path || (name.endsWith('.*') && path.startsWith(name.slice(0, -1))),
  );

it('docs/options.md lists every option that a flag or a variable sets', () => {
  expect(optionPaths.filter((path) => !isListed(path))).toEqual([]);
});

it('docs/options.md lists no option that does not exist', () => {
  const known = (name: string): boolean =>
    name.endsWith('.*') || optionPaths.some((path) => path === name || path.startsWith(`${name}.`));
  expect(listed.filter((name) => !known(name) && !isSecret(name))).toEqual([]);
});

it('no page names a variable of the environment that sets no option', () => {
  const variables = new Set(
    optionPaths.map((path) =>
      `HITMARK_${path.replaceAll('.', '__').replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase(),
    ),
  );
  // Of the tests and the examples; and secrets, which have no flag.
  const own =
    /^HITMARK_(API|SEED|QUERIES|.*(KEYS?|TOKEN|WEBHOOKS|ACCOUNTS|PASSWORD|USER|SITES|TEXTS).*)$/;
  const pages = globSync(['*.md', 'docs/*.md', 'packages/*/*.md', 'examples/*/*.md'], {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  });
  const named = pages.flatMap((each) => {
    const text = readFileSync(root + each, 'utf8');
    return [...text.matchAll(/\bHITMARK_[A-Z_]*[A-Z]/g)].map(([name]) =>
      name.replace(/_FILE$/, ''),
    );
  });
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !variables.has(name) && !own.test(name))).toEqual([]);
});
