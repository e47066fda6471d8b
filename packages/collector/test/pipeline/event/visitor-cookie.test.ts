import { describe, expect, it } from 'vitest';
import {
  createVisitorCookies,
  hasCookie,
  readVisitor,
} from '../../../src/pipeline/event/visitor-cookie.ts';

const uuid = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const other = '11111111-2222-4333-8444-555555555555';

describe('readVisitor', () => {
  it.each([
    `id=${uuid}`,
    `a=1; id=${uuid}; b=2`,
    `a=1;id=${uuid}`,
    `  id = ${uuid} `,
    `identity=${other}; xid=${other}; id=${uuid}`,
    `__proto__=x; constructor=y; id=${uuid}`,
    `nothing; =x; ;id=${uuid}`,
  ])('reads %o', (cookies) => {
    expect(readVisitor(cookies, 'id')).toBe(uuid);
  });

  it.each([
    ['no header', null],
    ['an empty header', ''],
    ['another cookie', `identity=${uuid}; ID=${uuid}`],
    ['no uuid', 'id=visitor-1'],
    ['an empty value', 'id='],
    ['a uuid v7', 'id=0195b1a4-0000-7000-8000-000000000000'],
    ['a uuid of another variant', 'id=f47ac10b-58cc-4372-c567-0e02b2c3d479'],
    ['a uuid in upper case, which we never give', `id=${uuid.toUpperCase()}`],
    ['a uuid with something behind it', `id=${uuid}x`],
    ['a uuid in quotes', `id="${uuid}"`],
    ['malformed encoding', 'id=%E0%A4%A'],
  ])('finds no visitor in %s', (_, cookies) => {
    expect(readVisitor(cookies, 'id')).toBeNull();
  });

  it('takes the first of two cookies of the name: browsers send the more specific one first', () => {
    expect(readVisitor(`id=${uuid}; id=${other}`, 'id')).toBe(uuid);
  });

  it('passes over a cookie of the name that is no uuid', () => {
    expect(readVisitor(`id=of-the-host-page; id=${uuid}`, 'id')).toBe(uuid);
  });

  it('finds it among many cookies', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `c${index}=${index}`).join('; ');
    expect(readVisitor(`${many}; id=${uuid}`, 'id')).toBe(uuid);
  });

  it.each(['__proto__', 'constructor', 'toString'])('treats the name %s as any other', (name) => {
    expect(readVisitor(`${name}=${uuid}`, name)).toBe(uuid);
    expect(readVisitor(`id=${uuid}`, name)).toBeNull();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('hasCookie', () => {
  it.each(['id=x', 'id=', `a=1; id=${uuid}`, 'id=%E0%A4%A'])('is true of %o', (cookies) => {
    expect(hasCookie(cookies, 'id')).toBe(true);
  });

  it.each([null, '', 'a=id', 'identity=x', 'id'])('is false of %o', (cookies) => {
    expect(hasCookie(cookies, 'id')).toBe(false);
  });

  it('knows no cookie that was not sent', () => {
    expect(hasCookie('a=1', 'constructor')).toBe(false);
    expect(hasCookie('a=1', '__proto__')).toBe(false);
  });
});

describe('the attributes of the cookie', () => {
  const settings = { name: 'id', maxAgeDays: 400, domain: null };
  const address = '203.0.113.7';

  it.each([
    ['https', { address, https: true, host: 't.example.com' }],
    ['localhost', { address, https: false, host: 'localhost' }],
    ['a loopback address', { address, https: false, host: '127.0.0.1' }],
  ])('on %s let it work inside the pages of other sites', (_, origin) => {
    expect(createVisitorCookies(settings).give(uuid, origin)).toBe(
      `id=${uuid}; Max-Age=34560000; Path=/; HttpOnly; Secure; Partitioned; SameSite=None`,
    );
  });

  it('on other plain http do not ask for what browsers refuse there', () => {
    const origin = { address, https: false, host: 't.example.com' };
    expect(createVisitorCookies(settings).give(uuid, origin)).toBe(
      `id=${uuid}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax`,
    );
  });

  it('follow the settings', () => {
    const own = { name: 'visitor', maxAgeDays: 1, domain: 'example.com' };
    const origin = { address, https: true, host: 't.example.com' };
    expect(createVisitorCookies(own).give(uuid, origin)).toBe(
      `visitor=${uuid}; Max-Age=86400; Domain=example.com; Path=/; HttpOnly; Secure; Partitioned; SameSite=None`,
    );
  });

  it.each([true, false])('are the same when it is expired (https: %o)', (https) => {
    const own = { ...settings, domain: 'example.com' };
    const origin = { address, https, host: 't.example.com' };
    const cookies = createVisitorCookies(own);
    const given = cookies.give(uuid, origin);
    expect(cookies.expire(origin)).toBe(
      given.replace(uuid, '').replace('Max-Age=34560000', 'Max-Age=0'),
    );
  });
});
