import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { CommandError } from '../../command-error.ts';
import type { ControlCall, ControlCalls, ControlFailure } from './control-calls.ts';
import { readControl, type Control } from './control-file.ts';
import { isProof, nonceHeader, proofHeader, proofOf } from './control-proof.ts';

/** The report of a running collector, asked over its control port. */
export interface RunningCollector {
  /** @throws CommandError */
  ask<Call extends ControlCall>(
    call: Call,
    args: ControlCalls[Call]['args'],
  ): Promise<ControlCalls[Call]['result']>;
}

/** Longest wait for a collector's first answer, in ms: its figures take half a second at most. */
const answerTimeoutMs = 10_000;

/** Finds the collector that runs the report of a data folder; null: none does, or none answers in time. */
export async function findCollector(
  folder: string,
  timeoutMs = answerTimeoutMs,
): Promise<RunningCollector | null> {
  const control = readControl(folder);
  if (control === null) return null;
  const collector: RunningCollector = {
    async ask(call, args) {
      const answer = await post(control, JSON.stringify({ call, args }));
      if (answer === null) throw new CommandError('failed', 'the collector has ended: try again');
      const { result, error } = JSON.parse(answer) as { result: never; error?: ControlFailure };
      if (error !== undefined) throw new CommandError('failed', error.message);
      return result;
    },
  };
  // A collector that was killed leaves its file: nobody answers at the port, or another program.
  const figures = JSON.stringify({ call: 'figures', args: null });
  const isThere = (await post(control, figures, AbortSignal.timeout(timeoutMs))) !== null;
  return isThere ? collector : null;
}

/**
 * Posts a call.
 *
 * @param signal left out where there is no limit of time: forgetting copies a file
 * @returns null: nobody is there, or somebody who does not know the secret
 */
async function post(
  { port, secret }: Control,
  body: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const nonce = randomBytes(16).toString('base64url');
  const outgoing = request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    headers: {
      [nonceHeader]: nonce,
      [proofHeader]: proofOf(secret, 'command', nonce),
      'content-type': 'application/json',
    },
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    if (!isProof(proofOf(secret, 'collector', nonce), response.headers[proofHeader])) {
      outgoing.destroy();
      return null;
    }
    return await text(response);
  } catch {
    return null;
  }
}
