import { shown } from '../format/shown.ts';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

/**
 * The page of a site that nothing has come from yet: the snippet, and the wait for the first hit.
 *
 * @param sequence the last event that had come, of any site
 */
export function firstHitPage(view: SiteView, sequence: number): Page {
  const { texts, site, state, collectorUrl } = view;
  const host = collectorUrl ?? 'https://t.example.com';
  // Without this attribute, the tag sends nothing from a developer's own machine.
  const local = isLocal(host) ? ' data-localhost="on"' : '';
  const attribute = site.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const snippet = `<script async src="${host}/tag.js" data-site="${attribute}"${local}></script>`;
  return {
    status: 200,
    title: site,
    refreshSeconds: 5,
    above: [<Top view={view} page="" />],
    main: [
      <div class="heading">
        <h1>
          <bdi>{shown(site)}</bdi>
        </h1>
      </div>,
      <section class="first" aria-labelledby="first">
        <h2 id="first">{texts.first.title}</h2>
        <p>{texts.first.paste}</p>
        <pre class="code" id="snippet">
          {snippet}
        </pre>
        <p class="row">
          <button data-copy="snippet" data-done={texts.first.copied} hidden>
            {texts.first.copy}
          </button>
          <span class="small" role="status">
            <span class="dot" />
            {texts.first.waiting}
          </span>
          <span data-wait={sequence} data-live={links.site(site, state, 'live')} hidden>
            0
          </span>
        </p>
      </section>,
    ],
    below: [],
  };
}

function isLocal(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? '';
  return host === 'localhost' || host.startsWith('127.');
}
