export type { Account } from './account.ts';
export { parseSharedLink } from './parse-shared-link.ts';
export { hashPassword } from './password.ts';
export type { Reader } from './reader.ts';
