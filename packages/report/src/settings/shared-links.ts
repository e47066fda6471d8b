import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Filter } from '../query/filter.ts';
import { SettingsError } from './settings-error.ts';
import { createSecret, digest } from '../access/secret.ts';

/** A link that shows one site to whoever has it, without a login and without persons. */
export interface SharedLink {
  readonly id: number;
  readonly site: string;
  /** Note of whom it is for. */
  readonly name: string;
  /** Filter that holds for all that it shows; null: none. */
  readonly filter: Filter | null;
  /** Unix ms. */
  readonly createdMs: number;
  /** Unix ms; the first moment at which it shows nothing any more. */
  readonly expiresMs: number;
}

/** A link as it is asked for. */
export type NewSharedLink = Omit<SharedLink, 'id' | 'createdMs'>;

/** Shared links. Their tokens are kept as hashes: each is shown once, when its link is created. */
export interface SharedLinks {
  /** Links of some sites, the newest first; null: of all sites. Ended ones too. */
  list(sites: readonly string[] | null): readonly SharedLink[];
  /** @throws SettingsError `setting-missing` */
  get(id: number): SharedLink;
  /** @throws SettingsError `settings-full` */
  create(link: NewSharedLink, nowMs: number): { readonly link: SharedLink; readonly token: string };
  /** Finds the link of a token; null: there is none, or it has ended. */
  find(token: string, nowMs: number): SharedLink | null;
  /**
   * Ends a link, at once and for all who have opened it.
   *
   * @throws SettingsError `setting-missing`
   */
  revoke(id: number): void;
}

/** Most links of a site. */
const maxLinks = 1_000;

/** Keeps shared links in the file of settings. */
export function createSharedLinks(database: DatabaseSync): SharedLinks {
  const select = 'SELECT id, site, name, filter, created_ms, expires_ms FROM shared_links';
  const all = database.prepare(`${select} ORDER BY id DESC`);
  const byId = database.prepare(`${select} WHERE id = ?`);
  const byToken = database.prepare(`${select} WHERE token = ? AND expires_ms > ?`);
  const count = database.prepare('SELECT count(*) AS count FROM shared_links WHERE site = ?');
  const insert = database.prepare(
    `INSERT INTO shared_links (token, site, name, filter, created_ms, expires_ms)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM shared_links WHERE id = ?');

  function get(id: number): SharedLink {
    const row = byId.get(id);
    if (row === undefined) {
      throw new SettingsError('setting-missing', `there is no shared link ${id}`);
    }
    return toLink(row);
  }

  return {
    list: (sites) =>
      all
        .all()
        .map(toLink)
        .filter(({ site }) => sites === null || sites.includes(site)),
    get,
    create({ site, name, filter, expiresMs }, nowMs) {
      if (Number(count.get(site)?.['count']) >= maxLinks) {
        const message = `a site has at most ${maxLinks} shared links: revoke one`;
        throw new SettingsError('settings-full', message);
      }
      const token = createSecret();
      const json = filter === null ? null : JSON.stringify(filter);
      const { lastInsertRowid } = insert.run(digest(token), site, name, json, nowMs, expiresMs);
      return { link: get(Number(lastInsertRowid)), token };
    },
    find(token, nowMs) {
      const row = byToken.get(digest(token), nowMs);
      return row === undefined ? null : toLink(row);
    },
    revoke(id) {
      get(id);
      remove.run(id);
    },
  };
}

/** Reads a row into a shared link, unchecked: it was parsed before it was kept. */
function toLink(row: Readonly<Record<string, SQLOutputValue>>): SharedLink {
  const { id, site, name, filter, created_ms: created, expires_ms: expires } = row;
  return {
    id: Number(id),
    site: String(site),
    name: String(name),
    filter: typeof filter === 'string' ? (JSON.parse(filter) as Filter) : null,
    createdMs: Number(created),
    expiresMs: Number(expires),
  };
}
