import { openKeepAlive, type KeepAlive } from '../keep-alive.ts';
import type { Ledger } from './ledger.ts';
import { canaryPrefix, render, type Template } from './template.ts';

/** Sends requests over one connection as long as it stays open, several at once. */
export interface RequestSender {
  /** @throws errors of the ledger, and of a connection to a collector that has gone */
  send(templates: readonly Template[]): Promise<void>;
  close(): void;
}

/** Requests that are sent at once: few, since those behind an answer that closes the connection are sent in vain. */
const atOnce = 16;

let canaries = 0;

export function createRequestSender(port: number, ledger: Ledger): RequestSender {
  let connection: KeepAlive | null = null;

  /** Returns the number of requests that were answered. */
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
        // Requests behind an answer that closes the connection are sent again. A request that gets no answer
        // although it is the first is not sent again.
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
