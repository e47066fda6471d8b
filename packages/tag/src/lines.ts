import { storage } from './storage.ts';

/** Hits to be sent, each ended by a line feed. */
export let lines = '';
/** A request was made within the last second. */
export let isBusy: unknown;

export function add(line: string): void {
  lines += line;
}

/** What was kept goes again. The collector refuses what is over 7 days old. */
export function resend(): void {
  lines = (storage().hitmark || '') + lines;
  delete storage().hitmark;
}

export function clear(): void {
  lines = '';
}

export function setBusy(timer: unknown): void {
  isBusy = timer;
}

export function ready(): void {
  isBusy = 0;
}
