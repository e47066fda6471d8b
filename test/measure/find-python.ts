import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** A Python that has what is needed, and what to call it in results. */
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

/** Says why there is no Python. */
interface NoPython {
  readonly path?: undefined;
  readonly reason: string;
}

/**
 * The Python that PYTHON names, or else the first python3 of PATH, that has pytracking and lxml. A
 * machine may have several, of which the first has not.
 *
 * @returns what they say instead, where there is none
 */
export function findPython(): Python | NoPython {
  return findPythonThat(versions);
}

/** The first of those that runs a program; `versions` is what it prints. */
export function findPythonThat(program: string): Python | NoPython {
  const named = process.env['PYTHON'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = named ? [named] : folders.map((folder) => join(folder, 'python3'));
  let reason = named ? `${named} does not run` : 'no python3 on PATH';
  for (const path of paths) {
    const { status, stdout, stderr } = spawnSync(path, ['-c', program], { encoding: 'utf8' });
    if (status === 0) return { path, versions: stdout.trim() };
    if (stderr) reason = `${path}: ${stderr.trim().split('\n').at(-1)}`;
  }
  return { reason };
}
