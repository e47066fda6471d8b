import { log } from './log.ts';
import type { TagOptions } from './tag-options.ts';

/**
 * An event's data, as far as JSON can say it. What it cannot read, since it is circular or throws, is left out
 * and named in the log, and so are maps, nodes and their like, which have no members of their own: the rest
 * arrives.
 *
 * @param given by the page: anything; what is no object holds no data
 */
export function toData(given: unknown, options: TagOptions): object {
  let data = {};
  const source = Object(typeof given === 'object' ? given : null) as Record<string, unknown>;
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
