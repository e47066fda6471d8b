import type { Rejection } from '../request/rejection.ts';

/** Results of several inputs: the outputs of those that went well, and rejections of the others. */
export interface Attempts<Output> {
  readonly outputs: readonly Output[];
  readonly rejections: readonly Rejection[];
}

/**
 * Converts each of several inputs, as `flatMap`. An error that one of them throws is its own rejection: it would be
 * thrown again however often the hit was sent, and the others are as good as before.
 *
 * @param convert returns the outputs of an input, or why it is rejected
 * @param eventsOf site, or place in a list, of each event that would have come of an input: each is rejected
 */
export function attemptEach<Input, Output>(
  inputs: readonly Input[],
  convert: (input: Input) => readonly Output[] | Rejection,
  eventsOf: (input: Input) => readonly Pick<Rejection, 'site' | 'index'>[],
): Attempts<Output> {
  const outputs: Output[] = [];
  const rejections: Rejection[] = [];
  for (const input of inputs) {
    const result = attempt(input, convert);
    if ('reason' in result) {
      for (const event of eventsOf(input)) rejections.push({ ...result, ...event });
    } else for (const output of result) outputs.push(output);
  }
  return { outputs, rejections };
}

function attempt<Input, Output>(
  input: Input,
  convert: (input: Input) => readonly Output[] | Rejection,
): readonly Output[] | Rejection {
  try {
    return convert(input);
  } catch (error) {
    return {
      reason: 'internal',
      message: 'the hit could not be handled, which is a bug of hitmark; do not send it again',
      stack: stackOf(error),
    };
  }
}

/** The name of an error and where it was thrown. Its message may hold what was sent. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = error.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? [];
  return [error.name, ...frames].join('\n');
}
