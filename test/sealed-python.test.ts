import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadVectors, vectorsFile } from '../packages/codec/test/link/vectors.ts';
import { findPythonThat } from './measure/find-python.ts';

// The reader of sealed-python/ was written from docs/sealed-tokens.md: it shows that the page is enough.

const vectors = loadVectors();
const { settings, refused } = vectors;
const links = [...vectors.links, ...vectors.damaged];

const python = findPythonThat(
  'import sys; assert sys.version_info >= (3, 9), "older than 3.9"; print(sys.version.split()[0])',
);
const didNotRun = python.path === undefined ? `; did NOT run: ${python.reason}` : '';

// A machine may have no Python; CI has to.
const isSkipped = didNotRun !== '' && process.env['CI'] !== 'true';

describe.skipIf(isSkipped)(`sealed links in Python, by the page alone${didNotRun}`, () => {
  it('says what every link says, and refuses for the same reason what is to be refused', () => {
    expect(didNotRun).toBe('');
    const answers = readInPython();
    expect(answers).toHaveLength(links.length + refused.length);
    links.forEach(({ name, link }, at) => {
      expect({ name, ...(answers[at] as object) }).toEqual({
        name,
        ...settings.defaults,
        ...link,
      });
    });
    expect(answers.slice(links.length)).toEqual(refused.map(({ code }) => code));
  });
});

function readInPython(): unknown[] {
  const program = fileURLToPath(new URL('sealed-python/read_vectors.py', import.meta.url));
  const tables = fileURLToPath(new URL('../docs/sealed-tokens.json', import.meta.url));
  const { status, stdout, stderr } = spawnSync(python.path ?? 'python3', ['-B', program, tables], {
    input: readFileSync(vectorsFile),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
