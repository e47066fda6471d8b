import { arrive } from './arrive.ts';

/** What every entry begins with. Where the tag is off this is none: calling it throws, which ends the entry. */
export let arriveIfOn: typeof arrive;

export function turnOn(): void {
  arriveIfOn = arrive;
}

export function turnOff(): void {
  arriveIfOn = 0 as never;
}
