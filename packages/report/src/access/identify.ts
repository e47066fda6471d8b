import type { IncomingMessage } from 'node:http';
import { ApiError } from '../server/api-error.ts';
import type { Account } from './account.ts';
import { readCookie } from './cookies.ts';
import { isFromThisMachine } from './local.ts';
import type { Reader } from './reader.ts';
import { isSecret } from './secret.ts';
import type { Sessions } from '../settings/sessions.ts';
import type { SharedLink, SharedLinks } from '../settings/shared-links.ts';

/** Dependencies of `identify`. */
export interface IdentifyDeps {
  readonly token: string | null;
  readonly accounts: readonly Account[];
  readonly publicUrl: string | null;
  readonly openOnLoopback: boolean;
  /** True: readers who see persons may open the page of one. */
  readonly persons: boolean;
  readonly sessions: Sessions;
  readonly sharedLinks: Pick<SharedLinks, 'find'>;
  /** Unix ms. */
  readonly now: () => number;
}

/** Finds out who sends a request; null: it has no valid token, session or shared link. */
export type Identify = (request: IncomingMessage) => Reader | null;

/** Creates the function that finds out who sends a request: by token, by login, from this machine, or by shared link. */
export function createIdentify(deps: IdentifyDeps): Identify {
  const { token, accounts, publicUrl, openOnLoopback, persons, sessions, sharedLinks, now } = deps;
  const tokenReader: Reader = {
    name: 'token',
    kind: 'token',
    sites: null,
    seesPersons: true,
    followsPersons: persons,
    filter: null,
  };
  const localReader: Reader = { ...tokenReader, name: 'local', kind: 'local' };

  function byToken(sent: string): Reader {
    if (token !== null && isSecret(token, sent)) return tokenReader;
    const message = 'the token is not that of this report: see report.token';
    throw new ApiError(401, 'wrong-token', message, { headers: { 'www-authenticate': 'Bearer' } });
  }

  function byLogin(request: IncomingMessage): Reader | null {
    const cookie = readCookie(request, 'hm_session', publicUrl);
    const session = cookie === null ? null : sessions.find(cookie, now());
    if (session === null) return null;
    if (session.account === null) {
      return token !== null && session.wasBy(token) ? tokenReader : null;
    }
    const account = accounts.find(({ name }) => name === session.account);
    return account !== undefined && session.wasBy(account.hash)
      ? accountReader(account, persons)
      : null;
  }

  function byLink(request: IncomingMessage): Reader | null {
    const cookie = readCookie(request, 'hm_share', publicUrl);
    const link = cookie === null ? null : sharedLinks.find(cookie, now());
    return link === null ? null : sharedReader(link);
  }

  return (request) => {
    const sent = bearerOf(request);
    if (sent !== null) return byToken(sent);
    const isOpen = openOnLoopback && publicUrl === null && isFromThisMachine(request);
    return byLogin(request) ?? (isOpen ? localReader : null) ?? byLink(request);
  };
}

/** Token of an Authorization header; null: it has none, or one of another scheme, which is a proxy's. */
export function bearerOf({ headers }: IncomingMessage): string | null {
  const [isBearer, sent = ''] = /^Bearer( .*)?$/i.exec(headers.authorization ?? '') ?? [];
  return isBearer === undefined ? null : sent.trim();
}

function accountReader({ name, sites, persons = true }: Account, isOn: boolean): Reader {
  const followsPersons = persons && isOn;
  return { name, kind: 'account', sites, seesPersons: persons, followsPersons, filter: null };
}

function sharedReader({ id, site, filter }: SharedLink): Reader {
  const nobody = { seesPersons: false, followsPersons: false };
  return { name: `link ${id}`, kind: 'shared', sites: [site], ...nobody, filter };
}
