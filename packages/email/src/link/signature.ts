/** Parameters that sign an address: with another parameter beside them it leads nowhere. */
const signatures: ReadonlySet<string> = new Set([
  '_signature',
  'hdnea',
  'hdnts',
  'hmac',
  'id_token',
  'jwt',
  'q-signature',
  'sig',
  'sign',
  'signature',
  'x-amz-signature',
  'x-goog-signature',
  'x-oss-signature',
  'x-signature',
]);

/** Name of the parameter that signs an address, or null. A `token` with a dot is signed data (JWT and others). */
export function findSignature(address: string): string | null {
  const question = address.indexOf('?');
  if (question === -1) return null;
  const [query = ''] = address.slice(question + 1).split('#', 1);
  const signing = query.split(/[&;]/).find((parameter) => {
    const [name = '', value = ''] = parameter.split('=', 2);
    const lower = name.toLowerCase();
    const isToken = /(?:^|[_-])token$/.test(lower) && /\.|%2e/i.test(value);
    return signatures.has(lower) || isToken || /^eyJ[\w-]+\.[\w-]+\./.test(value);
  });
  return signing?.split('=', 1)[0] ?? null;
}
