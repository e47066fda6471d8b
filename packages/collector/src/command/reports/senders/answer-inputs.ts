import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AddedAnswer } from '@hitmark/report';
import { attempt, type Outcome } from '../../links/attempt.ts';

/** Time for which one list is worked on before others have a turn, in ms. */
const turnMs = 20;

/** Answers one input, or a list of them in its order: in a list what can't be done keeps none from the others. */
export async function answerInputs(
  body: unknown,
  maxInputs: number,
  convert: (input: unknown) => object | Promise<object>,
): Promise<AddedAnswer> {
  if (!Array.isArray(body)) return answerOne(await attempt(() => convert(body)));
  if (body.length === 0 || body.length > maxInputs) {
    const message = `expected one object, or a list of 1 to ${maxInputs}, got ${body.length}`;
    return answerOne({ error: { code: 'bad-input', message } });
  }
  const answers: object[] = [];
  let turnEnds = performance.now() + turnMs;
  for (const input of body as readonly unknown[]) {
    const outcome = await attempt(() => convert(input));
    answers.push('value' in outcome ? outcome.value : outcome);
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + turnMs;
  }
  return { status: 200, body: answers };
}

function answerOne(outcome: Outcome): AddedAnswer {
  if ('value' in outcome) return { status: 200, body: outcome.value };
  return { status: 400, body: { error: { ...outcome.error, problems: [] } } };
}
