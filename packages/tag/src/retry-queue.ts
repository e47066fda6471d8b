import { storage } from './storage.ts';

/** The collector wants nothing now (Retry-After). */
export function isPaused(): boolean {
  return (storage().hitmarkPause as number) > Date.now();
}

/**
 * Keeps hits for later, the last twenty. Where storage is full they are lost.
 *
 * @param retryAfter seconds for which the collector wants nothing
 */
export function keep(lines: string, retryAfter?: number): void {
  const stored = storage();
  if (retryAfter) stored.hitmarkPause = Date.now() + retryAfter * 1000;
  stored.hitmark = ((stored.hitmark ?? '') + lines).replace(/^[^]*\n(?=(.*\n){20}$)/, '');
}

/** Takes out what was kept, each hit with its age (`a`). The collector refuses what is over 7 days old. */
export function take(): string {
  const stored = storage();
  const lines = stored.hitmark;
  if (!lines || isPaused()) return '';
  delete stored.hitmark;
  return lines.replace(
    /t=(\d+)(.*?)(&a=\d+)?$/gm,
    (_all, time: string, rest: string) => `t=${time}${rest}&a=${Date.now() - (time as never)}`,
  );
}
