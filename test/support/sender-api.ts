import { generateKey } from '@hitmark/codec';
import { startServe, type RunningCommand } from './command.ts';
import { freePort } from './free-port.ts';

/** Token of senders, in tests. */
export const apiToken = 'a-token-of-senders';
/** Token of readers, in tests. */
export const reportToken = 'a-token-of-readers';

/** A collector that senders can ask. */
export interface SenderCollector extends RunningCommand {
  /** Address of the collector, to which links lead. */
  readonly url: string;
  /** Address of the report's port. */
  readonly api: string;
  readonly key: string;
}

/** Answer of an API, its JSON read. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Starts `hitmark serve` with a report, and both tokens. */
export async function startSenderCollector(data: string): Promise<SenderCollector> {
  const key = generateKey('k1');
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const collector = await startServe(
    data,
    [`--port=${port}`, `--public-url=${address}`, '--report.enabled=true', '--report.port=0'],
    {
      HITMARK_LINKS__KEYS: key,
      HITMARK_LINKS__API_TOKEN: apiToken,
      HITMARK_REPORT__TOKEN: reportToken,
    },
  );
  const [, api = ''] = await collector.output(/"reportUrl":"([^"]+)"/);
  return { ...collector, url: address, api, key };
}

/** Posts JSON to an API, with a token. */
export async function postJson(
  url: string,
  body: unknown,
  token: string | null = apiToken,
): Promise<JsonAnswer> {
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}
