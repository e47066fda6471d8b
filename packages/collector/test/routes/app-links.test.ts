import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appLinkRoutes } from '../../src/routes/app-links.ts';
import { createDispatch } from '../../src/routes/route.ts';

const apple = { applinks: { details: [{ appIDs: ['TEAM.com.example'], components: [] }] } };
const android = [{ relation: ['delegate_permission/common.handle_all_urls'], target: {} }];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-app-links-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, content: unknown): void {
  writeFileSync(
    join(folder, name),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

/** The answer to a request by the routes of the folder; null where they have none for it. */
function answer(path: string, method = 'GET') {
  const request = { method, path, headers: {} } as Parameters<ReturnType<typeof createDispatch>>[0];
  return createDispatch(appLinkRoutes(folder))(request, () => Promise.reject(new Error('no body')));
}

describe('files of app links', () => {
  it.each([
    ['/.well-known/apple-app-site-association', 'apple-app-site-association', apple],
    ['/apple-app-site-association', 'apple-app-site-association', apple],
    ['/.well-known/assetlinks.json', 'assetlinks.json', android],
  ])('are served under %s as JSON, as they are', async (path, name, content) => {
    put(name, content);
    const found = await answer(path);
    expect(found).toMatchObject({ status: 200, body: JSON.stringify(content) });
    expect(found?.headers['content-type']).toBe('application/json');
  });

  it('are not there where the folder has them not, nor for a POST', async () => {
    put('assetlinks.json', android);
    expect(answer('/.well-known/apple-app-site-association')).toBeNull();
    expect(answer('/.well-known/assetlinks.json', 'POST')).toBeNull();
    expect(answer('/assetlinks.json')).toBeNull();
  });

  it('bring no other file of the folder with them', () => {
    put('assetlinks.json', android);
    put('secret.json', {});
    expect(answer('/.well-known/secret.json')).toBeNull();
    expect(answer('/.well-known/../secret.json')).toBeNull();
  });

  it('are not there without a folder', () => {
    expect(appLinkRoutes(null)).toEqual([]);
  });

  it('are said to be missing where the folder holds neither', () => {
    const missing = /appLinks\.folder: expected a folder with apple-app-site-association or assetl/;
    expect(() => appLinkRoutes(folder)).toThrow(missing);
    expect(() => appLinkRoutes(join(folder, 'none'))).toThrow(missing);
  });

  it.each([
    ['no JSON', '{"applinks":'],
    ['more than Apple reads', JSON.stringify('x'.repeat(140_000))],
  ])('are refused with their path where they are %s', (_, content) => {
    put('apple-app-site-association', content);
    expect(() => appLinkRoutes(folder)).toThrow(
      `appLinks.folder: expected JSON in ${join(folder, 'apple-app-site-association')}, got `,
    );
  });
});
