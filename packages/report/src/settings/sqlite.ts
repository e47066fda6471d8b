import type * as Sqlite from 'node:sqlite';

/**
 * SQLite of Node. It is asked for here alone, and not imported: on an older Node the import would fail before
 * any code could say what is needed.
 */
export const { DatabaseSync } = sqliteOfNode();
export type DatabaseSync = Sqlite.DatabaseSync;

function sqliteOfNode(): typeof Sqlite {
  const [major] = process.versions.node.split('.');
  if (Number(major) >= 24) return process.getBuiltinModule('node:sqlite');
  throw new Error(`@hitmark/report needs Node 24 or newer; this is Node ${process.version}`);
}
