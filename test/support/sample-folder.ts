import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Sets the folder in which the files of a run share the store of the sample, and removes it at the end. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-sample-'));
  process.env['HITMARK_TESTS_SAMPLE'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
