import { styleText } from 'node:util';

/** Terminal or pipe that text is written to. */
export interface View {
  /** True: bars and charts are shown, and colours where they are wanted. */
  readonly isTerminal: boolean;
  /** Columns. */
  readonly width: number;
  paint(style: Style, text: string): string;
}

type Style = 'bold' | 'dim' | 'green' | 'red' | 'cyan';

const usual = 80;
/** Narrower than any terminal that a table is read on. */
const narrowest = 40;
/** Wider lines are hard to follow. */
const widest = 110;

/** Standard output; colours only in a terminal, and not where NO_COLOR is set. */
export function stdoutView(): View {
  const { isTTY, columns } = process.stdout;
  // A terminal that does not tell has 0.
  const known = columns > 0 ? columns : usual;
  return {
    isTerminal: isTTY,
    // In a file nothing is shortened, so that it can be searched.
    width: isTTY ? Math.min(widest, Math.max(narrowest, known)) : Infinity,
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
  };
}
