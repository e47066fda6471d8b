import { LinkError } from '../link-error.ts';
import { isTruthy, toMembers, type Members } from './python/mapping.ts';

/**
 * The metadata that a caller gave, as `dict.update` takes it: also as a list of pairs.
 *
 * @throws LinkError `bad-input`
 */
export function givenMetadata(metadata: unknown): Members {
  const members = isTruthy(metadata) ? toMembers(metadata) : {};
  if (members) return members;
  throw new LinkError('bad-input', 'expected metadata to be an object or a list of pairs');
}
