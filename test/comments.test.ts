import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// A doc comment begins with a noun or a verb, and says what its thing is or does. What begins with a question
// word, or goes on from the comment before, is half a sentence that a reader has to finish.

const root = new URL('..', import.meta.url).pathname;
const fragments =
  /^(?:What|How|Where|Whether|Of|Why|By|Who|Whose|Whom|When|Which|With|From|Only|So many|As many|As much|Never|Not|Also|The same)\b/;

/** First words of the doc comments of a file that begin with half a sentence. */
function headless(source: string): string[] {
  const comments = [...source.matchAll(/\/\*\*\s*(?:\* )?([^\n]*)/g)];
  return comments.map(([, text = '']) => text).filter((text) => fragments.test(text));
}

describe('doc comments', () => {
  it('are found that begin with half a sentence, on one line or more', () => {
    expect(headless('/** What it is. */\n/**\n * How it is.\n */\n/** A thing. */')).toHaveLength(
      2,
    );
  });

  it.each(['codec', 'tag', 'email', 'report', 'collector'])(
    'say what their thing is or does: %s',
    (name) => {
      const files = globSync(`packages/${name}/src/**/*.{ts,tsx}`, { cwd: root });
      expect(files.length).toBeGreaterThan(10);
      const found = files.map((file) => [file, headless(readFileSync(root + file, 'utf8'))]);
      expect(found.filter(([, texts]) => texts?.length !== 0)).toEqual([]);
    },
  );
});
