import type { Rejection } from '../request/rejection.ts';

/**
 * Turns each of several hits into something, as `flatMap`. An error that one of them throws is its own
 * rejection: it would be thrown again however often the hit was sent, and the others are as good as before.
 *
 * @param rejections is added to
 * @param sitesOf site of each event that would have become of a hit: each is rejected
 */
export function attemptEach<Input, Output>(
  inputs: readonly Input[],
  rejections: Rejection[],
  convert: (input: Input) => readonly Output[],
  sitesOf: (input: Input) => readonly (string | null)[],
): Output[] {
  const outputs: Output[] = [];
  for (const input of inputs) {
    try {
      for (const output of convert(input)) outputs.push(output);
    } catch (error) {
      for (const site of sitesOf(input)) rejections.push({ ...rejectionOf(error), site });
    }
  }
  return outputs;
}

function rejectionOf(error: unknown): Rejection {
  return {
    reason: 'internal',
    message: 'the hit could not be handled, which is a bug of hitmark; do not send it again',
    stack: stackOf(error),
  };
}

/** The name of an error and where it was thrown. Its message may hold what was sent. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = error.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? [];
  return [error.name, ...frames].join('\n');
}
