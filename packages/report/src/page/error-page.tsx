import type { Page } from './layout/page.ts';
import { Top } from './layout/top.tsx';
import { links } from './state/links.ts';
import type { View } from './view.ts';

/** A page that says why there is no other. */
export function errorPage(view: View, status: number, text: string, code: string | null): Page {
  return {
    status,
    title: text,
    above: [<Top view={view} page={null} />],
    main: [
      <section class="first">
        <h1>{text}</h1>
        {code !== null && (
          <p class="small">
            {view.texts.errors.reference}: <code>{code}</code>
          </p>
        )}
        <p>
          <a class="button" href={links.sites}>
            {view.texts.errors.back}
          </a>
        </p>
      </section>,
    ],
    below: [],
  };
}
