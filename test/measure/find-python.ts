import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** A Python that has pytracking, and what to call it in results. */
export interface Python {
  readonly path: string;
  readonly versions: string;
}

const versions = `
import platform
from importlib.metadata import version
import lxml.etree, pytracking, pytracking.html
print('pytracking', version('pytracking'), 'lxml', version('lxml'), 'Python', platform.python_version())
`;

/**
 * The Python that PYTHON names, or else the first python3 of PATH, that has pytracking and lxml. A
 * machine may have several, of which the first has not.
 *
 * @returns what they say instead, where there is none
 */
export function findPython(): Python | { readonly path?: undefined; readonly reason: string } {
  const named = process.env['PYTHON'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = named ? [named] : folders.map((folder) => join(folder, 'python3'));
  let reason = 'no python3 on PATH';
  for (const path of paths) {
    const { status, stdout, stderr } = spawnSync(path, ['-c', versions], { encoding: 'utf8' });
    if (status === 0) return { path, versions: stdout.trim() };
    if (stderr) reason = `${path}: ${stderr.trim().split('\n').at(-1)}`;
  }
  return { reason };
}
