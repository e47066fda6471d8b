import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServe } from './command.ts';
import { request } from './request.ts';

/** `hitmark serve` in a process and folder of its own, with an operator who may see its metrics. */
export interface MeasuredServe {
  readonly data: string;
  /** Address at 127.0.0.1. */
  readonly url: string;
  /** Headers that show the operator's token. */
  readonly operator: { readonly authorization: string };
  /** The text of `/metrics`. */
  scrape(): Promise<string>;
  close(): Promise<void>;
}

const token = 'operator-token-of-the-tests';

export async function startMeasuredServe(
  environment: Readonly<Record<string, string>> = {},
): Promise<MeasuredServe> {
  const data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
  const running = await startServe(data, [], { HITMARK_METRICS__TOKEN: token, ...environment });
  const url = running.url.replace('localhost', '127.0.0.1');
  const operator = { authorization: `Bearer ${token}` };
  return {
    data,
    url,
    operator,
    async scrape() {
      const { status, body } = await request(`${url}/metrics`, operator);
      if (status !== 200) throw new Error(`expected metrics, got status ${status}`);
      return body.toString();
    },
    async close() {
      running.process.kill();
      await running.end();
      rmSync(data, { recursive: true });
    },
  };
}
