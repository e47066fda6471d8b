import { openKeepAlive, type KeepAlive } from '../keep-alive.ts';
import type { Ledger } from './ledger.ts';
import { canaryPrefix, render, type Template } from './template.ts';

/** Sends requests over one connection as long as it stays open, many at once. */
export interface Lane {
  /** @throws what the ledger throws; or where the collector is gone */
  send(templates: readonly Template[]): Promise<void>;
  close(): void;
}

/** Few enough that not many are in vain where an answer closes the connection. */
const atOnce = 16;

let canaries = 0;

export function createFastPath(port: number, ledger: Ledger): Lane {
  let connection: KeepAlive | null = null;

  /** Answers how many of the requests are dealt with. */
  async function sendSome(requests: readonly Sendable[]): Promise<number> {
    if (connection === null || connection.isClosed()) connection = await openKeepAlive(port);
    for (const { template, canary } of requests) ledger.sent(canary, template);
    const answers = await connection.send(requests);
    for (const [index, answer] of answers.entries()) {
      const request = requests[index];
      if (request !== undefined) ledger.answered(request.canary, request.template.method, answer);
    }
    return answers.length;
  }

  return {
    async send(templates) {
      let requests = templates.map(toSendable);
      while (requests.length > 0) {
        // Some answers close the connection, and what was sent behind them is sent again. What gets no
        // answer at all, not even as the first, is left.
        const done = await sendSome(requests.slice(0, atOnce));
        requests = requests.slice(Math.max(done, 1));
      }
    },
    close: () => connection?.close(),
  };
}

type Sendable = ReturnType<typeof toSendable>;

function toSendable(template: Template) {
  canaries += 1;
  const canary = `${canaryPrefix}${canaries}z`;
  return {
    template,
    canary: template.eventCanary?.replace('CANARY', canary) ?? null,
    bytes: render(template, canary),
    isHead: template.method === 'HEAD',
  };
}
