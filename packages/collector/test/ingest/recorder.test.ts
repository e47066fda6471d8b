import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { boundSiteNames, createDailyCounter } from '../../src/journal/index.ts';
import { createCounters } from '../../src/metrics/counters.ts';
import { createRecorder } from '../../src/ingest/recorder.ts';
import { sampleRequest } from '../pipeline/sample-request.ts';

describe('what is rejected', () => {
  it('is logged as a warning, and as an error with its place where it is a bug of ours', () => {
    const log: unknown[] = [];
    const write = (line: string): void => void log.push(JSON.parse(line));
    const recorder = createRecorder({
      log: pino({}, { write }),
      counters: createCounters(),
      daily: createDailyCounter(boundSiteNames()),
      replicas: null,
    });
    const message = 'expected another';
    const stack = 'RangeError\n    at parse';
    const rejections = [
      { reason: 'invalid-value', message },
      { reason: 'internal', message, stack },
    ] as const;
    recorder.reject('hits', rejections, sampleRequest());
    expect(log).toMatchObject([
      { level: 40, event: 'rejected', reason: 'invalid-value', endpoint: 'hits', msg: message },
      { level: 50, event: 'rejected', reason: 'internal', endpoint: 'hits', stack, msg: message },
    ]);
  });
});
