import type { DatabaseSync } from 'node:sqlite';
import { createSecret, digest } from '../access/secret.ts';

/** Life of a login, in ms: 30 days. */
export const sessionMs = 30 * 24 * 60 * 60_000;

/** A login that is still valid. */
interface Session {
  /** Name of the account; null: it was by the API's token. */
  readonly account: string | null;
  /** Tells whether the login was by this secret. Once the secret is changed, logins by the old one end. */
  wasBy(secret: string): boolean;
}

/** Logins, each known by the value of a cookie. */
export interface Sessions {
  /**
   * Begins a session.
   *
   * @param secret secret that was checked at the login: the account's hash, or the API's token
   * @returns value of the cookie
   */
  begin(account: string | null, secret: string, nowMs: number): string;
  /** Finds the session of a cookie's value; null: there is none, or it has ended. */
  find(cookie: string, nowMs: number): Session | null;
  end(cookie: string): void;
}

/** Keeps sessions in the file of settings. */
export function createSessions(database: DatabaseSync): Sessions {
  const insert = database.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?)');
  const select = database.prepare(
    'SELECT account, proof FROM sessions WHERE token = ? AND expires_ms > ?',
  );
  const remove = database.prepare('DELETE FROM sessions WHERE token = ?');
  const removeEnded = database.prepare('DELETE FROM sessions WHERE expires_ms <= ?');

  return {
    begin(account, secret, nowMs) {
      removeEnded.run(nowMs);
      const cookie = createSecret();
      insert.run(digest(cookie), account, digest(secret), nowMs + sessionMs);
      return cookie;
    },
    find(cookie, nowMs) {
      const row = select.get(digest(cookie), nowMs);
      if (row === undefined) return null;
      const proof = Buffer.from(row['proof'] as Uint8Array);
      const account = row['account'] === null ? null : String(row['account']);
      return { account, wasBy: (secret) => proof.equals(digest(secret)) };
    },
    end: (cookie) => void remove.run(digest(cookie)),
  };
}
