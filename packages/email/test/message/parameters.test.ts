import { describe, expect, it } from 'vitest';
import { readParameters } from '../../src/message/parameters.ts';

describe('readParameters', () => {
  it.each<[string, string, Record<string, string>]>([
    ['Text/HTML; Charset=UTF-8', 'text/html', { charset: 'UTF-8' }],
    [
      'text/plain;charset="us-ascii" (plain; boundary=no) ; x=y',
      'text/plain',
      { charset: 'us-ascii', x: 'y' },
    ],
    ['multipart/mixed; boundary="a;b=\\"c"', 'multipart/mixed', { boundary: 'a;b="c' }],
    ['a/b; boundary*0="x y"; boundary*1=z', 'a/b', { boundary: 'x yz' }],
    ["a/b; filename*=utf-8'de'%41b", 'a/b', { filename: 'Ab' }],
    ["a/b; n*0*=us-ascii'en'%41; n*1=b", 'a/b', { n: 'Ab' }],
    ['a/b; charset=x; charset=y', 'a/b', { charset: 'x' }],
    ['attachment', 'attachment', {}],
    ['', '', {}],
  ])('reads %j', (text, value, parameters) => {
    const read = readParameters(text);
    expect(read.value).toBe(value);
    expect(Object.fromEntries(read.parameters)).toEqual(parameters);
  });
});
