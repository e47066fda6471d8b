import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commands } from '../src/commands.ts';
import { listen } from '../src/listen.ts';
import { createState, type TagState } from '../src/state.ts';

let page: EventTarget;
let tag: TagState;

beforeEach(() => {
  page = new EventTarget();
  tag = createState({});
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  // What is thrown is logged where the address asks for it.
  vi.stubGlobal('location', new URL('https://site.test/'));
  vi.stubGlobal('history', { pushState: () => {}, replaceState: () => {} });
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Listens, and notes what was heard. */
function hear(pauseMs?: number): Event[] {
  const heard: Event[] = [];
  listen(tag, 'move', (_tag, event) => void heard.push(event), pauseMs);
  return heard;
}

function move(): Event {
  const event = new Event('move');
  page.dispatchEvent(event);
  return event;
}

describe('listen', () => {
  it('runs for each event', () => {
    const heard = hear();
    expect([move(), move()]).toEqual(heard);
    expect(heard).toHaveLength(2);
  });

  it('runs for the first event, and again after a pause', () => {
    const heard = hear(250);
    const first = move();
    vi.advanceTimersByTime(250);
    expect(heard).toEqual([first, move()]);
  });

  it('has no listener during a pause, and no timer without an event', () => {
    const heard = hear(250);
    expect(vi.getTimerCount()).toBe(0);
    move();
    for (let index = 0; index < 10; index += 1) {
      expect(getEventListeners(page, 'move')).toEqual([]);
      move();
      vi.advanceTimersByTime(16);
    }
    expect(heard).toHaveLength(1);
    vi.advanceTimersByTime(250);
    expect(getEventListeners(page, 'move')).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('listens on after a pause where the run throws', () => {
    let runs = 0;
    listen(
      tag,
      'move',
      () => {
        runs += 1;
        throw new Error('the page has broken something');
      },
      250,
    );
    move();
    vi.advanceTimersByTime(250);
    move();
    expect(runs).toBe(2);
  });

  it('ends with the tag', () => {
    const heard = hear(250);
    move();
    commands['off']?.(tag);
    vi.advanceTimersByTime(250);
    move();
    expect(heard).toHaveLength(1);
    expect(getEventListeners(page, 'move')).toEqual([]);
  });
});
