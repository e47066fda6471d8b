import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveOptions } from '../../src/configuration/index.ts';
import { scratchFolder } from '../scratch-folder.ts';

function file(content: string): string {
  const path = join(scratchFolder(), 'value');
  writeFileSync(path, content);
  return path;
}

describe('HITMARK_…_FILE', () => {
  it.each([
    ['as it is', 'visitor'],
    ['without the newline at its end', 'visitor\n'],
    ['without the line end of Windows', 'visitor\r\n'],
  ])('names a file that holds the value, %s', (_name, content) => {
    const environment = { HITMARK_COOKIE__NAME_FILE: file(content) };
    expect(resolveOptions({ environment }).cookie.name).toBe('visitor');
  });

  it('is trimmed of one newline only', () => {
    const environment = { HITMARK_COOKIE__NAME_FILE: file('visitor\n\n') };
    expect(() => resolveOptions({ environment })).toThrow('cookie.name: expected');
  });

  it('is a problem beside others where there is no such file', () => {
    const environment = { HITMARK_DATA_FILE: '/nowhere/at/all', HITMARK_PORT: 'x' };
    expect(() => resolveOptions({ environment })).toThrow(
      /HITMARK_DATA_FILE: expected a readable file, got ENOENT[^]*port: expected a whole number/,
    );
  });

  it('is a problem where the value is given too', () => {
    const environment = { HITMARK_DATA_FILE: file('a'), HITMARK_DATA: 'b' };
    expect(() => resolveOptions({ environment })).toThrow(
      'HITMARK_DATA_FILE: expected it or HITMARK_DATA, got both',
    );
  });
});
