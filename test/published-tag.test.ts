import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The module as it is after an installation: its own files, and no other package.

const tag = new URL('../packages/tag/', import.meta.url).pathname;
const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-package-'));
  const installed = join(folder, 'node_modules/@hitmark/tag');
  mkdirSync(installed, { recursive: true });
  for (const name of ['package.json', 'dist', 'src']) {
    cpSync(`${tag}${name}`, join(installed, name), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Compiles a program, and returns the compiler's messages. */
function check(code: string): string {
  writeFileSync(join(folder, 'program.ts'), code);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--lib', 'es2022,dom'];
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, 'program.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout;
}

describe('types', () => {
  it('need no other package, and know each command', () => {
    const found = check(`
      import { createTag, watchErrors, measureVitals, type Tag, type TagOptions } from '@hitmark/tag';
      const options: TagOptions = { collector: 'https://t.example.com', site: 'acme', moves: 'all', manual: 'on', consent: 'granted' };
      const hitmark: Tag = createTag(options);
      hitmark('event', 'signup', { plan: 'pro' });
      hitmark('search', 'shoes');
      hitmark('view', { url: '/x', title: 'X', plan: 'pro' });
      hitmark('view');
      hitmark('identify', 7);
      hitmark('identify', null);
      hitmark('consent', 'denied');
      hitmark('off');
      watchErrors(hitmark);
      measureVitals();
      window.hitmark?.('event', 'x');
    `);
    expect(found).toBe('');
  });

  it.each([
    `hitmark('fly')`,
    `hitmark('event')`,
    `hitmark('consent', 'maybe')`,
    `createTag({ colector: 'https://t.example.com' })`,
    `createTag({ moves: 'some' })`,
  ])('refuse commands, arguments and options that do not exist: %s', (code) => {
    const found = check(`
      import { createTag } from '@hitmark/tag';
      const hitmark = createTag({});
      ${code};
    `);
    expect(found).toMatch(/error TS/);
  });
});

describe('the source map', () => {
  it('holds the text of every source, and names each by its package', () => {
    const { sources, sourcesContent } = JSON.parse(
      readFileSync(`${tag}dist/index.js.map`, 'utf8'),
    ) as { sources: string[]; sourcesContent: (string | null)[] };
    expect(
      sources.filter((name) => !/^(@hitmark\/(tag|codec)|web-vitals)\/[\w./-]+$/.test(name)),
    ).toEqual([]);
    expect(sources.filter((name) => name.includes('node_modules') || name.includes('..'))).toEqual(
      [],
    );
    expect(sourcesContent.filter((text) => !text)).toEqual([]);
  });
});

describe('options', () => {
  const declared = readFileSync(`${tag}src/tag-options.ts`, 'utf8');
  const names = [...declared.matchAll(/^ {2}readonly '?([\w.]+)'?\?:/gm)].map(
    ([, name = '']) => name,
  );

  it('each have a comment with their default', () => {
    expect(names.length).toBeGreaterThan(25);
    expect(declared.match(/@defaultValue/g)).toHaveLength(names.length);
  });

  it.each(names)('%s is in the README', (name) => {
    const readme = readFileSync(`${tag}README.md`, 'utf8');
    const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    expect(readme).toContain(attribute);
  });
});
