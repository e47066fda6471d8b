import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Path of a file of settings in a folder that is removed after the test. */
export function scratchSettings(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'report-settings.db');
}
