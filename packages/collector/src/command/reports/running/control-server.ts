import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Forgotten } from '@hitmark/report/store';
import { loadReport } from '../load-report.ts';
import type { ControlCall, ControlCalls, ControlFailure } from './control-calls.ts';
import { readControl, removeControl, writeControl } from './control-file.ts';
import { isProof, nonceHeader, proofHeader, proofOf } from './control-proof.ts';
import type { ReportRunner } from './report-runner.ts';

/** Server on the loopback interface for the commands `hitmark stats`, `forget` and `report`. */
export interface ControlServer {
  /** Writes port and secret to the control file, by which commands find the server. */
  announce(): void;
  close(): Promise<void>;
}

type Handlers = {
  readonly [Call in ControlCall]: (
    args: ControlCalls[Call]['args'],
    signal: AbortSignal,
  ) => Promise<ControlCalls[Call]['result']>;
};

/**
 * Starts a server for the commands that need the report's database. DuckDB lets only one process open the file, so
 * other processes ask this one. Each side proves that it knows the secret of the control file, which only the owner
 * of the data folder can read.
 *
 * @param folder data folder, where the control file stands beside the journal
 */
export async function startControl(folder: string, runner: ReportRunner): Promise<ControlServer> {
  const secret = randomBytes(32).toString('base64url');
  const handlers: Handlers = {
    async query(query, signal) {
      const { parseQuery } = await loadReport(() => import('@hitmark/report/query'));
      return runner.running().query(parseQuery(query), signal);
    },
    forget: (forgotten: readonly Forgotten[]) => runner.forget(forgotten),
    async rebuild() {
      await runner.running().rebuild();
      return null;
    },
    url: async () => runner.url(),
    figures: () => runner.figures(),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = String(request.headers[nonceHeader]);
    if (!isProof(proofOf(secret, 'command', nonce), request.headers[proofHeader])) {
      response.writeHead(401).end();
      return;
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const text = await run(request, gone.signal);
    const proof = proofOf(secret, 'collector', nonce);
    response.writeHead(200, { 'content-type': 'application/json', [proofHeader]: proof }).end(text);
  }

  /** @returns JSON of the result or of the error: both are answered 200, since the command was authentic */
  async function run(request: IncomingMessage, signal: AbortSignal): Promise<string> {
    try {
      const { call, args } = (await json(request)) as { call: ControlCall; args: unknown };
      // The types of both sides are those of `ControlCalls`.
      const handle = handlers[call] as (args: unknown, signal: AbortSignal) => Promise<unknown>;
      return JSON.stringify({ result: await handle(args, signal) });
    } catch (error) {
      return JSON.stringify({ error: toFailure(error) });
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const control = { port: (server.address() as AddressInfo).port, secret };
  return {
    announce: () => writeControl(folder, control),
    async close() {
      // Another collector may have written its own file in the meantime.
      if (readControl(folder)?.secret === secret) removeControl(folder);
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function toFailure(error: unknown): ControlFailure {
  const { message = String(error), code = 'failed' } = error as Partial<NodeJS.ErrnoException>;
  return { code, message };
}
