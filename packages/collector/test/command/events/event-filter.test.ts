import { parseEvent } from '@hitmark/codec/event';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../../src/command/command-error.ts';
import { readFilter } from '../../../src/command/events/event-filter.ts';
import { sampleEvent } from '../../sample-event.ts';

const event = sampleEvent({
  type: 'event',
  name: 'signup',
  time: '2026-11-22T09:30:00.123Z',
  site: 'acme',
  visitor: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  user: 'u1',
  recipient: 'c-17',
  data: { plan: 'pro', seats: 3, trial: true, mail: 'a=b' },
});

describe('a filter', () => {
  it.each([
    ['from', '2026-11-22'],
    ['from', '2026-11-22T09:30:00.123Z'],
    ['from', '2026-11-22T10:30+01:00'],
    ['to', '2026-11-23'],
    ['to', '2026-11-22T09:30:00.124Z'],
    ['site', 'acme'],
    ['type', 'event'],
    ['type', 'open,event'],
    ['name', 'signup'],
    ['visitor', 'f47ac10b-58cc-4372-a567-0e02b2c3d479'],
    ['user', 'u1'],
    ['recipient', 'c-17'],
    ['where', 'plan=pro'],
    ['where', 'seats=3'],
    ['where', 'trial=true'],
    ['where', 'mail=a=b'],
  ])('--%s %s chooses the event', (flag, value) => {
    expect(readFilter({ [flag]: value })?.(event)).toBe(true);
  });

  it.each([
    ['from', '2026-11-22T09:30:00.124Z'],
    ['from', '2026-11-23'],
    ['to', '2026-11-22'],
    ['to', '2026-11-22T09:30:00.123Z'],
    ['site', 'acm'],
    ['type', 'open,click'],
    ['name', ''],
    ['visitor', 'f47ac10b'],
    ['user', 'u'],
    ['recipient', 'c-1'],
    ['recipient', 'C-17'],
    ['where', 'plan=free'],
    ['where', 'Plan=pro'],
    ['where', 'constructor=x'],
  ])('--%s %s does not', (flag, value) => {
    expect(readFilter({ [flag]: value })?.(event)).toBe(false);
    expect(readFilter({ [flag]: value })?.(parseEvent(''))).toBe(false);
  });

  it('chooses what all flags choose', () => {
    expect(readFilter({ site: 'acme', user: 'u1' })?.(event)).toBe(true);
    expect(readFilter({ site: 'acme', user: 'u2' })?.(event)).toBe(false);
  });

  it('is none without flags of its own', () => {
    expect(readFilter({ lines: '5' })).toBe(null);
  });

  it.each([
    ['from', 'yesterday'],
    ['from', '2026-11-22T09:30'],
    ['from', '2026-13-01'],
    ['to', '1795339800123'],
    ['type', 'visit'],
    ['type', ''],
    ['where', 'plan'],
    ['where', '=pro'],
    ['where', 'plan='],
    ['visitor', ''],
    ['user', ''],
    ['recipient', ''],
  ])('--%s %s is wrong usage', (flag, value) => {
    const read = (): unknown => readFilter({ [flag]: value });
    expect(read).toThrow(CommandError);
    expect(read).toThrow(new RegExp(`^--${flag}: expected .+, got "${value}"$`));
  });
});
