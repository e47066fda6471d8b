import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// A doc comment begins with a noun or a verb, and says what its thing is or does. What begins with a question
// word, or goes on from the comment before, is half a sentence that a reader has to finish. So is a parameter
// that is explained as "what it ends".

const root = new URL('..', import.meta.url).pathname;
const packages = ['codec', 'tag', 'email', 'report', 'collector'];
/** Tells whether a file is checked: not this one, whose examples are half sentences, nor dependencies. */
const isChecked = (path: string): boolean =>
  path !== 'test/comments.test.ts' && !path.includes('node_modules');
const fragments =
  /^(?:What|How|Where|Whether|Of|Why|By|Who|Whose|Whom|When|Which|With|From|Only|So many|As many|As much|Never|Not|Also|The same)\b/;

const parameters = /@param \w+ (?:what|how|who)\b[^\n]*/g;

/** Finds the first lines of doc comments, and the parameters, that are half a sentence. */
function headless(source: string): string[] {
  const comments = [...source.matchAll(/\/\*\*\s*(?:\* )?([^\n]*)/g)];
  const found = comments.map(([, text = '']) => text).filter((text) => fragments.test(text));
  return [...found, ...(source.match(parameters) ?? [])];
}

/** Finds comments on lines of their own that begin with half a sentence. */
function headlessLines(source: string): string[] {
  const lines = source.split('\n').map((line) => line.trim());
  return lines.filter(
    (line, at) =>
      /^\/\/ (?:What|Whoever|Who|Whose|Also)\b/.test(line) && !lines[at - 1]?.startsWith('//'),
  );
}

describe('comments on lines of their own', () => {
  it('are found that begin with half a sentence', () => {
    expect(headlessLines('// What is left.\na();\n// It is kept.\n// What is not, goes.')).toEqual([
      '// What is left.',
    ]);
  });

  it.each(packages)('say what happens: %s', (name) => {
    const files = globSync(`packages/${name}/src/**/*.{ts,tsx}`, { cwd: root });
    const found = files.map((file) => [file, headlessLines(readFileSync(root + file, 'utf8'))]);
    expect(found.filter(([, lines]) => lines?.length !== 0)).toEqual([]);
  });
});

describe('doc comments', () => {
  it('are found that begin with half a sentence, on one line or more', () => {
    expect(headless('/** What it is. */\n/**\n * How it is.\n */\n/** A thing. */')).toHaveLength(
      2,
    );
    expect(headless('/** @param signal what ends it */')).toHaveLength(1);
    expect(headless('/** @param signal aborts it */')).toEqual([]);
  });

  it.each([...packages.map((name) => `packages/${name}/{src,test}`), 'test', 'release'])(
    'say what their thing is or does: %s',
    (folder) => {
      const files = globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }).filter(isChecked);
      expect(files.length).toBeGreaterThan(0);
      const found = files.map((file) => [file, headless(readFileSync(root + file, 'utf8'))]);
      expect(found.filter(([, texts]) => texts?.length !== 0)).toEqual([]);
    },
  );
});
