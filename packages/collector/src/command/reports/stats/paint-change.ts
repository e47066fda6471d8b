import { padStart } from './cut-text.ts';
import type { View } from './view.ts';
import type { Change } from './write-change.ts';

/** Paints a change: green where it is good, red where it is not. */
export function paintChange({ text, direction, isGood }: Change, view: View, width = 0): string {
  const padded = padStart(text, width);
  if (text === '') return padded;
  if (direction === 'same') return view.paint('dim', padded);
  return view.paint(isGood ? 'green' : 'red', padded);
}
