import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/edit.ts';
import { joinFlowed } from '../../src/message/flowed.ts';

describe('joinFlowed', () => {
  it.each([
    ['a \r\nb\r\nc', 'ab\r\nc'],
    ['a  \nb', 'a b'],
    ['> a \n> b \nc', '> ab \nc'],
    ['>> a \n> b', '>> a \n> b'],
    ['a \n b', 'ab'],
    ['x \n-- \nUs \nand', 'x-- \nUsand'],
    ['-- \nUs', '-- \nUs'],
    ['a \n', 'a \n'],
    ['', ''],
  ])('makes of %j %j', (text, joined) => {
    expect(joinFlowed(text).text).toBe(joined);
  });

  it('finds its places in the text as it was', () => {
    const text = 'See https://a.exa \r\nmple/x \r\n?y and\r\n> http://b.exa \r\n> mple/';
    const joined = joinFlowed(text);
    const edits = [...joined.text.matchAll(/https?:\S+/g)].map(({ 0: url, index }) => ({
      start: index,
      end: index + url.length,
      text: `[${url}]`,
    }));
    expect(applyEdits(text, joined.toOriginal(edits))).toBe(
      'See [https://a.example/x?y] and\r\n> [http://b.example/]',
    );
  });
});
