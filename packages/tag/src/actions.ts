import { cleanUrl } from './clean-url.ts';
import { isIn } from './lists.ts';
import { options } from './options.ts';
import { record } from './record.ts';

/**
 * What is clicked or sent becomes an event:
 *
 * - a link to a file is `download`, one to another host `outbound`, both with `url`;
 * - a form is `form` with its id; nothing that was typed is read;
 * - `<button data-hitmark-event="signup" data-hitmark-plan="pro">` is `signup` with `plan`; so is a form, when
 *   it is sent.
 */
export function recordAction(event: Event): void {
  const isSubmit = event.type === 'submit';
  // Inside open shadow trees too. The middle button, which opens a tab, is no click to browsers; the right
  // one opens a menu, and ends this by what is thrown at the next line.
  const target = ((event as MouseEvent).button > 1 || event.composedPath()[0]) as Element;
  const declared = target.closest<HTMLElement>('[data-hitmark-event]');
  if (declared?.matches('form') === isSubmit) {
    const data: Record<string, unknown> = {};
    for (const key in declared.dataset) {
      key.replace(/hitmark([^E].*)/, ((_all: string, name: string) => {
        data[name.toLowerCase()] = declared.dataset[key];
      }) as never);
    }
    record(declared.dataset['hitmarkEvent'] as string, data);
  }
  // An attribute: a field called `id` would hide the property.
  if (isSubmit && options.forms !== 'off') {
    record('form', { form: target.getAttribute('id') });
  }
  const link = target.closest<HTMLAnchorElement>('[href]');
  if (link?.host) {
    const name = isIn(options.downloads, link.pathname.replace(/.*\./, '').toLowerCase())
      ? 'download'
      : link.host !== location.host && options.outbound !== 'off' && 'outbound';
    if (name) record(name, { url: cleanUrl(link.href) });
  }
}
