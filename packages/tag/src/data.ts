import { log } from './log.ts';
import type { TagOptions } from './tag-options.ts';

/**
 * Copies the members of an event's data that JSON can write. Members that are circular or throw are left out and
 * named in the log. So are those that JSON writes as `{}`: maps, nodes and empty objects. The others are kept.
 *
 * @param input value of any type, from the page; one that is no object gives no data
 */
export function toData(input: unknown, options: TagOptions): object {
  let data = {};
  const source = Object(typeof input === 'object' ? input : null) as Record<string, unknown>;
  for (const name of Object.keys(source)) {
    try {
      const value = source[name];
      if (JSON.stringify(value) !== '{}') data = { ...data, [name]: value };
      else log(options, 'left out', name);
    } catch (fault) {
      log(options, 'left out', [name, fault]);
    }
  }
  return data;
}
