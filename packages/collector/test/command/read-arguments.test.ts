import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandError } from '../../src/command/command-error.ts';
import { readArguments } from '../../src/command/read-arguments.ts';
import { scratchFolder } from '../scratch-folder.ts';

beforeEach(() => {
  vi.unstubAllEnvs();
  for (const name of Object.keys(process.env)) {
    if (/^(HITMARK_|PORT$)/.test(name)) vi.stubEnv(name, undefined);
  }
});

describe('readArguments', () => {
  it('reads options as flags, nested ones too', async () => {
    const args = ['--port', '1', '--cookie.max-age-days=7', '--privacy.honour-signals', 'false'];
    const { options } = await readArguments(args);
    expect(options).toMatchObject({
      port: 1,
      cookie: { name: 'id', maxAgeDays: 7 },
      privacy: { honourSignals: false },
    });
  });

  it('takes a flag before the environment, and that before the file', async () => {
    const file = join(scratchFolder(), 'own.json');
    writeFileSync(file, '{ "port": 3, "host": "::1", "trustedProxyHops": 3 }');
    vi.stubEnv('PORT', '2');
    vi.stubEnv('HITMARK_TRUSTED_PROXY_HOPS', '2');
    const { options } = await readArguments(['--config', file, '--port', '1']);
    expect(options).toMatchObject({ port: 1, trustedProxyHops: 2, host: '::1' });
  });

  it('hands a command its own flags, as text', async () => {
    const { flags, options } = await readArguments(['--lines', '5', '--port', '1'], ['lines']);
    expect(flags).toEqual({ lines: '5' });
    expect(options.port).toBe(1);
  });

  it('takes --data for the folder of the journal, whatever it is called', async () => {
    const { options, flags } = await readArguments(['--data', './a=b'], ['where']);
    expect([options.data, flags]).toEqual(['./a=b', {}]);
  });

  it('takes the last of an option that is given twice, and none of a command’s own', async () => {
    const { options } = await readArguments(['--port', '1', '--port', '2']);
    expect(options.port).toBe(2);
    await expect(readArguments(['--user', 'a', '--user', 'b'], ['user'])).rejects.toMatchObject({
      code: 'usage',
      message: '--user: expected once, got it twice',
    });
  });

  it.each([
    ['no flag', ['--prot', '1']],
    ['a flag of another command', ['--lines', '5']],
    ['an argument', ['8700']],
    ['a flag without its value', ['--port']],
    ['a flag for a value', ['--port', '--host']],
    ['a negative number for a value', ['--port', '-1']],
    ['a name of every object', ['--__proto__', '1']],
  ])('says in one line that %s is wrong usage', async (_, args) => {
    const error = await readArguments(args).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({ code: 'usage' });
    expect((error as Error).message).toMatch(/^[^\n]+$/);
  });

  it('names the flag’s option where its value is wrong', async () => {
    await expect(readArguments(['--cookie.max-age-days', '401'])).rejects.toMatchObject({
      code: 'configuration-invalid',
      problems: ['cookie.maxAgeDays: expected a whole number from 1 to 400, got 401'],
    });
  });
});
