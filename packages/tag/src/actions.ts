import { recordLink } from './links.ts';
import { recordEvent } from './record.ts';
import type { TagState } from './state.ts';

/**
 * Records what is clicked or sent as events:
 *
 * - a link to a file is `download`, one to another host `outbound`, both with `url`;
 * - a form is `form` with its id; nothing that was typed is read;
 * - `<button data-hitmark-event="signup" data-hitmark-plan="pro">` is `signup` with `plan`; so is a form, when
 *   it is sent.
 */
export function recordAction(tag: TagState, event: Event): void {
  // The right button opens a menu. The middle one opens a tab, and is no click to browsers.
  if ((event as MouseEvent).button > 1) return;
  const isSubmit = event.type === 'submit';
  // Inside open shadow trees and out of them.
  const path = event.composedPath() as Partial<Element>[];
  const nearest = (selector: string) =>
    path.find((node) => node.matches?.(selector)) as Element | undefined;

  const declared = nearest('[data-hitmark-event]');
  if (declared?.matches('form') === isSubmit) recordDeclared(tag, declared);
  // An attribute: a field called `id` would hide the property.
  if (!isSubmit) recordLink(tag, nearest('a,area') as HTMLAnchorElement | SVGAElement | undefined);
  else if (tag.forms !== 'off')
    recordEvent(tag, 'form', { form: nearest('form')?.getAttribute('id') });
}

function recordDeclared(tag: TagState, element: Element): void {
  const data: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    const [, key] = name.split('data-hitmark-');
    if (key) data[key] = value;
  }
  const { event, ...rest } = data;
  recordEvent(tag, event, rest);
}
