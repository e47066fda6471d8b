import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand } from './command.ts';
import { request } from './request.ts';

/** A demo that runs, with data of its own. */
export interface Demo {
  readonly url: string;
  readonly reportUrl: string;
  /** Folder of its journal. */
  readonly data: string;
  close(): Promise<void>;
}

/** Starts `hitmark demo` on free ports. */
export async function startDemo(): Promise<Demo> {
  const data = mkdtempSync(join(tmpdir(), 'hitmark-demo-'));
  const demo = startCommand(['demo', '--port', '0', '--report.port', '0', '--data', data]);
  const [, url = ''] = await demo.output(/Open\s+(http:\S+)/);
  const [, reportUrl = ''] = await demo.output(/Report\s+(http:\S+)/);
  return {
    url,
    reportUrl,
    data,
    async close() {
      demo.process.kill('SIGINT');
      await demo.end();
      rmSync(data, { recursive: true });
    },
  };
}

/** Sends a demo a hit that it rejects. */
export async function sendTooLong({ url }: Pick<Demo, 'url'>, name = 'u'): Promise<void> {
  await request(`${url}/pixel.gif?t=1&${name}=${'x'.repeat(9_000)}`);
}
