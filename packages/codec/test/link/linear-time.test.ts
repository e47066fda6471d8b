import { describe, expect, it } from 'vitest';
import { createLinks } from '@hitmark/codec';
import { getClickTrackingResult } from '@hitmark/codec/pytracking';
import { codeOf } from './code-of.ts';

const links = createLinks({
  keys: ['hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'],
  dictionaries: ['https://www.example.com/'],
});

/** Texts that cost readers more than they seem to, where these look at something twice. */
const texts: readonly (readonly [string, (length: number) => string])[] = [
  ['slashes', (length) => '/'.repeat(length)],
  ['question marks', (length) => '/?'.repeat(length / 2)],
  ['a sealed token', (length) => `sTSY${'A'.repeat(length)}`],
  ['a sealed token in base32', (length) => `bjuth${'a'.repeat(length)}`],
  ['a Fernet token', (length) => `gAAAAA${'A'.repeat(length)}`],
  ['equals signs', (length) => `e${'='.repeat(length)}`],
  ['base64 of another alphabet', (length) => '+é'.repeat(length / 2)],
  ['brackets', (length) => btoa('['.repeat((length * 3) / 4))],
  ['brackets in texts', (length) => btoa('"["'.repeat(length / 4))],
  ['quotation marks, escaped', (length) => btoa('"\\'.repeat((length * 3) / 8))],
  ['spaces', (length) => btoa(`{"url":${' '.repeat((length * 3) / 4)}`)],
  ['digits', (length) => btoa(`{"metadata":${'1'.repeat((length * 3) / 4)}}`)],
];

const readers = {
  'links.read': (text: string) => links.read(text),
  getClickTrackingResult: (text: string) => getClickTrackingResult(text, {}),
};

describe.each(Object.entries(readers))('%s', (_, read) => {
  it.each(texts)('takes time in proportion to its input: %s', (_name, textOf) => {
    const [short, long] = [textOf(100_000), textOf(800_000)];
    const times = Array.from({ length: 3 }, () => [processorMs(short), processorMs(long)] as const);
    const [quick, slow] = times.toSorted(([, a], [, b]) => a - b)[1]!;
    // In proportion it is 8, in proportion to the square 64. What takes next to no time is neither.
    expect(slow).toBeLessThan(Math.max(24 * quick, 40));
  });

  function processorMs(text: string): number {
    const start = process.cpuUsage();
    // codeOf throws whatever is no LinkError.
    codeOf(() => read(text));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }
});
