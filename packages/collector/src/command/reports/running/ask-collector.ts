import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { CommandError } from '../../command-error.ts';
import type { ControlCall, ControlCalls, ControlFailure } from './control-calls.ts';
import { readControl, type Control } from './control-file.ts';

/** The report of a running collector. */
export interface RunningCollector {
  /** @throws CommandError */
  ask<Call extends ControlCall>(
    call: Call,
    args: ControlCalls[Call]['args'],
  ): Promise<ControlCalls[Call]['result']>;
}

/** Finds the collector that runs the report of a data folder; null: none does. */
export async function findCollector(folder: string): Promise<RunningCollector | null> {
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
  // Left behind where one was killed: nobody answers there, or somebody else.
  const isThere = (await post(control, JSON.stringify({ call: 'figures', args: null }))) !== null;
  return isThere ? collector : null;
}

/** Without a limit of time: forgetting copies a file. Null: nobody is there, or somebody else. */
async function post({ port, secret }: Control, body: string): Promise<string | null> {
  const asked = request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
  });
  try {
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const answer = await text(response);
    return response.statusCode === 200 ? answer : null;
  } catch {
    return null;
  }
}
