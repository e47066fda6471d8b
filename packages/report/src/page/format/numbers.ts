import { shown } from './shown.ts';

/** Most characters that are shown of a currency. Its code has 3; events may hold any text. */
const longestCurrency = 8;
/** A thin space that does not break: between a number and its unit. */
const thin = '\u202f';

/** A number in pieces, so that its units can be set smaller. */
export type NumberPart = readonly [text: string, isUnit: boolean];

/** Numbers as a language writes them. */
export interface Numbers {
  count(value: number): string;
  /** A number with one digit after the point. */
  decimal(value: number): string;
  /** A number with three significant digits. */
  precise(value: number): string;
  /** A share from 0 to 1, as percent. */
  percent(share: number): string;
  /** A change of a share, in points. */
  points(difference: number): string;
  /** A change of a number as percent, with its sign. */
  change(quotient: number): string;
  /** A change of a count, with its sign. */
  difference(by: number): string;
  money(value: number, currency: string | null): string;
  duration(seconds: number): readonly NumberPart[];
}

export function createNumbers(locale: string): Numbers {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const cents = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });

  /** One digit after the point under 10, none above. */
  const rounded = (value: number): string =>
    (Math.abs(value) < 10 ? tenth : whole).format(Math.abs(value));

  return {
    count: (value) => whole.format(value),
    decimal: (value) => tenth.format(value),
    precise: (value) => significant.format(value),
    percent: (share) => `${tenth.format(share * 100)}${thin}%`,
    points: (difference) => `${signOf(difference)}${tenth.format(Math.abs(difference * 100))}`,
    change: (quotient) => `${signOf(quotient)}${rounded(quotient * 100)}${thin}%`,
    difference: (by) => `${signOf(by)}${whole.format(Math.abs(by))}`,
    money: (value, currency) =>
      currency === null
        ? cents.format(value)
        : `${cents.format(value)}${thin}${shown(currency, longestCurrency)}`,
    duration(seconds) {
      const all = Math.round(seconds);
      if (all < 60) return parts([all, 's']);
      if (all < 3_600) return parts([Math.floor(all / 60), 'min'], [all % 60, 's']);
      return parts([Math.floor(all / 3_600), 'h'], [Math.floor((all % 3_600) / 60), 'min']);
    },
  };

  function parts(...pairs: readonly (readonly [number, string])[]): readonly NumberPart[] {
    return pairs.flatMap(([value, unit], index): readonly NumberPart[] => [
      [`${index > 0 ? thin : ''}${whole.format(value)}`, false],
      [`${thin}${unit}`, true],
    ]);
  }
}

/** A true minus sign: it is as wide as the plus. */
function signOf(value: number): string {
  if (value === 0) return '±';
  return value > 0 ? '+' : '−';
}
