import { describe, expect, it } from 'vitest';
import { isPassword } from '../../src/access/password.ts';
import { hashPassword } from '../../src/access/index.ts';

const password = 'correct horse';
const hash = await hashPassword(password);

describe('hashPassword', () => {
  it('makes another hash each time, of its password only', async () => {
    expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await hashPassword(password)).not.toBe(hash);
    expect(await isPassword(password, hash)).toBe(true);
    expect(await isPassword('correct horsf', hash)).toBe(false);
    expect(await isPassword('', hash)).toBe(false);
  });

  it('takes composed and decomposed letters for the same', async () => {
    const composed = await hashPassword('gr\u00fcezi mitenand');
    expect(await isPassword('gru\u0308ezi mitenand', composed)).toBe(true);
    expect(await isPassword('gruezi mitenand', composed)).toBe(false);
  });

  it('refuses a password that is too short', async () => {
    await expect(hashPassword('123456789')).rejects.toThrow(/10 characters/);
  });

  it.each([
    '',
    password,
    hash.slice(0, -1),
    hash.replace('ln=15', 'ln=1'),
    hash.replace('ln=15', 'ln=30'),
    hash.replace('ln=15', 'ln=0'),
    hash.replace('p=3', 'p=0'),
    hash.replace('r=8', 'r=99'),
    hash.replace('scrypt', 'argon2id'),
    `${hash}\n`,
  ])('is of no password in another form: %s', async (other) => {
    expect(await isPassword(password, other)).toBe(false);
  });
});
