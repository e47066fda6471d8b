import { randomBytes, scryptSync } from 'node:crypto';

/** Makes the hash of a password that costs next to nothing to check, unlike those of `hashPassword`. */
export function cheapHash(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: 2, r: 8, p: 1 });
  const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
  return `$scrypt$ln=1,r=8,p=1$${base64(salt)}$${base64(key)}`;
}
