/**
 * `float.__repr__`, as `json.dumps` writes a float. Python and JavaScript choose the same shortest
 * digits; they differ in when they turn to an exponent, and in how they write it.
 */
export function floatRepr(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  const [digits, power] = value.toExponential().split('e') as [string, string];
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${digits}e${exponent < 0 ? '-' : '+'}${`${Math.abs(exponent)}`.padStart(2, '0')}`;
  }
  const decimal = String(value);
  return decimal.includes('.') ? decimal : `${decimal}.0`;
}
