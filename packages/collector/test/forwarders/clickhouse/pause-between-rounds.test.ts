import { describe, expect, it } from 'vitest';
import { pauseBetweenRounds } from '../../../src/forwarders/clickhouse/pause-between-rounds.ts';

/** A forwarder with pauses, whose rounds end as `result` says, and are listed by their time. */
function open() {
  const state = { nowMs: 0, result: (): boolean => false, roundsAt: [] as number[] };
  const forwarder = {
    async round() {
      state.roundsAt.push(state.nowMs);
      return state.result();
    },
    async stop() {},
  };
  const paused = pauseBetweenRounds(forwarder, () => state.nowMs);
  /** Asks for a round each second, as long as this. */
  async function pass(seconds: number): Promise<void> {
    for (const endMs = state.nowMs + seconds * 1_000; state.nowMs < endMs; state.nowMs += 1_000) {
      await Promise.resolve(paused.round()).catch(() => {});
    }
  }
  return { state, paused, pass };
}

function fail(message = 'down'): never {
  throw new Error(message);
}

describe('a forwarder with pauses', () => {
  it('waits for more events after it has handed on all', async () => {
    const { state, paused } = open();
    expect(await paused.round()).toBe(false);
    state.nowMs = 1_999;
    expect(await paused.round()).toBe(false);
    expect(state.roundsAt).toEqual([0]);
    state.nowMs = 2_000;
    await paused.round();
    expect(state.roundsAt).toEqual([0, 2_000]);
  });

  it('goes on at once while there is more', async () => {
    const { state, paused } = open();
    state.result = () => true;
    expect([await paused.round(), await paused.round()]).toEqual([true, true]);
    expect(state.roundsAt).toEqual([0, 0]);
  });

  it('waits longer from failure to failure, up to a minute', async () => {
    const { state, pass } = open();
    state.result = fail;
    await pass(300);
    const seconds = state.roundsAt.map((ms) => ms / 1_000);
    expect(seconds).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
  });

  it('waits the shortest time again after a success', async () => {
    const { state, paused, pass } = open();
    state.result = fail;
    await pass(7);
    state.result = () => true;
    await paused.round();
    state.roundsAt = [];
    state.result = fail;
    await pass(4);
    expect(state.roundsAt).toEqual([7_000, 8_000, 10_000]);
  });

  it('fails with the last failure during the pause after it, without a round', async () => {
    const { state, paused } = open();
    state.result = () => fail('hung');
    await expect(paused.round()).rejects.toThrow('hung');
    state.nowMs = 999;
    await expect(paused.round()).rejects.toThrow('hung');
    expect(state.roundsAt).toEqual([0]);
  });
});
