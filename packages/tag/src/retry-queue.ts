import { storage } from './storage.ts';

/** Keeps hits for later, the last twenty. Where storage is full this throws. */
export function keep(lines: string): void {
  storage().hitmark = (take() + lines).match(/(.*\n){0,20}$/)?.[0] as string;
}

/** Takes out what was kept. The collector refuses what is over 7 days old. */
export function take(): string {
  const lines = storage().hitmark ?? '';
  delete storage().hitmark;
  return lines;
}

/** The collector wants nothing for so long (Retry-After). */
export function pause(seconds: number): void {
  storage().hitmarkPause = Date.now() + seconds * 1000;
}

export function isPaused(): boolean {
  return (storage().hitmarkPause as number) > Date.now();
}
