import { wire } from '@hitmark/codec/hit';
import { clickId } from './click-id.ts';
import { hooks } from './hooks.ts';
import { add } from './lines.ts';
import { log } from './log.ts';
import { options } from './options.ts';
import { random } from './random.ts';
import type { EventData, Fields } from './tag.ts';
import { viewId, viewUrl } from './view.ts';

let user = '';

/** Names the user of the hits that follow. */
export function identify(id: string): void {
  user = id;
}

/**
 * Records what happens in the current view: an event by its name, or without one what the fields say. The
 * hit's identity is fixed here.
 */
export function record(e: string, d?: EventData | 0, fields?: Fields): void {
  let hit: Fields | false | null | undefined = {
    [wire.random]: random(),
    [wire.time]: Date.now(),
    [wire.site]: options.site || '',
    [wire.view]: viewId,
    [wire.url]: viewUrl,
    [wire.weight]: 1 / ((options.sample as number) || 1),
    // By their names on the wire, so that they need no second one here.
    e,
    d,
    ...fields,
  };
  if (options.beforeSend) hit = hooks[options.beforeSend as string]!(hit);
  log(hit ? 'hit' : 'dropped: beforeSend', hit);
  if (hit) {
    // User and click come last, where `finish` finds them.
    add(
      new URLSearchParams({
        ...hit,
        d: JSON.stringify(hit['d'] || 0),
        [wire.user]: user,
        [wire.click]: clickId,
      }) + '\n',
    );
  }
}
