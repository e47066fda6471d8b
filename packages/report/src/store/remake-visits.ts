import type { Connection } from './engine.ts';
import { deleteAffected, insertMerged, mergeAffected, renumberAffected } from './visits.ts';

/** Makes the visits anew that the table `affected` lists, from the events that are left of them. */
export async function remakeVisits(connection: Connection): Promise<void> {
  await connection.rows(mergeAffected);
  await connection.rows(renumberAffected);
  await connection.rows(deleteAffected);
  await connection.rows(insertMerged);
  await connection.rows('DROP TABLE merging');
}
