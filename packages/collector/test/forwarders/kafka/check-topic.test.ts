import { NetworkError, ResponseError } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { topicProblems, UnfitTopicError } from '../../../src/forwarders/kafka/check-topic.ts';
import { isUnanswered } from '../../../src/forwarders/kafka/is-unanswered.ts';
import { createTopicGuard } from '../../../src/forwarders/kafka/topic-guard.ts';

const fit = { replication: 3, minInSync: 2, unclean: false };

describe('a topic', () => {
  it.each([fit, { replication: 5, minInSync: 3, unclean: false }])(
    'that loses nothing with a broker is taken: %o',
    (settings) => {
      expect(topicProblems('events', settings)).toEqual([]);
    },
  );

  it.each([
    [{ ...fit, replication: 2 }, 'a replication of 3 or more; topic events has 2'],
    [{ ...fit, minInSync: 1 }, 'min.insync.replicas=2 or more; topic events has 1'],
    [{ ...fit, minInSync: Number.NaN }, 'min.insync.replicas=2 or more; topic events has NaN'],
    [{ ...fit, unclean: true }, 'unclean.leader.election.enable=false; topic events has true'],
  ])('that may lose something is refused: %o', (settings, why) => {
    const problems = topicProblems('events', settings);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(why);
  });

  it('is refused for each of its faults', () => {
    const worst = { replication: 1, minInSync: 1, unclean: true };
    expect(topicProblems('events', worst)).toHaveLength(3);
  });
});

const noBroker = new NetworkError('no broker');

describe('the guard of a topic', () => {
  it('lets nothing be sent before the brokers have told that it is fit', async () => {
    let answers = false;
    const guard = createTopicGuard(
      async () => {
        if (!answers) throw noBroker;
      },
      isUnanswered,
      () => 0,
    );
    await expect(guard.pass()).rejects.toThrow('no broker');
    answers = true;
    await guard.pass();
    answers = false;
    await guard.pass();
  });

  it('looks again after a minute, and lets nothing pass from where it is unfit until it is fit', async () => {
    let time = 0;
    let isFit = true;
    const guard = createTopicGuard(
      async () => {
        if (!isFit) throw new UnfitTopicError('min.insync.replicas');
      },
      isUnanswered,
      () => time,
    );
    await guard.pass();
    isFit = false;
    await guard.pass();
    time = 60_000;
    await expect(guard.pass()).rejects.toThrow(UnfitTopicError);
    isFit = true;
    await expect(guard.pass()).rejects.toThrow(UnfitTopicError);
    time = 65_000;
    await guard.pass();
  });

  it('does not doubt a fit topic while no broker answers', async () => {
    let time = 0;
    let answers = true;
    const guard = createTopicGuard(
      async () => {
        if (!answers) throw noBroker;
      },
      isUnanswered,
      () => time,
    );
    await guard.pass();
    answers = false;
    time = 100_000;
    await expect(guard.pass()).resolves.toBeUndefined();
  });

  it('doubts a topic whose settings a broker no longer tells, until it does', async () => {
    let time = 0;
    let isForbidden = false;
    const forbidden = new ResponseError(32, 4, { '/results/0': [29, null] }, null);
    const guard = createTopicGuard(
      async () => {
        if (isForbidden) throw forbidden;
      },
      isUnanswered,
      () => time,
    );
    await guard.pass();
    isForbidden = true;
    time = 60_000;
    await expect(guard.pass()).rejects.toBe(forbidden);
    isForbidden = false;
    await expect(guard.pass()).rejects.toBe(forbidden);
    time = 65_000;
    await guard.pass();
  });
});
