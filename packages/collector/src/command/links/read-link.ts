import { createLinks, type Link } from '@hitmark/codec';
import type { Options } from '../../configuration/index.ts';
import { parseRequest, readSchema } from './requests.ts';

/** Creates what reads a link of `{ "url": … }`: a URL or a token. It throws TypeError and LinkError. */
export function createLinkReader({
  links: { keys, dictionaries },
}: Pick<Options, 'links'>): (input: unknown) => Link {
  const links = createLinks({ keys, dictionaries });
  return (input) => links.read(parseRequest(readSchema, input).url);
}
