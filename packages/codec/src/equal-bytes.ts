/** Tells whether some bytes are the same, in a time that does not tell where they differ. */
export function equalBytes(some: Uint8Array, others: Uint8Array): boolean {
  let difference = some.length ^ others.length;
  for (let at = 0; at < some.length; at++) difference |= some[at]! ^ others[at]!;
  return difference === 0;
}
