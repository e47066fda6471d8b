/** ISO 4217 codes, in capitals. */
const currencies = new Set(Intl.supportedValuesOf('currency'));

/**
 * Reads the two reserved names of `data`: `revenue`, a decimal number such as `12.50`, becomes a number,
 * and `currency`, an ISO 4217 code, is written in capitals. What is neither is kept as it came: a hit is
 * never lost over it.
 */
export function readMoney(
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { revenue, currency } = data;
  if (revenue === undefined && currency === undefined) return data;
  return {
    ...data,
    ...(typeof revenue === 'string' && isDecimal(revenue) ? { revenue: Number(revenue) } : {}),
    ...(typeof currency === 'string' && currencies.has(currency.toUpperCase())
      ? { currency: currency.toUpperCase() }
      : {}),
  };
}

/** Few enough digits that the number says what the text did. */
function isDecimal(text: string): boolean {
  return /^-?\d{1,12}(\.\d{1,3})?$/.test(text);
}
