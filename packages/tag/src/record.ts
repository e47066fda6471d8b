import { dataPrefix, wire } from '@hitmark/codec/hit';
import { clickId } from './click-id.ts';
import { whenOpen } from './gate.ts';
import { off } from './listen.ts';
import { log } from './log.ts';
import { options } from './options.ts';
import { add, flush } from './outbox.ts';
import { consent, isAnonymous, isAskedNotToTrack } from './privacy.ts';
import { random } from './random.ts';
import type { BeforeSend, EventData, Fields } from './tag.ts';
import { viewId, viewUrl } from './view.ts';

let user = '';

/** Names the user of the hits that go from now on. */
export function identify(id: string): void {
  user = id;
}

/** Records what happens in the current view. The hit's identity is fixed here; then it is held until it may go. */
export function record(fields: Fields, data?: EventData): void {
  const hit: Fields = {
    [wire.random]: random(),
    [wire.time]: Date.now(),
    [wire.view]: viewId,
    [wire.url]: viewUrl,
    ...fields,
  };
  for (const name in data) {
    const value = data[name] ?? '';
    hit[dataPrefix + name] = Object(value) === value ? JSON.stringify(value) : value;
  }
  whenOpen(() => finish(hit));
}

/** Says what privacy allows, asks the page's hook, and goes. */
function finish(fields: Fields): void {
  if (off.signal.aborted) return;
  const { beforeSend, sample, site = '' } = options;
  const own: Fields = {
    ...fields,
    [wire.site]: site,
    [wire.weight]: sample ? 1 / (sample as number) : '',
    [wire.consent]: consent,
    [wire.anonymous]: isAskedNotToTrack() ? 1 : '',
    ...(isAnonymous() ? {} : { [wire.user]: user, [wire.click]: clickId }),
  };
  // In a script tag it is the name of a global function.
  const hook =
    (globalThis as unknown as Record<string, BeforeSend>)[beforeSend as string] ?? beforeSend;
  const hit = hook ? (hook as BeforeSend)(own) : own;
  log(hit ? 'hit' : 'dropped', own);
  if (!hit) return;
  const query = `${new URLSearchParams(hit as Record<string, string>)}`;
  // Nothing is said of what is empty.
  add(query.replace(/&[^&]+=(?=&|$)/g, ''));
  // What is recorded in the same breath travels in the same request. A hidden page may never come back.
  whenOpen(() => flush(document.hidden));
}
