import type { Link } from '@hitmark/codec';
import { maxJsonDepth } from '@hitmark/codec/hit';
import { isDeeper } from '../event/is-deeper.ts';

/**
 * Leaves out metadata that is nested too deeply: a plain token may say anything, and `JSON.stringify` takes
 * time by the square of its depth. The link itself stays good.
 */
export function boundMetadata(link: Link): Link {
  return isDeeper(link.metadata, maxJsonDepth) ? { ...link, metadata: null } : link;
}
