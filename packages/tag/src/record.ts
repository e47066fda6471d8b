import { dataPrefix, wire } from '@hitmark/codec/hit';
import { clickId } from './click-id.ts';
import { log } from './log.ts';
import { options } from './options.ts';
import { add } from './outbox.ts';
import { random } from './random.ts';
import type { BeforeSend, EventData, Fields } from './tag.ts';
import { viewId, viewUrl } from './view.ts';

let user = '';

/** Names the user of the hits that follow. */
export function identify(id: string): void {
  user = id;
}

/** Records what happens in the current view. The hit's identity is fixed here. */
export function record(fields: Fields, data?: EventData): void {
  if (!options.collector) return;
  const hit: Fields = {
    [wire.random]: random(),
    [wire.time]: Date.now(),
    [wire.site]: options.site,
    [wire.view]: viewId,
    [wire.url]: viewUrl,
    [wire.user]: user,
    [wire.click]: clickId,
    [wire.weight]: 1 / options.sample,
    ...fields,
  };
  for (const name in data) {
    const value = data[name] ?? '';
    hit[dataPrefix + name] = typeof value === 'object' ? JSON.stringify(value) : value;
  }
  // In a script tag it is the name of a global function.
  const { beforeSend } = options;
  const changed = beforeSend ? ((self[beforeSend as never] ?? beforeSend) as BeforeSend)(hit) : hit;
  log(changed ? 'hit' : 'dropped: beforeSend', hit);
  if (changed) add(`${new URLSearchParams(changed as Record<string, string>)}\n`);
}
