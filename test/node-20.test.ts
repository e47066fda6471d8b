import { execFileSync, spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// The codec and the email package promise Node 20.19. The repo brings Node 24; an older one is taken from the system.

const folder = fileURLToPath(new URL('.', import.meta.url));
const older = findOlderNode();

function findOlderNode(): { path: string; version: string } | null {
  for (const place of (process.env['PATH'] ?? '').split(delimiter)) {
    if (place.includes('node_modules')) continue;
    const path = join(place, 'node');
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    if (/^v(20\.(19|[2-9]\d)|21|22|23)\b/.test(stdout ?? ''))
      return { path, version: stdout.trim() };
  }
  return null;
}

const title = older?.version ?? '(did NOT run: the system has no Node 20.19 to 23)';

describe.skipIf(older === null)(`on Node ${title}`, () => {
  const run = (code: string): string =>
    execFileSync(older?.path ?? '', ['--input-type=module', '--eval', code], {
      cwd: folder,
      encoding: 'utf8',
    });

  it('@hitmark/codec seals and reads links', () => {
    const code = `
      import { createLinks, generateKey } from '@hitmark/codec';
      const links = createLinks({ clickUrl: 'https://t.example.com/c/', keys: generateKey('k1') });
      const { url, metadata, authentic } = links.read(links.click('https://x.test/', { a: [1, 'ü'] }));
      console.log(JSON.stringify({ url, metadata, authentic }));`;
    expect(JSON.parse(run(code))).toEqual({
      url: 'https://x.test/',
      metadata: { a: [1, 'ü'] },
      authentic: true,
    });
  });

  it('@hitmark/codec/pytracking encrypts and decrypts', () => {
    const code = `
      import { getOpenTrackingUrl, getOpenTrackingResult } from '@hitmark/codec/pytracking';
      const config = { encryptionKey: 'dmVyeSBzZWNyZXQga2V5IGZvciB0aGlzIGV4YW1wbGU=' };
      console.log(JSON.stringify(getOpenTrackingResult(getOpenTrackingUrl({ a: 1 }, config), config)));`;
    expect(JSON.parse(run(code))).toMatchObject({ isOpenTracking: true, metadata: { a: 1 } });
  });

  it('@hitmark/codec/hit serializes and parses', () => {
    const code = `
      import { parse, serialize } from '@hitmark/codec/hit';
      console.log(JSON.stringify(parse(serialize({ site: 'acme', data: { a: 'b c' } }))));`;
    expect(JSON.parse(run(code))).toEqual({
      hit: { site: 'acme', data: { a: 'b c' } },
      cuts: [],
    });
  });

  it('@hitmark/email/message rewrites a message in Japanese', () => {
    const code = `
      import { createLinks, generateKey } from '@hitmark/codec';
      import { rewriteMessage } from '@hitmark/email/message';
      const base = 'https://t.example.com/';
      const links = createLinks({ openUrl: base + 'o/', clickUrl: base + 'c/', keys: generateKey('k1') });
      const message = 'To: a@b.example\\nContent-Type: text/plain; charset=iso-2022-jp\\n\\n' +
        '\\x1b$BF|K\\\\\\x1b(B https://shop.example/\\n';
      const { links: made, message: after } = await rewriteMessage(Buffer.from(message, 'latin1'), { links });
      const text = new TextDecoder('iso-2022-jp').decode(after);
      console.log(JSON.stringify([made[0].url, text.replace(made[0].href, '…').split('\\n\\n')[1]]));`;
    expect(JSON.parse(run(code))).toEqual(['https://shop.example/', '日本 …\n']);
  });
});
