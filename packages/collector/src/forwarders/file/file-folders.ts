import { DatabaseSync } from '../../journal/sqlite.ts';
import { transaction } from '../../journal/index.ts';

/** Notes that events are written into a folder, so that they can be found there whatever is configured. */
export function noteFolder(database: DatabaseSync, folder: string): void {
  const insert = database.prepare('INSERT INTO file_folders VALUES (?) ON CONFLICT DO NOTHING');
  transaction(database, () => insert.run(folder));
}

/** Every folder that events of a journal's file were ever written into. */
export function readFolders(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const rows = database.prepare('SELECT folder FROM file_folders ORDER BY folder').all();
    return rows.map(({ folder }) => String(folder));
  } finally {
    database.close();
  }
}
