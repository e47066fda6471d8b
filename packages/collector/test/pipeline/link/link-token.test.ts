import { describe, expect, it } from 'vitest';
import { linkToken } from '../../../src/pipeline/link/link-token.ts';

const token = `s${'Ab-_'.repeat(8)}`;

describe('the token of a link’s path', () => {
  it.each([
    [token, token],
    [`${token}/`, token],
    [`${token}.`, `${token}.`],
    [`${token}%20`, `${token} `],
    [`${token}%E2%80%8B`, `${token}\u200b`],
    [`${token}%2D%5F`, `${token}-_`],
    [`${token}%E4%`, `${token}%E4%`],
    ['eyJ1IjoxfQ%3D%3D', 'eyJ1IjoxfQ=='],
    ['eyJ1IjoxfQ==/', 'eyJ1IjoxfQ=='],
  ])('is one segment, without its escapes: %s', (rest, expected) => {
    expect(linkToken(rest)).toBe(expected);
  });

  it.each([
    `${token}&u=https://a.test/b`,
    `${token}/&utm_source=a`,
    `${token})/(`,
    `${token}%2F/a`,
  ])('is read out of all of the rest where slashes are stuck to a sealed one: %s', (rest) => {
    expect(linkToken(rest)).toBe(rest);
  });

  it.each([
    '',
    '/',
    `/${token}`,
    `${token}/more`,
    `${token}//`,
    'sales/list',
    'a&b/c',
    'eyJ1IjoxfQ==/a',
  ])('is not in the path of something else: %s', (rest) => {
    expect(linkToken(rest)).toBeNull();
  });
});
