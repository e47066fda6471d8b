import type { VNode } from 'preact';
import { errorPage } from '../error-page.tsx';
import { shown } from '../format/shown.ts';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import type { Erasure } from './erasures.ts';

/** Seconds after which the page of a work that is under way asks again. */
const reloadSeconds = 2;

/** Page that shows how far the work of erasing somebody is, and what was erased. */
export async function forgottenPage(view: SiteView, [id = '']: readonly string[]): Promise<Page> {
  const { texts, reader, erasures } = view;
  const mayErase = reader.followsPersons && reader.sites === null;
  const erasure = mayErase ? (erasures?.find(id) ?? null) : null;
  if (erasure === null) return errorPage(view, 404, texts.errors.notFound, null);
  const { title, text } = wordsOf(view, erasure);
  return {
    status: 200,
    title,
    ...(erasure.state === 'running' && { reloadSeconds }),
    above: [<Top view={view} page="events" />],
    main: [
      <section class="first">
        <h1>{title}</h1>
        <p role="status">{text}</p>
        {erasure.state === 'done' && (
          <>
            <Counts view={view} erasure={erasure} />
            <Notices view={view} notices={erasure.counts.notices} />
          </>
        )}
        <p>
          <a class="button" href={links.site(view.site, { ...view.state, filters: [] })}>
            {texts.nav.site}
          </a>
        </p>
      </section>,
    ],
    below: [],
  };
}

function wordsOf({ texts }: SiteView, erasure: Erasure): { title: string; text: string } {
  const { running, done, failed } = texts.person;
  if (erasure.state === 'running') return running;
  if (erasure.state === 'done') return done;
  return { title: failed.title, text: failed.text(erasure.message) };
}

/** Notices of data that could not be erased, as `hitmark forget` prints them. */
function Notices({
  view,
  notices,
}: {
  readonly view: SiteView;
  readonly notices: readonly string[];
}): VNode | null {
  if (notices.length === 0) return null;
  return (
    <>
      <h2>{view.texts.person.notices}</h2>
      <ul class="listed">
        {notices.map((notice) => (
          <li>{shown(notice, 1_000)}</li>
        ))}
      </ul>
    </>
  );
}

function Counts({
  view,
  erasure,
}: {
  readonly view: SiteView;
  readonly erasure: Extract<Erasure, { readonly state: 'done' }>;
}): VNode {
  const { texts, numbers } = view;
  const names = texts.person.counts;
  return (
    <table class="plain narrow-table">
      <caption class="hidden">{texts.person.done.title}</caption>
      <tbody>
        {(['events', 'report', 'clickhouse', 'lines', 'deliveries'] as const).map((count) => {
          const erased = erasure.counts[count];
          return erased === undefined ? null : (
            <tr>
              <th scope="row">{names[count]}</th>
              <td>{numbers.count(erased)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
