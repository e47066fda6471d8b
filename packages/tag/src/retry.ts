import { storage } from './storage.ts';

/** Keeps hits for later, the last twenty; storage that is full keeps none. */
export function keep(lines: string): void {
  try {
    storage().hitmark = ((storage().hitmark || '') + lines).match(/(.*\n){0,20}$/)![0];
  } catch {}
}
