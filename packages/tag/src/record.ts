import { otherForms, wire } from '@hitmark/codec/hit';
import { toData } from './data.ts';
import { guard } from './guard.ts';
import { log, logCuts } from './log.ts';
import { nameOf } from './name-of.ts';
import { send } from './outbox.ts';
import { random } from './random.ts';
import type { TagState } from './state.ts';
import type { BeforeSend, Fields } from './tag.ts';

/** Records what happens in the current view; where the page's hook throws, that hit is lost and nothing else. */
export function record(tag: TagState, fields: Fields): void {
  guard(tag, recordHit)(fields);
}

/** The hit's identity is fixed here, so that it counts once. */
function recordHit(tag: TagState, fields: Fields): void {
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
  const changed = runHook(tag, hit);
  if (tag._isExcluded) log(tag, 'dropped: excluded page', hit);
  else if (changed) {
    const data = toData(changed[otherForms.data], tag);
    logCuts(tag, changed, data);
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({
      ...changed,
      [otherForms.data]: JSON.stringify(data),
    })) {
      // An empty value is the same as none.
      if (value) query.append(name, `${value as string | number}`);
    }
    send(tag, `${query}`);
  } else log(tag, 'dropped: beforeSend', hit);
}

/** Records an event, where it has a name. */
export function recordEvent(tag: TagState, name: unknown, data?: unknown, fields?: Fields): void {
  const text = nameOf(name);
  if (text) record(tag, { [wire.event]: text, [otherForms.data]: data, ...fields });
  else log(tag, 'dropped: no name', data);
}

/**
 * Runs the page's hook on a hit: the function itself, or by its name the global one. An element with that
 * id is a global too, and as good as no hook of that name: nothing goes.
 */
function runHook(tag: TagState, hit: Fields): ReturnType<BeforeSend> {
  const { beforeSend } = tag;
  const hook =
    typeof beforeSend === 'string' ? (self as typeof self & Fields)[beforeSend] : beforeSend;
  if (typeof hook === 'function') return (hook as BeforeSend)(hit);
  if (beforeSend === undefined) return hit;
  log(tag, 'no function:', beforeSend);
  return undefined;
}
