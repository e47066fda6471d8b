import { LinkError } from '../link-error.ts';

/** What is inside an authentic token is not what we write: another version made it, or a mistake. */
export function malformed(): LinkError {
  return new LinkError('malformed-payload', 'expected the payload of a sealed token');
}
