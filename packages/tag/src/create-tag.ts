import { dataPrefix, encodeQuery, wire, type QueryValue } from '@hitmark/codec/hit';
import { pageView } from './page-view.ts';
import { random } from './random.ts';
import { send } from './send.ts';
import type { EventData, Tag, TagOptions } from './tag.ts';

/**
 * Starts a tag: sends the page view (once the page has a title) and answers with the function that
 * takes commands.
 */
export function createTag({ collector, site }: TagOptions): Tag {
  const view = random();

  function hit(fields: Readonly<Record<string, QueryValue>>): void {
    const identity = { [wire.random]: random(), [wire.time]: Date.now() };
    const page = { [wire.site]: site, [wire.view]: view, [wire.url]: location.href };
    send(collector, encodeQuery({ ...identity, ...page, ...fields }));
  }

  const commands = {
    event(name: string, data?: EventData): void {
      const fields: Record<string, QueryValue> = { [wire.event]: name };
      for (const key in data) fields[dataPrefix + key] = toText(data[key]);
      hit(fields);
    },
  };

  const begin = (): void => guard(() => hit(pageView()));
  // A script in the head may run before the title was parsed.
  if (document.title || document.readyState !== 'loading') begin();
  else document.addEventListener('DOMContentLoaded', begin);

  return (command, ...args) => guard(() => commands[command](...args));
}

function toText(value: unknown): QueryValue {
  return typeof value === 'object' && value ? JSON.stringify(value) : (value as QueryValue);
}

/** A tag does no harm: whatever the page has broken, it stays silent. */
function guard(run: () => void): void {
  try {
    run();
  } catch {
    // Nobody asked for an answer.
  }
}
