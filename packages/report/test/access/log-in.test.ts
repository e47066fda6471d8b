import { describe, expect, it } from 'vitest';
import { createLogIn } from '../../src/access/log-in.ts';
import { cheapHash } from '../support/cheap-hash.ts';

const password = 'correct horse';
const accounts = [{ name: 'anna', hash: cheapHash(password), sites: null }];

/** Address in a network of its own. */
const addressOf = (network: number, host = 1): string =>
  `2001:db8:0:${network.toString(16)}::${host}`;

describe('attempts to log in', () => {
  it('of an account stay counted, however many addresses try something else', async () => {
    const logIn = createLogIn(accounts, 'a token', () => 0);
    for (let count = 0; count < 50; count += 1) {
      await logIn({ name: 'anna', password: 'wrong', address: addressOf(count) });
    }
    for (let count = 0; count < 25_000; count += 1) {
      await logIn({ name: '', password: 'wrong', address: addressOf(count) });
    }
    const outcome = await logIn({ name: 'anna', password: 'wrong', address: '192.0.2.1' });
    expect(outcome).toEqual({ ok: false, waitMs: 30_000 });
  });

  it('of a network of IPv6 count together, and of others do not', async () => {
    const logIn = createLogIn(accounts, null, () => 0);
    for (let count = 0; count < 10; count += 1) {
      const address = addressOf(1, count + 1);
      expect(await logIn({ name: 'anna', password: 'wrong', address })).toMatchObject({
        waitMs: 0,
      });
    }
    const same = await logIn({ name: 'anna', password, address: '2001:db8:0:1:a:b:c:d' });
    expect(same).toEqual({ ok: false, waitMs: 30_000 });
    expect(await logIn({ name: 'anna', password, address: addressOf(2) })).toMatchObject({
      ok: true,
    });
  });

  it.each(['192.0.2.1', '::ffff:192.0.2.1'])(
    'of %s count for this address alone',
    async (address) => {
      const logIn = createLogIn(accounts, null, () => 0);
      for (let count = 0; count < 11; count += 1) await logIn({ name: '', password, address });
      const other = address.replace(/1$/, '2');
      expect(await logIn({ name: 'anna', password, address: other })).toMatchObject({ ok: true });
      expect(await logIn({ name: 'anna', password, address })).toMatchObject({ ok: false });
    },
  );
});
