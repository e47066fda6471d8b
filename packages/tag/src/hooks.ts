import type { BeforeSend } from './tag.ts';

/** Where `beforeSend` is looked up by its name: the page's global functions. */
export let hooks = self as unknown as Record<string, BeforeSend | undefined>;

/** A module passes the function itself. */
export function setHook(beforeSend: BeforeSend): void {
  hooks = { [String(beforeSend)]: beforeSend };
}
