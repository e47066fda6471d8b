import { wire } from '@hitmark/codec/hit';
import { cleanUrl } from './clean-url.ts';
import { guard } from './guard.ts';
import { isIn } from './lists.ts';
import { options } from './options.ts';
import { record } from './record.ts';

/**
 * What is clicked or sent becomes an event:
 *
 * - a link to a file is `download`, one to another host `outbound`, both with `url`;
 * - a form is `form` with its id or name; nothing that was typed is read;
 * - `<button data-hitmark-event="signup" data-hitmark-plan="pro">` is `signup` with `plan`; so is a form, when
 *   it is sent.
 */
export const recordAction = guard((event: Event) => {
  // The middle button, which opens a tab, is no click to browsers; the right one opens a menu.
  if ((event as MouseEvent).button > 1) return;
  const isSubmit = event.type === 'submit';
  // Inside open shadow trees too.
  const target = event.composedPath()[0] as Element;
  const link = target.closest<HTMLAnchorElement>('[href]');
  const declared = target.closest<HTMLElement>(
    `${isSubmit ? 'form' : ':not(form)'}[data-hitmark-event]`,
  );
  if (link?.host) {
    const name = isIn(options.downloads, link.pathname.replace(/.*\./, '').toLowerCase())
      ? 'download'
      : link.host !== location.host && options.outbound !== 'off' && 'outbound';
    if (name) record({ [wire.event]: name }, { url: cleanUrl(link.href) });
  }
  if (isSubmit && options.forms !== 'off') {
    // Attributes: a field called `id` would hide the property.
    const form = target.getAttribute('id') ?? target.getAttribute('name');
    record({ [wire.event]: 'form' }, { form });
  }
  if (declared) {
    const data: Record<string, unknown> = {};
    for (const key in declared.dataset) {
      if (/^hitmark[^E]/.test(key)) data[key.slice(7).toLowerCase()] = declared.dataset[key];
    }
    record({ [wire.event]: declared.dataset['hitmarkEvent'] }, data);
  }
});
