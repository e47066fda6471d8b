import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/file-system/make-folder.ts';
import { scratchFolder } from '../scratch-folder.ts';

// That it comes to an end in /proc is shown by test/command.test.ts, in a process that can be ended.

describe('makeFolder', () => {
  it('makes a folder with its parents, for nobody but the owner, and names the first', () => {
    const parent = scratchFolder();
    const folder = join(parent, 'var', 'lib', 'hitmark');
    expect(makeFolder(folder)).toBe(join(parent, 'var'));
    for (const each of ['var', 'var/lib', 'var/lib/hitmark']) {
      expect(statSync(join(parent, each)).mode & 0o777).toBe(0o700);
    }
  });

  it('leaves alone what is there, a link to a folder too', () => {
    const parent = scratchFolder();
    mkdirSync(join(parent, 'real'), { mode: 0o750 });
    symlinkSync(join(parent, 'real'), join(parent, 'link'));
    expect(makeFolder(join(parent, 'real'))).toBe(null);
    expect(makeFolder(join(parent, 'link'))).toBe(null);
    expect(statSync(join(parent, 'real')).mode & 0o777).toBe(0o750);
    expect(makeFolder(join(parent, 'link', 'below'))).toBe(join(parent, 'link', 'below'));
    expect(existsSync(join(parent, 'real', 'below'))).toBe(true);
  });

  it.each([
    ['a file stands', (parent: string) => writeFileSync(join(parent, 'a'), ''), 'EEXIST'],
    [
      'a link leads nowhere',
      (parent: string) => symlinkSync('nowhere', join(parent, 'a')),
      'EEXIST',
    ],
    ['a link leads to itself', (parent: string) => symlinkSync('a', join(parent, 'a')), 'ELOOP'],
  ])('fails where %s in its place', (_what, prepare, code) => {
    const parent = scratchFolder();
    prepare(parent);
    expect(() => makeFolder(join(parent, 'a'))).toThrow(expect.objectContaining({ code }));
    expect(() => makeFolder(join(parent, 'a', 'b'))).toThrow(expect.objectContaining({}));
  });
});
