import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinks, type Links } from '@hitmark/codec';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPythonThat } from './measure/find-python.ts';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment, startCommand, watch } from './support/command.ts';
import { freePort } from './support/free-port.ts';
import { apiToken, startSenderCollector, type SenderCollector } from './support/sender-api.ts';

// A language that a machine lacks is a skipped test, whose name says so.

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const examples = fileURLToPath(new URL('../examples/links-by-http/', import.meta.url));
const page = read('docs/links-by-http-recipes.md');

const folder = mkdtempSync(join(tmpdir(), 'hitmark-recipes-'));
let collector: SenderCollector;
let links: Links;

beforeAll(async () => {
  collector = await startSenderCollector(join(folder, 'data'));
  links = createLinks({ keys: collector.key });
});

afterAll(async () => {
  collector.process.kill();
  await collector.end();
  rmSync(folder, { recursive: true });
});

/** Runs a program in its example's folder, against the collector. */
function run(
  program: string,
  args: readonly string[],
  language: string,
  more = {},
): ChildProcessWithoutNullStreams {
  const env = {
    ...cleanEnvironment(),
    HITMARK_API: collector.api,
    HITMARK_LINKS__API_TOKEN: apiToken,
    PYTHONDONTWRITEBYTECODE: '1',
    ...more,
  };
  return spawn(program, [...args], { cwd: join(examples, language), env });
}

/** Links of a text: kind, target, recipient, message and site. One that it lists twice counts once. */
function linksIn(text: string): unknown[] {
  const urls = [...text.matchAll(/http:\/\/localhost:\d+\/[oc]\/[\w-]+/g)].map(([url]) => url);
  return [...new Set(urls)].map((url) => {
    const { kind, url: target, recipient, message, site } = links.read(url);
    return [kind, target, recipient, message, site];
  });
}

/** Reason why a program can't be run here; empty: it can. A machine may lack one. */
function missing(program: string, args: readonly string[]): string {
  return spawnSync(program, args).status === 0 ? '' : `; did NOT run: no ${program}`;
}

const python = findPythonThat('import sys; print(sys.version.split()[0])');
const django = findPythonThat('import django; print(django.__version__)');
const flask = findPythonThat('import flask; print(1)');
const lacks = (found: ReturnType<typeof findPythonThat>) =>
  found.path === undefined ? `; did NOT run: ${found.reason}` : '';

describe('docs/links-by-http-recipes.md', () => {
  it('shows each program as it is', () => {
    const shown = [...page.matchAll(/```\w+ file=(\S+)\n([^]*?)```/g)];
    expect(shown).toHaveLength(7);
    for (const [, path = '', code] of shown) expect(code).toBe(read(path));
  });
});

describe('recipes of senders', () => {
  const programs = [
    ['Python', python.path ?? 'python3', ['hitmark_links.py'], 'python', lacks(python)],
    ['PHP', 'php', ['hitmark_links.php'], 'php', missing('php', ['--version'])],
    ['Ruby', 'ruby', ['hitmark_links.rb'], 'ruby', missing('ruby', ['--version'])],
    ['Go', join(folder, 'hitmark_links'), [], 'go', missing('go', ['version'])],
    ['Java', 'java', ['-cp', folder, 'HitmarkLinks'], 'java', missing('javac', ['-version'])],
  ] as const;
  const compilers = {
    go: ['go', ['build', '-o', join(folder, 'hitmark_links'), 'hitmark_links.go']],
    java: ['javac', ['-d', folder, 'HitmarkLinks.java']],
  } as const;

  for (const [name, , , language, didNotRun] of programs) {
    if (language !== 'go' && language !== 'java') continue;
    // Patient: Go compiles its library the first time.
    it.skipIf(didNotRun !== '')(`${name}: compiles${didNotRun}`, { timeout: 300_000 }, async () => {
      const [compiler, args] = compilers[language];
      const { status, stderr } = await watch(run(compiler, args, language)).end();
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    });
  }

  for (const [name, program, args, language, didNotRun] of programs) {
    it.skipIf(didNotRun !== '')(`${name}: rewrites an email${didNotRun}`, async () => {
      const { status, stdout, stderr } = await watch(run(program, args, language)).end();
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(linksIn(stdout)).toEqual([
        ['click', 'https://shop.example/', 'c-17', 'spring', 'acme'],
        ['open', null, 'c-17', 'spring', 'acme'],
      ]);
    });

    it.skipIf(didNotRun !== '')(
      `${name}: ends with a fault where the token is wrong${didNotRun}`,
      async () => {
        const wrong = { HITMARK_LINKS__API_TOKEN: 'a-token-of-nobody' };
        const { status, stdout, stderr } = await watch(run(program, args, language, wrong)).end();
        expect(status).not.toBe(0);
        expect(stdout + stderr).toMatch(/wrong-token|HTTP Error 401/);
        expect(linksIn(stdout)).toEqual([]);
      },
    );
  }

  it.skipIf(lacks(django) !== '')(`Django: sends a tracked email${lacks(django)}`, async () => {
    const program = `
from django.conf import settings
settings.configure(EMAIL_BACKEND='django.core.mail.backends.locmem.EmailBackend')
from django.core import mail
from django_email import send_tracked
send_tracked('Hello', 'https://shop.example/a', '<a href="https://shop.example/b">b</a>',
    'ann@shop.example', 'c-17', 'spring', site='acme')
print(mail.outbox[0].body, mail.outbox[0].alternatives[0][0], mail.outbox[0].extra_headers)
`;
    const child = run(django.path ?? '', ['-c', program], 'python');
    const { status, stdout, stderr } = await watch(child).end();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(linksIn(stdout)).toEqual([
      ['click', 'https://shop.example/a', 'c-17', 'spring', 'acme'],
      ['click', 'https://shop.example/b', 'c-17', 'spring', 'acme'],
      ['open', null, 'c-17', 'spring', 'acme'],
    ]);
  });

  it.skipIf(lacks(flask) !== '')(`Flask: sends a tracked message${lacks(flask)}`, async () => {
    const mails: string[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, _session, finish) {
        simpleParser(stream, (error: Error | null, mail) => {
          mails.push(mail.text ?? '', String(mail.html));
          finish(error);
        });
      },
    });
    await new Promise<void>((resolve) => {
      smtp.listen(0, 'localhost', () => resolve());
    });
    const { port } = smtp.server.address() as AddressInfo;
    const program = `
from flask_app import app
customer = {'email': 'ann@shop.example', 'id': 'c-17'}
print(app.test_client().post('/orders', json=customer).status)
`;
    const more = { SMTP_PORT: String(port) };
    const child = run(flask.path ?? '', ['-c', program], 'python', more);
    const { stdout, stderr } = await watch(child).end();
    smtp.close();
    expect({ stdout, stderr }).toEqual({ stdout: '204 NO CONTENT\n', stderr: '' });
    const click = ['click', 'https://shop.example/orders', 'c-17', 'order', 'acme'];
    const open = ['open', null, 'c-17', 'order', 'acme'];
    expect(mails.map(linksIn)).toEqual([[click], [click, open]]);
  });
});

describe('ten lines of a Python shell', () => {
  const [, code = ''] = /```python\n([^]*?)```/.exec(page) ?? [];

  it('are at most ten', () => {
    const lines = code.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines.length).toBeGreaterThan(5);
  });

  it.skipIf(lacks(python) !== '')(
    `lead to an event in the journal and on the report page${lacks(python)}`,
    async () => {
      const [port, reportPort] = [await freePort(), await freePort()];
      const data = join(folder, 'demo');
      const [, start = ''] = /```sh\n([^]*?)```/.exec(page) ?? [];
      const [, token = ''] = /HITMARK_LINKS__API_TOKEN=(\S+)/.exec(start) ?? [];
      const ports = ['--port', String(port), '--report.port', String(reportPort)];
      const demo = startCommand(['demo', '--data', data, ...ports], {
        HITMARK_LINKS__API_TOKEN: token,
      });
      await demo.output(/Report {10}http/);
      const api = `http://localhost:${reportPort}`;
      // As somebody types it.
      const shell = spawn(python.path ?? '', ['-i', '-q'], { env: cleanEnvironment() });
      shell.stdin.end(code.replaceAll('http://localhost:8701', api));
      const { stdout, stderr } = await watch(shell).end();
      expect(stderr).not.toContain('Error');
      const [shown = ''] = /http\S+\/sites\/my-shop\/\S+/.exec(stdout) ?? [];
      expect(shown).toContain(api);

      const ours = () => readEvents(data).filter(({ site }) => site === 'my-shop');
      await expect
        .poll(ours)
        .toMatchObject([{ type: 'open', message: 'spring', recipient: 'c-17' }]);
      await expect.poll(() => opensOn(shown)).toBe('1');
      demo.process.kill();
      await demo.end();
    },
  );
});

/** Distinct opens by people that the report page of a message shows; null where it shows none. */
async function opensOn(url: string): Promise<string | null> {
  const html = await (await fetch(url)).text();
  const text = html.replaceAll(/<style[^]*?<\/style>|<[^>]*>/g, ' ');
  return /Opened\s+(\d+)/.exec(text)?.[1] ?? null;
}
