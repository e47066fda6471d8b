import { constants, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPlainFileSync } from '../../../file-system/plain-file.ts';

/** Address and secret by which its owner's commands reach the report of a running collector. */
export interface Control {
  readonly port: number;
  /** Known to both sides: whoever can read the file can read the journal, too. */
  readonly secret: string;
}

const name = 'report-control.json';

/** Notes where the report is reached, for the folder's owner alone. */
export function writeControl(folder: string, control: Control): void {
  const path = join(folder, name);
  const part = `${path}.part`;
  rmSync(part, { force: true });
  writeFileSync(part, `${JSON.stringify(control)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(part, path);
}

export function removeControl(folder: string): void {
  rmSync(join(folder, name), { force: true });
}

/** Reads port and secret; null: there is no file, so that no collector with a report runs. */
export function readControl(folder: string): Control | null {
  let file: number | null = null;
  try {
    file = openPlainFileSync(join(folder, name), constants.O_RDONLY);
    const { port, secret } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Control>;
    return typeof port === 'number' && typeof secret === 'string' ? { port, secret } : null;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
