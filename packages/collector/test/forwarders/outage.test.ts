import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { startServer } from './receiver.ts';
import { minuteMs, openForwarder, secret } from './sample-forwarder.ts';

const minutes = 60;
const eventsPerMinute = 20;
/** Held after the first ten minutes: 1,000 events, if they were held, are more. In MiB. */
const maxGrowthMiB = 2;

/** Measures the memory in use, in MiB, after a collection of garbage, which Node offers only with a flag. */
function heldMiB(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

it('a receiver that is down for an hour costs no memory, then is sent each event once, and none is dead', async () => {
  let isDown = true;
  let underWay = 0;
  let most = 0;
  const delivered: string[] = [];
  const { url, port } = await startServer(async (request, response) => {
    underWay += 1;
    if (isDown) most = Math.max(most, underWay);
    // Answered in a later turn, so that attempts made at the same time are seen.
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    if (!isDown) delivered.push(String(request.headers['webhook-id']));
    response.writeHead(isDown ? 503 : 204).end();
  });
  const webhooks = [{ url, secrets: [secret] }];
  const { store, settle, pass, deadLetters } = await openForwarder({ webhooks }, [port]);
  await store(['first']);
  await settle();
  const ids = ['first'];
  const held: number[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const more = Array.from({ length: eventsPerMinute }, (_, index) => `${minute}-${index}`);
    ids.push(...more);
    await store(more);
    // The clock goes on whether or not the attempts have come to an end.
    void pass(minuteMs);
    if (minute % 10 === 9) held.push(heldMiB());
  }
  expect(most).toBe(1);
  expect(Math.max(...held) - (held[0] ?? 0)).toBeLessThan(maxGrowthMiB);

  isDown = false;
  await pass(minuteMs);
  expect(delivered.toSorted()).toEqual(ids.toSorted());
  expect(deadLetters()).toEqual([]);
});
