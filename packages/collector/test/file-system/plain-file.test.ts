import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  makePlainFile,
  openPlainFile,
  openPlainFileSync,
} from '../../src/file-system/plain-file.ts';
import { scratchFolder } from '../scratch-folder.ts';

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT } = constants;

const inTheWay: [string, (path: string, folder: string) => void][] = [
  ['a link to a file', (path, folder) => symlinkSync(join(folder, 'victim'), path)],
  ['a link to nothing', (path, folder) => symlinkSync(join(folder, 'new'), path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
  ['a folder', (path) => mkdirSync(path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
];

describe.each(inTheWay)('%s', (_what, prepare) => {
  it.each([O_RDONLY, O_WRONLY, O_RDWR, O_RDWR | O_CREAT])(
    'is not opened in place of a file of ours (flags %i)',
    async (flags) => {
      const folder = scratchFolder();
      const path = join(folder, 'ours');
      writeFileSync(join(folder, 'victim'), 'as it was', { mode: 0o644 });
      prepare(path, folder);
      const refused = expect.objectContaining({
        code: 'not-plain-file',
        message: expect.stringContaining(`${path} is a link, a folder or a pipe`),
      });
      expect(() => openPlainFileSync(path, flags)).toThrow(refused);
      await expect(openPlainFile(path, flags)).rejects.toThrow(refused);
      expect(() => makePlainFile(path)).toThrow(refused);
      expect(existsSync(join(folder, 'new'))).toBe(false);
      expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('as it was');
      expect(statSync(join(folder, 'victim')).mode & 0o777).toBe(0o644);
    },
  );
});

describe('a plain file', () => {
  it('is opened', async () => {
    const path = join(scratchFolder(), 'ours');
    writeFileSync(path, 'text');
    const file = openPlainFileSync(path, O_RDONLY);
    expect(readFileSync(file, 'utf8')).toBe('text');
    closeSync(file);
    const handle = await openPlainFile(path, O_RDONLY);
    expect(await handle.readFile('utf8')).toBe('text');
    await handle.close();
  });

  it('that is missing is told as the system tells it', async () => {
    const path = join(scratchFolder(), 'ours');
    const missing = expect.objectContaining({ code: 'ENOENT' });
    expect(() => openPlainFileSync(path, O_RDONLY)).toThrow(missing);
    await expect(openPlainFile(path, O_RDONLY)).rejects.toThrow(missing);
  });

  it('is made for its owner alone, and one that is there becomes so, with what it holds', () => {
    const folder = scratchFolder();
    makePlainFile(join(folder, 'new'));
    writeFileSync(join(folder, 'old'), 'text');
    chmodSync(join(folder, 'old'), 0o666);
    makePlainFile(join(folder, 'old'));
    for (const name of ['new', 'old']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('text');
  });
});
