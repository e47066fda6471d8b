import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { vi } from 'vitest';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';

/** WebKitGTK's driver and a screen for its MiniBrowser, or null where one of them is missing. */
export function findWebKit(): { readonly driver: string; readonly screen: string } | null {
  const driver = findProgram('WebKitWebDriver');
  const screen = findProgram('Xvfb');
  return driver === null || screen === null ? null : { driver, screen };
}

/** One window of WebKitGTK's MiniBrowser. */
export interface WebKit {
  open(url: string): Promise<void>;
  /** Runs the body of a function in the page, and returns its result. */
  run(body: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Presses a key and lets it go. */
  press(key: 'Tab' | 'Enter'): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

/** Keys as WebDriver writes them (17.4.2). */
const keys = { Tab: '\uE004', Enter: '\uE007' } as const;

/** Starts MiniBrowser under its WebDriver (W3C WebDriver, `/session`); every host is this machine. */
export async function openWebKit(): Promise<WebKit> {
  const paths = findWebKit();
  if (paths === null) throw new Error('expected WebKitWebDriver and Xvfb on PATH');
  const home = mkdtempSync(join(tmpdir(), 'hitmark-webkit-'));
  const screen = spawn(paths.screen, ['-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer];
  const proxy = await startProxy();
  const port = await freePort();
  const driver = spawn(paths.driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${display.toString().trim()}`,
      HOME: home,
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
    },
  });
  const ask = client(`http://127.0.0.1:${port}`);
  await vi.waitFor(() => ask('GET', '/status'), { timeout: 50_000 });
  const { sessionId } = (await ask('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        acceptInsecureCerts: true,
        'webkitgtk:browserOptions': {
          args: ['--automation', `--proxy=http://127.0.0.1:${proxy.port}`],
        },
      },
    },
  })) as { sessionId: string };
  const session = `/session/${sessionId}`;

  return {
    async open(url) {
      await ask('POST', `${session}/url`, { url });
    },
    run: (script, ...args) => ask('POST', `${session}/execute/sync`, { script, args }),
    async press(key) {
      const value = keys[key];
      const actions = [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
      await ask('POST', `${session}/actions`, { actions: [{ type: 'key', id: 'keys', actions }] });
    },
    async back() {
      await ask('POST', `${session}/back`, {});
    },
    async close() {
      await ask('DELETE', session);
      await Promise.all([end(driver), end(screen)]);
      await proxy.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

function client(address: string): Ask {
  return async (method, path, body) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

/** Leads every host to this machine: WebKitGTK has no option for that. */
async function startProxy(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((asked, response) => {
    const { port, pathname, search } = new URL(asked.url ?? '', 'http://localhost');
    const { method, headers } = asked;
    const target = { host: '127.0.0.1', port, path: pathname + search, method, headers };
    const forwarded = request(target, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    asked.pipe(forwarded);
  });
  const sockets = new Set<Duplex>();
  server.on('connect', ({ url = '' }, socket) => {
    sockets.add(socket);
    const target = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
