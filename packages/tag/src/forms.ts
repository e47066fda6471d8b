import { wire } from '@hitmark/codec/hit';
import { listen } from './listen.ts';
import { options } from './options.ts';
import { record } from './record.ts';

/** A form that is sent is an event `form` with the form's id or name; nothing that was typed is read. */
export function watchForms(): void {
  if (options.forms === 'off') return;
  listen('submit', (event) => {
    // Attributes: a field called `id` would hide the property.
    const form = event.target as Element;
    const name = form.getAttribute('id') ?? form.getAttribute('name');
    record({ [wire.event]: 'form' }, { form: name });
  });
}
