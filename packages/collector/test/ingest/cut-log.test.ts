import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createCutLog } from '../../src/ingest/cut-log.ts';

describe('what is cut of hits', () => {
  it('is logged once a minute for each reason and parameter, with how many there were', () => {
    const lines: Record<string, unknown>[] = [];
    const write = (line: string): void => void lines.push(JSON.parse(line));
    let now = 0;
    const log = createCutLog(pino({}, { write }), () => now);
    const long = { reason: 'too-long', parameter: 'u' } as const;
    const bad = { reason: 'invalid-value', parameter: 't' } as const;
    const told = (): unknown[] =>
      lines.splice(0).map(({ reason, parameter, hits }) => [reason, parameter, hits]);

    log('script', [long, bad]);
    expect(told()).toEqual([
      ['too-long', 'u', 1],
      ['invalid-value', 't', 1],
    ]);
    now = 59_999;
    for (let hit = 0; hit < 1_000; hit += 1) log('pixel', [long]);
    expect(told()).toEqual([]);
    now = 60_000;
    log('pixel', [long, { reason: 'too-long', parameter: 'f' }]);
    expect(told()).toEqual([
      ['too-long', 'u', 1_001],
      ['too-long', 'f', 1],
    ]);
    now = 119_999;
    log('pixel', [long, bad]);
    expect(told()).toEqual([['invalid-value', 't', 1]]);
  });
});
