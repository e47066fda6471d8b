import fc from 'fast-check';
import { maxAddressLength } from '@hitmark/codec/hit';
import { describe, expect, it } from 'vitest';
import { resolveOptions } from '../../../src/configuration/index.ts';
import { createCleaner } from '../../../src/pipeline/hit/star-parameters.ts';

const { starredParameters } = resolveOptions({}).privacy;
const { cleanUrl: clean, cleanText } = createCleaner(starredParameters);

describe('an address', () => {
  it.each([
    ['https://a.test/?token=abc', 'https://a.test/?token=*'],
    ['https://a.test/?access_token=abc&a=1', 'https://a.test/?access_token=*&a=1'],
    ['https://a.test/?a=1&Reset-Token=abc#top', 'https://a.test/?a=1&Reset-Token=*#top'],
    ['https://a.test/#access_token=abc&state=1', 'https://a.test/#access_token=*&state=1'],
    ['https://a.test/cb?code=4%2F0AX4XfWh&state=1', 'https://a.test/cb?code=*&state=1'],
    ['https://a.test/page;jsessionid=ABC?b=1', 'https://a.test/page;jsessionid=*?b=1'],
    ['https://a.test/?PHPSESSID=abc', 'https://a.test/?PHPSESSID=*'],
    ['https://a.test/?password=a=b', 'https://a.test/?password=*'],
    ['https://a.test/?api_key=abc', 'https://a.test/?api_key=*'],
    ['https://a.test/?email=', 'https://a.test/?email='],
    ['?token=abc', '?token=*'],
    ['token=abc&a=1', 'token=*&a=1'],
  ])('%s is stored without what is named: %s', (url, stored) => {
    expect(clean(url)).toBe(stored);
  });

  it.each([
    ['?%74oken=abc', '?%74oken=*'],
    ['?%FCtoken=abc', '?%FCtoken=*'],
    ['?token[]=abc&a=1', '?token[]=*&a=1'],
    ['?token%5B%5D=abc', '?token%5B%5D=*'],
    ['?token[0]=abc&token[1]=def', '?token[0]=*&token[1]=*'],
    ['?user[password]=abc', '?user[password]=*'],
    ['?user%5Bpassword%5D=abc', '?user%5Bpassword%5D=*'],
    ['?auth[user][id]=abc', '?auth[user][id]=*'],
    ['?to[ken]=abc', '?to[ken]=*'],
    ['?token+=abc', '?token+=*'],
    ['?+token=abc', '?+token=*'],
    ['?token%20=abc', '?token%20=*'],
    ['?token =abc', '?token =*'],
  ])('%s is stored without what is named in another spelling: %s', (url, stored) => {
    expect(clean(url)).toBe(stored);
  });

  it.each([
    ['https://a.test/?token=*;rest', 'https://a.test/?token=*'],
    ['https://a.test/?token=abc;rest&a=1', 'https://a.test/?token=*&a=1'],
    ['https://a.test/?token=;rest', 'https://a.test/?token=*'],
    ['https://a.test/?token=abc;d=ef?g=h#top', 'https://a.test/?token=*#top'],
    ['https://a.test/p;token=abc;rest;v=2?b=1', 'https://a.test/p;token=*;v=2?b=1'],
  ])('%s is stored without the whole of a value: %s', (url, stored) => {
    expect(clean(url)).toBe(stored);
  });

  it.each([
    [
      'https://a.test/?next=https%3A%2F%2Fb.test%2F%3Ftoken%3Dabc%26a%3D1',
      'https://a.test/?next=https%3A%2F%2Fb.test%2F%3Ftoken%3D*%26a%3D1',
    ],
    [
      'https://a.test/?next=%2Fa%3Fnext%3D%252Fb%253Ftoken%253Dabc',
      'https://a.test/?next=%2Fa%3Fnext%3D%252Fb%253Ftoken%253D*',
    ],
    [
      'https://a.test/?next=https://b.test/?token=abc',
      'https://a.test/?next=https://b.test/?token=*',
    ],
    ['https://a.test/?state=token%3Dabc%26a%3D1', 'https://a.test/?state=token%3D*%26a%3D1'],
    [
      'https://a.test/go/https%3A%2F%2Fb.test%3Fsid%3D1',
      'https://a.test/go/https%3A%2F%2Fb.test%3Fsid%3D*',
    ],
    ['https://a.test/?next=%2F%2Fjane%3Apass%40b.test%2F', 'https://a.test/?next=%2F%2Fb.test%2F'],
    [
      'https://a.test/?next=%2Fedit%3Fu%3Djane%2540mail.test',
      'https://a.test/?next=%2Fedit%3Fu%3D*',
    ],
    ['https://a.test/?a=%2525252574', 'https://a.test/?a=*'],
  ])('%s is stored without what stands in an address within it: %s', (url, stored) => {
    expect(clean(url)).toBe(stored);
  });

  it.each([
    ['https://a.test/?u=jane@mail.test', 'https://a.test/?u=*'],
    ['https://a.test/?u=jane%40mail.test&b=1', 'https://a.test/?u=*&b=1'],
    ['https://a.test/?u=m%FCller%40mail.test', 'https://a.test/?u=*'],
    ['https://a.test/?u=100%jane%40mail.test', 'https://a.test/?u=*'],
    ['https://a.test/users/jane.doe@mail.co.test/edit', 'https://a.test/users/*/edit'],
    ['https://a.test/users/jane%40mail.test/edit', 'https://a.test/users/*/edit'],
    ['https://a.test/#jane@mail.test', 'https://a.test/#*'],
    ['https://a.test/?q=jane@mail.test.', 'https://a.test/?q=*'],
    ['https://a.test/?q=%22Jane%22%3Cjane@mail.test%3E', 'https://a.test/?q=*'],
    ['https://a.test/?q=jane@mail.test|joe@mail.test', 'https://a.test/?q=*'],
    ['https://a.test/?q=jane@m%C3%A4il.test', 'https://a.test/?q=*'],
    ['https://a.test/jane@mail.test:edit', 'https://a.test/*'],
    ['https://a.test/?q=mailto:jane@mail.test', 'https://a.test/?q=*'],
  ])('%s is stored without what looks like a person: %s', (url, stored) => {
    expect(clean(url)).toBe(stored);
  });

  const webToken = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_';

  it.each([
    [`https://a.test/?u=${webToken}`, 'https://a.test/?u=*'],
    [`https://a.test/reset/${webToken}/now`, 'https://a.test/reset/*/now'],
    [`https://a.test/#${webToken}`, 'https://a.test/#*'],
    [`https://a.test/?h=Bearer+${webToken}`, 'https://a.test/?h=*'],
    [`https://a.test/?h=Bearer%20${webToken}&a=1`, 'https://a.test/?h=Bearer%20*&a=1'],
    [`https://a.test/?h=%22${webToken}%22`, 'https://a.test/?h=*'],
    [`https://a.test/?u=${webToken.replaceAll('.', '%2E')}`, 'https://a.test/?u=*'],
    [`https://a.test/?u=${webToken}.d.e`, 'https://a.test/?u=*'],
    ['https://a.test/?u=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', 'https://a.test/?u=*'],
  ])('%s is stored without a JSON web token: %s', (url, stored) => {
    expect(clean(url)).toBe(stored);
  });

  it.each([
    ['https://jane:secret@a.test/path', 'https://a.test/path'],
    ['https://jane@a.test/', 'https://a.test/'],
    ['https://jane:p@ss@a.test/', 'https://a.test/'],
    ['//jane:secret@a.test/', '//a.test/'],
    ['https://a.test/go/https://jane:secret@b.test/', 'https://a.test/go/https://b.test/'],
  ])('%s is stored without user name and password: %s', (url, stored) => {
    expect(clean(url)).toBe(stored);
  });

  it.each([
    'https://a.test/',
    'https://a.test/?utm_source=news&utm_campaign=spring%20sale&page=2',
    'https://a.test/token=abc',
    'https://a.test/?tokens=1&monkeys=2',
    'https://a.test/@jane/posts',
    'https://a.test/npm/react@18.2.0/umd',
    'https://a.test/npm/react@18.2.0-rc1/umd',
    'https://a.test/?q=a@b@c',
    'https://a.test/maps/@52.52,13.4,12z',
    'https://a.test/?q=a%40b',
    'https://a.test//@jane/posts',
    'https://a.test/?codes=1&decoder=2&zipcode=3',
    'https://a.test/?user[name]=1&page[]=2&q=red+shoes',
    'https://a.test/?next=https%3A%2F%2Fb.test%2F%3Fa%3D1%26b%3D%25C3%25BC',
    'https://a.test/?q=100%25+wool&r=%2B1',
    'https://a.test/eyJ.b/eyJhbGciOiJIUzI1NiJ9.abc',
    'https://a.test/xeyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc',
    'https://a.test/?q=%E0%A4%A&r=%',
    'https://a.test/?eyJ=eyJ',
    'not an address',
    '',
  ])('%s is stored as it is', (url) => {
    expect(clean(url)).toBe(url);
  });

  it('is cleaned of what the operator names, and of nothing else', () => {
    const { cleanUrl: own } = createCleaner(['code', 'x_*', '*.id']);
    expect(own('?code=1&CODE=2&codes=3&x_=4&x_y=5&ax_y=6&a.id=7&aid=8&token=9')).toBe(
      '?code=*&CODE=*&codes=3&x_=*&x_y=*&ax_y=6&a.id=*&aid=8&token=9',
    );
    expect(createCleaner([]).cleanUrl('?token=1&=2')).toBe('?token=1&=2');
  });

  it('is the same when it is cleaned again, and when a first look at it finds nothing', () => {
    const part = fc.constantFrom(
      '?',
      '&',
      '=',
      '#',
      ';',
      '/',
      '@',
      '%40',
      'token',
      'Secret',
      'passt',
      'a.test',
      'eyJ',
      'x',
    );
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('')),
        (url) => {
          expect(clean(clean(url))).toBe(clean(url));
          // With an escape in it, every address is looked at whole.
          expect(clean(`${url}#%`)).toBe(`${clean(url)}#%`);
        },
      ),
    );
  });
});

describe('the last piece of an address that was cut to its limit', () => {
  /** Address as it is stored. */
  function cut(rest: string): string {
    const address = `https://a.test/?a=1&${rest.padStart(maxAddressLength - 20, '/')}`;
    expect(address).toHaveLength(maxAddressLength);
    return clean(address).replace(/^.*[&/]/, '');
  }

  it.each([
    ['jane@mai', '*'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJz', '*'],
    ['jane%40', '*'],
    ['next=%2Fedit%3Fu%3Djane', 'next=*'],
  ])('is starred where it could be the beginning of more: %s', (rest, stored) => {
    expect(cut(rest)).toBe(stored);
  });

  it.each(['shoes', 'jane@mai?a=1', ''])('stays as it is else: %s', (rest) => {
    expect(cut(rest)).toBe(rest);
  });

  it('stays as it is where nothing was cut', () => {
    expect(clean('https://a.test/?q=jane@mai')).toBe('https://a.test/?q=jane@mai');
  });
});

describe('a text', () => {
  it.each([
    ['ada@example.org', '*'],
    ['mail from ada@example.org, today', 'mail from *, today'],
    ['reset https://a.test/?token=abc now', 'reset https://a.test/?token=* now'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'Bearer *'],
    ['//jane:secret@a.test', '//a.test'],
    ['password=hunter2 red  shoes', 'password=* red  shoes'],
  ])('%s is stored without what tells of a person or is a key: %s', (text, stored) => {
    expect(cleanText(text)).toBe(stored);
  });

  it.each([
    'red shoes',
    '',
    'Key = Value | Shop',
    '50 % off – only @home',
    '1+1=2; a=b',
    'C&A; H&M?',
    '@jane and @joe',
    ' spaces  stay\t',
  ])('%s is stored as it is', (text) => {
    expect(cleanText(text)).toBe(text);
  });
});
