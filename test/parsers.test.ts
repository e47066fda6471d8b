import { describe, expect, it } from 'vitest';
import { fastest } from './support/fastest.ts';
import { hostileTexts, type HostileText } from './support/fuzz/hostile-texts.ts';
import { inputParsers, type InputParser } from './support/input-parsers.ts';

const short = 8_192;
const long = 8 * short;

/** Eight times as much text takes eight times as long: with room for chance, but not for a square (64). */
const mostGrowth = 20;
/** Longest time that a parser may take, counted in readings of every character of the long text: about 1 ms. */
const mostLooks = 20;

/** A quick look at all; what seems slow is looked at again, since a busy machine makes everything slow. */
const turns = 3;
const moreTurns = 40;

describe.each([...inputParsers])('%s', (_name, parser) => {
  it('takes time in proportion to its length, whatever it holds, and never long', () => {
    expect(slowTexts(parser, hostileTexts)).toEqual([]);
  });
});

/** Names of the texts that take a parser too long. */
function slowTexts({ parse, longest }: InputParser, texts: typeof hostileTexts): string[] {
  const at = (text: HostileText, length: number): (() => unknown) => {
    const written = text(length);
    return () => parse(written);
  };
  // Some short texts are found to be none at once, and are nothing to compare long ones with.
  const ofShort = fastest(
    [...texts.values()].map((text) => at(text, short)),
    turns,
  );
  const worstOfShort = Math.max(...ofShort);
  const slow = ([, text]: readonly [string, HostileText], rounds: number): boolean => {
    const look = (): unknown => lookAt(sample);
    const runs = [look, at(text, long), at(text, Math.min(longest, long))];
    const [base = 0, ofLong = 0, ofLongest = 0] = fastest(runs, rounds);
    return ofLong > mostGrowth * worstOfShort || ofLongest > mostLooks * base;
  };
  return [...texts]
    .filter((each) => slow(each, turns) && slow(each, moreTurns))
    .map(([name]) => name);
}

const sample = 'a'.repeat(long);

/** One look at each character. */
function lookAt(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (sum + text.charCodeAt(at)) | 0;
  return sum;
}

describe('slowTexts', () => {
  const texts = new Map([['letters', (length: number) => 'a'.repeat(length)]]);

  it('finds what takes time by the square of its length, and leaves what takes it in proportion', () => {
    const square = (text: string): void => {
      for (let at = 0; at < text.length; at += 64) text.lastIndexOf('b', at);
    };
    expect(slowTexts({ parse: square, longest: 0 }, texts)).toEqual(['letters']);
    expect(slowTexts({ parse: lookAt, longest: long }, texts)).toEqual([]);
  });

  it('finds what takes too long, however it grows', () => {
    const slow = (text: string): void => {
      for (let look = 0; look < 2 * mostLooks; look += 1) lookAt(text);
    };
    expect(slowTexts({ parse: slow, longest: long }, texts)).toEqual(['letters']);
    expect(slowTexts({ parse: slow, longest: short }, texts)).toEqual([]);
  });
});
