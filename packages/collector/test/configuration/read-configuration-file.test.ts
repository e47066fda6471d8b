import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigurationFile } from '../../src/configuration/index.ts';
import { scratchFolder } from '../scratch-folder.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('readConfigurationFile', () => {
  it.each([
    ['hitmark.config.ts', 'const port: number = 1; export default { port };'],
    ['hitmark.config.mjs', 'export default { port: 1 };'],
    ['hitmark.config.json', '{ "port": 1 }'],
  ])('reads %s', async (name, content) => {
    expect(await readConfigurationFile(folderWith({ [name]: content }))).toEqual({ port: 1 });
  });

  it('takes .ts before .mjs before .json', async () => {
    const mjs = 'export default { port: 2 };';
    const json = '{ "port": 3 }';
    const two = folderWith({ 'hitmark.config.mjs': mjs, 'hitmark.config.json': json });
    expect(await readConfigurationFile(two)).toEqual({ port: 2 });
    writeFileSync(join(two, 'hitmark.config.ts'), 'export default { port: 1 };');
    expect(await readConfigurationFile(two)).toEqual({ port: 1 });
  });

  it('reads the file that is named, and no other', async () => {
    const folder = folderWith({
      'own.json': '{ "port": 1 }',
      'hitmark.config.json': '{ "port": 2 }',
    });
    expect(await readConfigurationFile(folder, 'own.json')).toEqual({ port: 1 });
    expect(await readConfigurationFile('/', join(folder, 'own.json'))).toEqual({ port: 1 });
  });

  it('has no options where there is no file', async () => {
    expect(await readConfigurationFile(folderWith({ 'hitmark.json': '{ "port": 1 }' }))).toEqual(
      {},
    );
  });

  it.each([
    ['own.json', '{ port: 1 }'],
    ['own.json', ''],
    ['own.mjs', 'export default {'],
    ['own.mjs', 'throw new Error("broken")'],
    ['own.mjs', 'throw "broken"'],
    ['own.ts', 'import "./missing.ts"; export default {};'],
  ])('refuses %s that can not be read: %o', async (name, content) => {
    const folder = folderWith({ [name]: content });
    const error = await failure(readConfigurationFile(folder, name));
    expect(error).toMatchObject({ name: 'ConfigurationError', code: 'configuration-invalid' });
    expect(error.message).toContain(`${join(folder, name)}: expected a readable file, got `);
    expect(error.cause).toBeDefined();
  });

  it('refuses a file that is named and missing', async () => {
    const folder = scratchFolder();
    const error = await failure(readConfigurationFile(folder, 'missing.json'));
    expect(error.message).toContain(join(folder, 'missing.json'));
  });

  it.each([
    ['own.json', 'null', 'an object'],
    ['own.json', '[]', 'an object'],
    ['own.json', '"port"', 'an object'],
    ['own.mjs', 'export const port = 1;', 'a default export'],
    ['own.mjs', 'export default null;', 'a default export'],
    ['own.mjs', 'export default () => ({ port: 1 });', 'a default export'],
  ])('refuses %s without options: %o', async (name, content, expected) => {
    const folder = folderWith({ [name]: content });
    const error = await failure(readConfigurationFile(folder, name));
    expect(error.message).toContain(`${join(folder, name)}: expected ${expected} with options`);
  });
});

async function failure(promise: Promise<unknown>): Promise<Error> {
  const [result] = await Promise.allSettled([promise]);
  if (result?.status === 'rejected' && result.reason instanceof Error) return result.reason;
  throw new Error('expected an Error, got none');
}
