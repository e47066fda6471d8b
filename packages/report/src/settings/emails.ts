import type { DatabaseSync } from 'node:sqlite';
import type { EmailOutline } from '../email-outline/outline.ts';
import { SettingsError } from './settings-error.ts';

/** Outlines of the emails whose HTML was given, by site and message. */
export interface Emails {
  /** Null: nobody gave the HTML of this message. */
  find(site: string, message: string): EmailOutline | null;
  /** @throws SettingsError `setting-missing` */
  get(site: string, message: string): EmailOutline;
  /**
   * Keeps an outline in place of the one before.
   *
   * @throws SettingsError `settings-full`
   */
  put(site: string, message: string, outline: EmailOutline): void;
  /** @throws SettingsError `setting-missing` */
  delete(site: string, message: string): void;
}

/** Most emails of a site: more are sent by nobody who looks at each. */
const maxEmails = 2_000;

/** Keeps outlines of emails in the file of settings. */
export function createEmails(database: DatabaseSync): Emails {
  const byName = database.prepare('SELECT outline FROM emails WHERE site = ? AND message = ?');
  const count = database.prepare('SELECT count(*) AS count FROM emails WHERE site = ?');
  const replace = database.prepare(
    'INSERT OR REPLACE INTO emails (site, message, outline) VALUES (?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM emails WHERE site = ? AND message = ?');

  function find(site: string, message: string): EmailOutline | null {
    const row = byName.get(site, message);
    // Unchecked: it was parsed before it was kept.
    return row === undefined ? null : (JSON.parse(String(row['outline'])) as EmailOutline);
  }

  const missing = (message: string): SettingsError =>
    new SettingsError('setting-missing', `nobody has given the HTML of the email ${message}`);

  return {
    find,
    get(site, message) {
      const outline = find(site, message);
      if (outline === null) throw missing(message);
      return outline;
    },
    put(site, message, outline) {
      const isNew = byName.get(site, message) === undefined;
      if (isNew && Number(count.get(site)?.['count']) >= maxEmails) {
        const text = `a site has the HTML of at most ${maxEmails} emails: delete one`;
        throw new SettingsError('settings-full', text);
      }
      replace.run(site, message, JSON.stringify(outline));
    },
    delete(site, message) {
      if (remove.run(site, message).changes === 0) throw missing(message);
    },
  };
}
