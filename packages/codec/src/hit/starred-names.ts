import { adClickIds } from './ad-click-ids.ts';

/**
 * Names of parameters whose values no address should hold, but does: secrets, who a person is, click ids of
 * ad networks. Compared in any case; `*` at either end stands for anything.
 */
// oxfmt-ignore
export const starredNames: readonly string[] = [
  '*token', '*secret', '*pass', '*passwd', '*password', '*pwd', '*auth', '*authorization',
  '*session', '*sessionid', '*session_id', '*sid', '*key', '*jwt', '*otp', '*signature', 'sig',
  'code', '*auth_code', '*authcode', '*mail', '*phone', ...adClickIds,
];
