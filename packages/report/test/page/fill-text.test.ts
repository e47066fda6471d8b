import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { fillText } from '../../src/page/parts/fill-text.ts';
import { de } from '../../src/page/texts/de.ts';
import { en } from '../../src/page/texts/en.ts';

const render = (...input: Parameters<typeof fillText>): string =>
  renderToString(h('p', null, fillText(...input)));

describe('a text with gaps', () => {
  it('has its pieces where the language wants them', () => {
    const pieces = { people: h('a', { href: '/' }, '3 people'), when: 'today' };
    expect(render('{people} came {when}.', pieces)).toBe(
      '<p><a href="/">3 people</a> came today.</p>',
    );
    expect(render('{when} kamen {people}', pieces)).toBe(
      '<p>today kamen <a href="/">3 people</a></p>',
    );
  });

  it('keeps braces and code of a piece as text', () => {
    expect(render('{name}.', { name: '{when}<b>' })).toBe('<p>{when}&lt;b>.</p>');
  });

  it('has the same gaps in every language', () => {
    const gaps = (texts: Readonly<Record<string, unknown>>): string[] =>
      Object.values(texts).map(
        (text) =>
          String(text)
            .match(/\{\w+\}/g)
            ?.toSorted()
            .join(' ') ?? '',
      );
    expect(gaps(de.sentence)).toEqual(gaps(en.sentence));
    expect(gaps(de.messages.sentence)).toEqual(gaps(en.messages.sentence));
  });
});
