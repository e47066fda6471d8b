import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/text/read-lines.ts';

async function* streamOf(parts: readonly string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

async function read(parts: readonly string[], maxBytes?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(streamOf(parts), maxBytes)) lines.push(line);
  return lines;
}

describe('readLines', () => {
  it('finds the same lines wherever the stream is cut', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\u2028') });
    await fc.assert(
      fc.asyncProperty(fc.array(text), async (parts) => {
        const whole = parts.join('');
        expect((await read(parts)).join('')).toBe(whole);
        expect(await read(parts)).toEqual(whole.match(/[^\n]*\n|[^\n]+$/g) ?? []);
      }),
    );
  });

  it('ends a line that is too long with a null character, and goes on with the next', async () => {
    expect(await read(['abc\nabcd\nabc\n'], 4)).toEqual(['abc\n', '\0', 'abc\n']);
    expect(await read(['ab', 'cd', 'ef', 'gh\nx', 'yz'], 4)).toEqual(['abcd\0', 'xyz']);
  });

  it('makes no JSON of a line that it has cut', async () => {
    const json = `{"a":"${'x'.repeat(20)}"}`;
    const parts = Array.from({ length: json.length }, (_, at) => json.slice(at, at + 1));
    for (let max = 0; max < json.length; max += 1) {
      const [line = ''] = await read(parts, max);
      expect(() => JSON.parse(line)).toThrow(SyntaxError);
    }
  });
});
