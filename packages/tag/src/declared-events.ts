import { wire } from '@hitmark/codec/hit';
import { closest } from './closest.ts';
import { each } from './lists.ts';
import { listen } from './listen.ts';
import { record } from './record.ts';

/**
 * `<button data-hitmark-event="signup" data-hitmark-plan="pro">`: an event when it is clicked, or sent
 * where it is a form. One listener for all, so that elements added later work too.
 */
export function watchDeclaredEvents(): void {
  each('click,submit', (type) => {
    listen(type, (event) => {
      const element = closest(event, '[data-hitmark-event]');
      if (!element || (element.localName === 'form') !== (type === 'submit')) return;
      const data: Record<string, unknown> = {};
      const { dataset } = element;
      for (const key in dataset) {
        const name = key.replace(/^hitmark/, '').toLowerCase();
        if (name !== key.toLowerCase() && name !== 'event') data[name] = dataset[key];
      }
      record({ [wire.event]: dataset['hitmarkEvent'] }, data);
    });
  });
}
