import { wire } from '@hitmark/codec/hit';
import { toData } from './data.ts';
import { log, logCuts } from './log.ts';
import { nameOf } from './name-of.ts';
import { send } from './outbox.ts';
import { random } from './random.ts';
import type { TagState } from './state.ts';
import type { BeforeSend, Fields } from './tag.ts';

/** Records what happens in the current view. The hit's identity is fixed here, so that it counts once. */
export function record(tag: TagState, fields: Fields): void {
  const hit: Fields = {
    [wire.random]: random(),
    [wire.time]: Date.now(),
    [wire.site]: tag.site,
    [wire.view]: tag._view,
    [wire.url]: tag._url,
    [wire.weight]: 1 / +tag.sample,
    [wire.user]: tag._user,
    [wire.click]: tag._click,
    ...fields,
  };
  const changed = tag.beforeSend === undefined ? hit : hookOf(tag)?.(hit);
  if (tag._isExcluded) log(tag, 'dropped: excluded page', hit);
  else if (changed) {
    const data = toData(changed['d'], tag);
    logCuts(tag, changed, data);
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...changed, d: JSON.stringify(data) })) {
      // An empty value is the same as none.
      if (value) query.append(name, `${value as string | number}`);
    }
    send(tag, `${query}`);
  } else log(tag, 'dropped: beforeSend', hit);
}

/** Records an event, where it has a name. */
export function recordEvent(tag: TagState, name: unknown, data?: unknown, fields?: Fields): void {
  const text = nameOf(name);
  if (text) record(tag, { [wire.event]: text, d: data, ...fields });
  else log(tag, 'dropped: no name', data);
}

/** The page's hook: the function itself, or by its name the global one. */
function hookOf({ beforeSend }: TagState): BeforeSend | undefined {
  const globals = self as unknown as Readonly<Record<string, BeforeSend | undefined>>;
  return typeof beforeSend === 'string' ? globals[beforeSend] : beforeSend;
}
