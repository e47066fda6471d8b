import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createLinks, generateKey } from '@hitmark/codec';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment, watch } from './support/command.ts';

const key = generateKey('example');
const links = createLinks({ keys: key });

/** Runs an example, and returns its output. */
async function print(name: string): Promise<string> {
  const running = spawn(process.execPath, ['send.ts'], {
    cwd: fileURLToPath(new URL(`../examples/${name}`, import.meta.url)),
    env: { ...cleanEnvironment(), LINK_KEY: key },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { status, stdout, stderr } = await watch(running).end();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

describe.each(['mjml', 'react-email'])('examples/%s', (name) => {
  it('prints the email with a click link and one pixel', async () => {
    const html = await print(name);
    expect(html).toContain('Hello Ann!');
    const urls = html.match(/https:\/\/t\.example\.com\/[oc]\/[\w-]+/g) ?? [];
    const read = urls.map((url) => links.read(url)).sort((a, b) => a.kind.localeCompare(b.kind));
    expect(read).toMatchObject([
      { kind: 'click', url: 'https://shop.example.com/offer?id=1&from=mail' },
      { kind: 'open', metadata: { subscriber: 1 } },
    ]);
    expect(html).not.toContain('data-track=');
  });
});
