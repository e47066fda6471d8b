import PQueue from 'p-queue';
import type { Account } from './account.ts';
import { createAttempts, type AttemptLimit } from './attempts.ts';
import { networkOf } from './client-address.ts';
import { hashOfNobody, isPassword } from './password.ts';
import { isSecret } from './secret.ts';

/** Outcome of a login. */
type LoginOutcome =
  | { readonly ok: true; readonly account: string | null; readonly secret: string }
  | { readonly ok: false; readonly waitMs: number };

/** Somebody's attempt to log in. */
interface Login {
  /** Name of the account; empty: the password is the API's token. */
  readonly name: string;
  readonly password: string;
  /** Address that it comes from. */
  readonly address: string;
}

/** Checks a login. */
export type LogIn = (login: Login) => Promise<LoginOutcome>;

/** Ten wrong passwords from an address, and then one in half a minute. */
const addressLimit: AttemptLimit = { burst: 10, intervalMs: 30_000 };
/** Limit of an account, from all addresses together; wider, since others can use it up. */
const accountLimit: AttemptLimit = { burst: 50, intervalMs: 30_000 };
/** Checks that wait: each takes 32 MiB, and some hundred ms of a thread. */
const maxWaiting = 8;
const busyMs = 5_000;

/** Creates the check of logins. Its time does not show whether a name exists, and attempts are limited. */
export function createLogIn(
  accounts: readonly Account[],
  token: string | null,
  now: () => number,
): LogIn {
  // Each kind by itself: addresses that are refused cost nothing, and would crowd out the accounts.
  const [ofAddresses, ofAccounts] = [createAttempts(), createAttempts()];
  const queue = new PQueue({ concurrency: 1 });

  async function check({ name, password }: Login): Promise<LoginOutcome> {
    if (name === '') {
      const isToken = token !== null && isSecret(token, password);
      return isToken ? { ok: true, account: null, secret: token } : { ok: false, waitMs: 0 };
    }
    const account = accounts.find((each) => each.name === name);
    // An unknown name takes as long as a known one.
    const isRight = await isPassword(password, account?.hash ?? hashOfNobody);
    if (!isRight || account === undefined) return { ok: false, waitMs: 0 };
    return { ok: true, account: account.name, secret: account.hash };
  }

  return async (login) => {
    if (queue.size >= maxWaiting) return { ok: false, waitMs: busyMs };
    const limits = [
      [ofAddresses, networkOf(login.address), addressLimit],
      [ofAccounts, login.name, accountLimit],
    ] as const;
    for (const [attempts, key, limit] of limits) {
      const waitMs = attempts.begin(key, limit, now());
      if (waitMs > 0) return { ok: false, waitMs };
    }
    const outcome = await queue.add(() => check(login));
    if (outcome.ok) for (const [attempts, key] of limits) attempts.succeed(key);
    return outcome;
  };
}
