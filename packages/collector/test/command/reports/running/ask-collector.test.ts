import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { createServer as createSocketServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findCollector } from '../../../../src/command/reports/running/ask-collector.ts';
import { readControl, writeControl } from '../../../../src/command/reports/running/control-file.ts';
import { startControl } from '../../../../src/command/reports/running/control-server.ts';
import type { ReportRunner } from '../../../../src/command/reports/running/report-runner.ts';

const secret = 'a secret that a killed collector has left behind';
const figures = { cursor: 3, behind: 0, events: 3, visits: 1, bytes: 4_096 };

const runner: ReportRunner = {
  start: async () => null,
  figures: async () => figures,
  running() {
    throw new Error('the report does not run');
  },
  url: () => 'http://localhost:8701',
  forget: async (forgotten) => forgotten.length,
  close: async () => {},
};

describe('findCollector', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hitmark-control-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Has another program listen where the collector did. */
  async function listenInstead(server: Server): Promise<void> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    writeControl(folder, { port: (server.address() as AddressInfo).port, secret });
  }

  async function answerInstead(listener: RequestListener): Promise<void> {
    await listenInstead(createServer({ keepAlive: false }, listener));
  }

  it('finds the collector that knows the secret of the folder, and asks it', async () => {
    const control = await startControl(folder, runner);
    onTestFinished(() => control.close());
    control.announce();
    const collector = await findCollector(folder);
    expect(await collector?.ask('figures', null)).toEqual(figures);
    expect(await collector?.ask('forget', [{ by: 'user', value: 'u1' }])).toBe(1);
  });

  it('finds none by a secret of another collector', async () => {
    const control = await startControl(folder, runner);
    onTestFinished(() => control.close());
    control.announce();
    writeControl(folder, { port: readControl(folder)?.port ?? 0, secret });
    expect(await findCollector(folder)).toBeNull();
  });

  it('takes no program for a collector that has its port and not its secret', async () => {
    await answerInstead((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"result":1}');
    });
    expect(await findCollector(folder)).toBeNull();
  });

  it('takes no program for a collector that sends back what it was sent', async () => {
    await answerInstead(({ headers }, response) => {
      const { 'hitmark-nonce': nonce, 'hitmark-proof': proof } = headers;
      response.setHeader('hitmark-nonce', String(nonce)).setHeader('hitmark-proof', String(proof));
      response.end('{"result":1}');
    });
    expect(await findCollector(folder)).toBeNull();
  });

  it('waits no longer than it is told for a program that never answers', async () => {
    await listenInstead(
      createSocketServer((socket) => onTestFinished(() => void socket.destroy())),
    );
    expect(await findCollector(folder, 50)).toBeNull();
  });

  it('tells its secret to no program that has the port', async () => {
    const heard: string[] = [];
    await answerInstead(({ rawHeaders }, response) => {
      heard.push(rawHeaders.join('\n'));
      response.end();
    });
    await findCollector(folder);
    expect(heard).toHaveLength(1);
    expect(heard.join('\n')).not.toContain(secret);
  });
});
