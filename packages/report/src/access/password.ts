import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

/** Costs of a hash: OWASP's recommendation of 32 MiB, three times over. */
const [costLog2, blockSize, parallelism] = [15, 8, 3];
const [saltBytes, keyBytes] = [16, 32];
/** Most costs that are accepted, so that no hash asks for more memory than there is: 128 MiB. */
const maxMemory = 2 ** 27;

const deriveKey = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

/** Shortest password; NIST SP 800-63B asks for 8 where it is not the only secret. */
const minPasswordLength = 10;

/**
 * Makes the hash of a password, for `report.accounts`: scrypt, in the PHC string format.
 *
 * @throws RangeError for a password that is too short
 */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < minPasswordLength) {
    throw new RangeError(`a password has ${minPasswordLength} characters or more`);
  }
  const salt = randomBytes(saltBytes);
  const costs = { costLog2, blockSize, parallelism };
  return formatHash(salt, await derive(password, salt, keyBytes, costs));
}

/** Hash that is of no password, and takes as long to check as another. */
export const hashOfNobody = formatHash(Buffer.alloc(saltBytes), Buffer.alloc(keyBytes));

function formatHash(salt: Buffer, key: Buffer): string {
  const parameters = `ln=${costLog2},r=${blockSize},p=${parallelism}`;
  return `$scrypt$${parameters}$${base64(salt)}$${base64(key)}`;
}

/** Tells whether a password is that of a hash. A hash in another form is of no password. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const parsed = parseHash(hash);
  if (parsed === null) return false;
  const key = await derive(password, parsed.salt, parsed.key.length, parsed.costs);
  return timingSafeEqual(key, parsed.key);
}

interface Costs {
  readonly costLog2: number;
  readonly blockSize: number;
  readonly parallelism: number;
}

function parseHash(
  hash: string,
): { readonly costs: Costs; readonly salt: Buffer; readonly key: Buffer } | null {
  // A key of another length is one that was cut: scrypt's shorter keys begin its longer ones.
  const form =
    /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z\d+/]{11,86})\$([A-Za-z\d+/]{43})$/;
  const [whole, ln, r, p, salt, key] = form.exec(hash) ?? [];
  if (whole === undefined) return null;
  const costs = { costLog2: Number(ln), blockSize: Number(r), parallelism: Number(p) };
  const isAffordable = costs.parallelism > 0 && memoryOf(costs) > 0 && memoryOf(costs) <= maxMemory;
  if (!isAffordable) return null;
  return {
    costs,
    salt: Buffer.from(salt ?? '', 'base64'),
    key: Buffer.from(key ?? '', 'base64'),
  };
}

function derive(password: string, salt: Buffer, length: number, costs: Costs): Promise<Buffer> {
  // The same password may be typed in composed or decomposed letters.
  return deriveKey(password.normalize('NFKC'), salt, length, {
    N: 2 ** costs.costLog2,
    r: costs.blockSize,
    p: costs.parallelism,
    maxmem: 2 * maxMemory,
  });
}

function memoryOf({ costLog2: ln, blockSize: r }: Costs): number {
  return ln === 0 ? 0 : 128 * 2 ** ln * r;
}

/** Base64 without `=`, as in PHC strings. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
