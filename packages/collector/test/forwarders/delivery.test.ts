import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { startReceiver, type Received, type Receiver } from './receiver.ts';
import { hourMs, minuteMs, openForwarder, secondMs, secret } from './sample-forwarder.ts';

const idsOf = ({ received }: Receiver): unknown[] =>
  received.map(({ headers }) => headers['webhook-id']);
const idOf = ({ headers }: Received): unknown => headers['webhook-id'];

/** The waits of the whole schedule, from the first attempt to the seventh. */
const schedule = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
] as const;

async function forwardTo(receiver: Receiver, timeoutMs = 15_000) {
  const webhooks = [{ url: receiver.url, secrets: [secret], timeoutMs }];
  return openForwarder({ webhooks }, [receiver.port]);
}

describe('a webhook', () => {
  it('is sent once for each event that was stored since the forwarder was first opened', async () => {
    const receiver = await startReceiver();
    const { store, settle } = await forwardTo(receiver);
    await store(['a', 'b']);
    await settle();
    await settle();
    expect(idsOf(receiver)).toEqual(['a', 'b']);
  });

  it('is not sent for what was stored before anybody asked for it', async () => {
    const receiver = await startReceiver();
    const before = await openForwarder({}, []);
    await before.store(['seen']);
    await before.settle();
    await before.stop();
    await before.journal.close();
    const webhooks = [{ url: receiver.url, secrets: [secret] }];
    const { store, settle } = await openForwarder({ webhooks }, [receiver.port], before.data);
    await store(['new']);
    await settle();
    expect(idsOf(receiver)).toEqual(['new']);
  });

  it('is sent in the order of the journal', async () => {
    const receiver = await startReceiver();
    const { store, settle } = await forwardTo(receiver);
    const ids = Array.from({ length: 60 }, (_, index) => `event-${index}`);
    await store(ids);
    await settle();
    expect(idsOf(receiver)).toEqual(ids);
  });

  it('reaches only the receivers that want its type', async () => {
    const all = await startReceiver();
    const clicks = await startReceiver();
    const webhooks = [
      { url: all.url, secrets: [secret] },
      { url: clicks.url, secrets: [secret], types: ['click' as const] },
    ];
    const { store, settle } = await openForwarder({ webhooks }, [all.port, clicks.port]);
    await store(['view'], { type: 'pageview' });
    await store(['click'], { type: 'click' });
    await settle();
    expect(idsOf(all)).toEqual(['view', 'click']);
    expect(idsOf(clicks)).toEqual(['click']);
  });
});

describe('a receiver that fails', () => {
  it('with 500 three times is sent the same message until it takes it, and then no more', async () => {
    const receiver = await startReceiver((_request, index) => (index < 3 ? 500 : 200));
    const { store, settle, pass } = await forwardTo(receiver);
    await store(['a']);
    await settle();
    for (const ms of schedule) await pass(ms);
    expect(idsOf(receiver)).toEqual(['a', 'a', 'a', 'a']);
    const bodies = new Set(receiver.received.map(({ body }) => body));
    expect(bodies.size).toBe(1);
  });

  it.each([
    ['answers 500', 500, 'status-500'],
    ['answers 404', 404, 'status-404'],
    ['closes the connection', 'close', 'ECONNRESET'],
    ['hangs', 'hang', 'timeout'],
    ['redirects', { status: 302, headers: { location: '/elsewhere' } }, 'status-302'],
  ] as const)(
    'because it %s is tried seven times, then it is a dead letter',
    async (_, reply, reason) => {
      const receiver = await startReceiver(() => reply);
      const timeoutMs = reply === 'hang' ? 200 : 15_000;
      const { store, settle, pass, deadLetters } = await forwardTo(receiver, timeoutMs);
      await store(['a'], { type: 'click' });
      await settle();
      for (const [index, ms] of schedule.entries()) {
        expect(deadLetters()).toEqual([]);
        await pass(ms - 1);
        expect(receiver.received).toHaveLength(index + 1);
        await pass(1);
        expect(receiver.received).toHaveLength(index + 2);
      }
      await pass(100 * hourMs);
      expect(receiver.received.map(({ path }) => path)).toEqual(
        Array.from({ length: 7 }, () => '/hook'),
      );
      const { url } = receiver;
      expect(deadLetters()).toMatchObject([{ id: 'a', type: 'click', url, attempts: 7, reason }]);
    },
  );

  it('is tried again although the clock was ahead when it failed', async () => {
    const receiver = await startReceiver((_request, index) => (index < 1 ? 500 : 200));
    const { store, settle, pass } = await forwardTo(receiver);
    await pass(9_000 * hourMs);
    await store(['a']);
    await settle();
    await pass(-9_000 * hourMs);
    expect(idsOf(receiver)).toEqual(['a', 'a']);
  });

  it('is not tried again at once because the clock was set back a little', async () => {
    const receiver = await startReceiver((_request, index) => (index < 1 ? 500 : 200));
    const { store, settle, pass } = await forwardTo(receiver);
    await store(['a']);
    await settle();
    await pass(-hourMs);
    expect(idsOf(receiver)).toEqual(['a']);
  });

  it('because nobody listens is tried again', async () => {
    const receiver = await startReceiver();
    const nobody = `http://127.0.0.1:1/`;
    const webhooks = [
      { url: nobody, secrets: [secret] },
      { url: receiver.url, secrets: [secret] },
    ];
    const { store, settle, log } = await openForwarder({ webhooks }, [1, receiver.port]);
    await store(['a']);
    await settle();
    expect(log).toMatchObject([{ event: 'webhook-failing', reason: 'ECONNREFUSED' }]);
    expect(idsOf(receiver)).toEqual(['a']);
  });

  it('has all that waits for it delivered as soon as one attempt succeeds', async () => {
    let up = false;
    const receiver = await startReceiver(() => (up ? 200 : 503));
    const { store, settle, pass, log } = await forwardTo(receiver);
    await store(['a', 'b', 'c']);
    await settle();
    await pass(5 * secondMs);
    up = true;
    const before = receiver.received.length;
    await store(['d']);
    await pass(0);
    expect(new Set(receiver.received.slice(before).map(idOf))).toEqual(
      new Set(['a', 'b', 'c', 'd']),
    );
    expect(receiver.received).toHaveLength(before + 4);
    expect(log.map(({ event }) => event)).toEqual(['webhook-failing', 'webhook-recovered']);
  });

  it('at one event only is sent the others, and the one keeps its own schedule', async () => {
    const receiver = await startReceiver((request) => (idOf(request) === 'poison' ? 500 : 200));
    const { store, settle, pass, deadLetters } = await forwardTo(receiver);
    await store(['a', 'poison', 'b', 'c']);
    await settle();
    expect(new Set(idsOf(receiver))).toEqual(new Set(['a', 'poison', 'b', 'c']));
    for (const [index, ms] of schedule.entries()) {
      await store([`later-${index}`]);
      await pass(ms - 1);
    }
    const others = idsOf(receiver).filter((id) => id !== 'poison');
    expect(others).toHaveLength(3 + schedule.length);
    // A success hurries it once; that must not use up its attempts.
    expect(deadLetters()).toEqual([]);
    await pass(100 * hourMs);
    expect(deadLetters()).toMatchObject([{ id: 'poison', reason: 'status-500', attempts: 7 }]);
  });

  it('gets no row that is not an event, and gets the events after it', async () => {
    const receiver = await startReceiver();
    const { store, settle, journal, log } = await forwardTo(receiver);
    await store(['a']);
    const other = new DatabaseSync(journal.path);
    other.exec("INSERT INTO events (received, event) VALUES (0, 'no JSON')");
    other.close();
    await store(['b']);
    await settle();
    expect(idsOf(receiver)).toEqual(['a', 'b']);
    expect(log).toMatchObject([{ event: 'webhook-unreadable', sequence: 2 }]);
  });

  it('is asked again no earlier than its Retry-After says, even after a success', async () => {
    const retryAfter = { status: 429, headers: { 'retry-after': '3600' } };
    const receiver = await startReceiver((request, index) =>
      idOf(request) === 'a' && index === 0 ? retryAfter : 200,
    );
    const { store, settle, pass } = await forwardTo(receiver);
    await store(['a']);
    await settle();
    await store(['b']);
    await pass(hourMs - 1);
    expect(idsOf(receiver)).toEqual(['a', 'b']);
    await pass(1);
    expect(idsOf(receiver)).toEqual(['a', 'b', 'a']);
  });

  it('slows no other receiver down, though it hangs and many events wait for it', async () => {
    const hanging = await startReceiver(() => 'hang');
    const quick = await startReceiver();
    const webhooks = [hanging, quick].map(({ url }) => ({ url, secrets: [secret] }));
    const { store, forwarder } = await openForwarder({ webhooks }, [hanging.port, quick.port]);
    const ids = Array.from({ length: 100 }, (_, index) => `event-${index}`);
    await store(ids);
    forwarder.round();
    await expect.poll(() => idsOf(quick)).toEqual(ids);
    expect(hanging.received).toHaveLength(8);
  });
});

describe('a receiver that answers 410', () => {
  it('is sent no more, and what it should have had becomes dead letters', async () => {
    const receiver = await startReceiver(() => 410);
    const { store, settle, pass, deadLetters, log } = await forwardTo(receiver);
    await store(['a']);
    await settle();
    await store(['b']);
    await pass(hourMs);
    expect(idsOf(receiver)).toEqual(['a']);
    expect(deadLetters()).toMatchObject([
      { id: 'a', reason: 'status-410' },
      { id: 'b', reason: 'status-410' },
    ]);
    expect(log).toContainEqual(expect.objectContaining({ event: 'webhook-disabled' }));
  });

  it('stays disabled over a restart, until its options change', async () => {
    const receiver = await startReceiver((_request, index) => (index === 0 ? 410 : 200));
    const first = await forwardTo(receiver);
    await first.store(['a']);
    await first.settle();
    await first.stop();
    await first.journal.close();

    const reopen = (timeoutMs: number) =>
      openForwarder(
        { webhooks: [{ url: receiver.url, secrets: [secret], timeoutMs }] },
        [receiver.port],
        first.data,
      );
    const same = await reopen(15_000);
    await same.store(['b']);
    await same.settle();
    expect(idsOf(receiver)).toEqual(['a']);
    await same.stop();
    await same.journal.close();

    const changed = await reopen(14_000);
    await changed.store(['c']);
    await changed.settle();
    expect(idsOf(receiver)).toEqual(['a', 'c']);
  });

  it('is asked again when its dead letters are retried', async () => {
    const receiver = await startReceiver((_request, index) => (index === 0 ? 410 : 200));
    const { store, settle, retryDead, deadLetters } = await forwardTo(receiver);
    await store(['a']);
    await settle();
    expect(retryDead()).toBe(1);
    await store(['b']);
    await settle();
    expect(idsOf(receiver)).toEqual(['a', 'a', 'b']);
    expect(deadLetters()).toEqual([]);
  });
});

describe('dead letters', () => {
  async function withDeadLetters() {
    let up = false;
    const receiver = await startReceiver(() => (up ? 200 : 500));
    const opened = await forwardTo(receiver);
    await opened.store(['a', 'b', 'c']);
    await opened.settle();
    for (const ms of schedule) await opened.pass(ms);
    expect(opened.deadLetters()).toHaveLength(3);
    up = true;
    const before = receiver.received.length;
    return { ...opened, sentSince: () => receiver.received.slice(before).map(idOf) };
  }

  it('that are retried are delivered under the same ids', async () => {
    const { retryDead, settle, sentSince, deadLetters } = await withDeadLetters();
    expect(retryDead()).toBe(3);
    await settle();
    expect(sentSince()).toEqual(['a', 'b', 'c']);
    expect(deadLetters()).toEqual([]);
  });

  it('are retried by id, and the others stay', async () => {
    const { retryDead, settle, sentSince, deadLetters } = await withDeadLetters();
    expect(retryDead(['b', 'unknown'])).toBe(1);
    await settle();
    expect(sentSince()).toEqual(['b']);
    expect(deadLetters().map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('are not sent again by themselves', async () => {
    const { store, pass, sentSince } = await withDeadLetters();
    await store(['d']);
    await pass(100 * hourMs);
    expect(sentSince()).toEqual(['d']);
  });
});

describe('stopping', () => {
  it('breaks off what hangs, which stays due under the same id', async () => {
    let hangs = true;
    const receiver = await startReceiver(() => (hangs ? 'hang' : 200));
    const first = await forwardTo(receiver);
    await first.store(['a']);
    first.forwarder.round();
    await expect.poll(() => receiver.received.length).toBe(1);
    await first.stop();
    await first.journal.close();
    hangs = false;
    const webhooks = [{ url: receiver.url, secrets: [secret] }];
    const next = await openForwarder({ webhooks }, [receiver.port], first.data);
    await next.settle();
    expect(idsOf(receiver)).toEqual(['a', 'a']);
    await next.pass(100 * hourMs);
    expect(receiver.received).toHaveLength(2);
  });

  it('waits for an answer that is under way, so that it is sent once', async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const receiver = await startReceiver(async () => {
      await answered;
      return 200;
    });
    const first = await forwardTo(receiver);
    await first.store(['a']);
    first.forwarder.round();
    await expect.poll(() => receiver.received.length).toBe(1);
    const stopped = first.stop(10_000);
    answer();
    await stopped;
    await first.journal.close();
    const webhooks = [{ url: receiver.url, secrets: [secret] }];
    const next = await openForwarder({ webhooks }, [receiver.port], first.data);
    await next.settle();
    expect(receiver.received).toHaveLength(1);
  });
});
