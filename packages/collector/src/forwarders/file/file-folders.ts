import { DatabaseSync } from '../../journal/sqlite.ts';
import { transaction } from '../../journal/index.ts';

/**
 * Records that event files are written into a folder, so that `hitmark forget` finds them after another folder
 * has been configured.
 *
 * @param database the journal's
 * @param folder absolute path
 */
export function recordFolder(database: DatabaseSync, folder: string): void {
  const insert = database.prepare('INSERT INTO file_folders VALUES (?) ON CONFLICT DO NOTHING');
  transaction(database, () => insert.run(folder));
}

/**
 * Reads every folder that event files were ever written into.
 *
 * @param path of the journal's file
 */
export function readFolders(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const rows = database.prepare('SELECT folder FROM file_folders ORDER BY folder').all();
    return rows.map(({ folder }) => String(folder));
  } finally {
    database.close();
  }
}
