import { wire } from '@hitmark/codec/hit';
import type { Fields } from './tag.ts';

/** What a page view tells about the browser. */
export function pageFacts(): Fields {
  return {
    [wire.language]: navigator.language,
    [wire.screen]: `${screen.width}x${screen.height}`,
    [wire.viewport]: `${innerWidth}x${innerHeight}`,
    [wire.timezone]: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
