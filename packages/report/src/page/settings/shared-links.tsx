import type { VNode } from 'preact';
import { parseSharedLink } from '../../access/parse-shared-link.ts';
import { maySeeLink } from '../../access/usable-links.ts';
import type { SharedLink } from '../../settings/shared-links.ts';
import { errorPage } from '../error-page.tsx';
import { shown } from '../format/shown.ts';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { Field } from './field.tsx';
import { filterWords } from './filter-words.ts';
import { formProblems, type FormProblems } from './problems.ts';

/** First part of the path of these pages after `settings`. */
export const linksPath = 'links';

/** Days that a new link lasts, unless its form says otherwise. */
const defaultDays = '90';

/** Panel of a site's shared links: what each shows and until when, and the way to end it or to make one. */
export function SharedLinks({ view }: { view: SiteView }): VNode {
  const { texts, settings, site, reader } = view;
  const words = texts.settings.links;
  const listed = settings.sharedLinks.list([site]).filter((link) => maySeeLink(link, reader));
  return (
    <section class="panel" aria-labelledby="settings-links">
      <header>
        <h2 id="settings-links">{words.many}</h2>
      </header>
      {listed.length === 0 ? (
        <p class="small empty">{words.about}</p>
      ) : (
        <ul class="items">
          {listed.map((link) => (
            <li>
              <a class="link" href={hrefOf(view, link.id)}>
                <bdi>{nameOf(view, link)}</bdi>
              </a>{' '}
              <span class="small">{untilOf(view, link)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="more small">
        <a class="button" href={hrefOf(view, 'new')}>
          {words.add}
        </a>
      </p>
    </section>
  );
}

/** The page of a shared link, or the form of a new one. */
export function linkPage(view: SiteView, id: string | undefined): Page {
  if (id === 'new') return newLinkPage(view, new URLSearchParams(), {});
  const link = findLink(view, id);
  if (link === null) return errorPage(view, 404, view.texts.errors.notFound, null);
  return pageOf(view, nameOf(view, link), 200, <Details view={view} link={link} />);
}

/**
 * Creates a shared link, or ends one.
 *
 * @returns the page with the address of a new link, which is shown once; or the address to go on to
 */
export function linkPosted(
  view: SiteView,
  form: URLSearchParams,
  id: string | undefined,
): Page | string {
  const { settings, site, nowMs, texts } = view;
  if (id !== 'new') {
    const link = findLink(view, id);
    if (link === null) return errorPage(view, 404, texts.errors.notFound, null);
    settings.sharedLinks.revoke(link.id);
    return links.site(site, view.state, 'settings');
  }
  try {
    const days = Number(form.get('days') ?? '');
    const wanted = { site, name: form.get('name') ?? '', expires_in_days: days };
    const { link, token } = settings.sharedLinks.create(parseSharedLink(wanted, nowMs), nowMs);
    return pageOf(view, texts.settings.links.made, 200, <Made {...{ view, link, token }} />);
  } catch (error) {
    const problems = formProblems(error, form, texts);
    if (problems === null) throw error;
    return newLinkPage(view, form, problems);
  }
}

/** Null: there is none, it is of another site, or its filter is not for this reader. */
function findLink({ settings, site, reader }: SiteView, id: string | undefined): SharedLink | null {
  const link = settings.sharedLinks.list([site]).find((each) => String(each.id) === id);
  return link !== undefined && maySeeLink(link, reader) ? link : null;
}

function hrefOf({ site, state }: SiteView, id: number | 'new'): string {
  return links.site(site, state, `settings/${linksPath}/${id}`);
}

function nameOf({ texts }: SiteView, { id, name }: SharedLink): string {
  return name === '' ? texts.settings.links.unnamed(String(id)) : shown(name);
}

/** Says for how long a link shows numbers, and of which events. */
function untilOf(view: SiteView, { filter, expiresMs }: SharedLink): string {
  const words = view.texts.settings.links;
  const day = view.days.moment(expiresMs);
  const until = expiresMs > view.nowMs ? words.until(day) : words.ended(day);
  return filter === null ? until : `${until} · ${shown(filterWords(filter, view.texts))}`;
}

function pageOf(view: SiteView, title: string, status: number, content: VNode): Page {
  return {
    status,
    title,
    above: [<Top view={view} page="settings" />],
    main: [
      <section class="first edit">
        <h1>{title}</h1>
        {content}
      </section>,
    ],
    below: [],
  };
}

function newLinkPage(view: SiteView, form: URLSearchParams, problems: FormProblems): Page {
  const { texts, site, state } = view;
  const words = texts.settings.links;
  const isWrong = Object.keys(problems).length > 0;
  return pageOf(
    view,
    words.add,
    isWrong ? 400 : 200,
    <>
      <p class="small">{words.about}</p>
      {isWrong && (
        <p class="problem" role="alert">
          {problems[''] ?? texts.settings.problems.title}
        </p>
      )}
      <form method="post" action={hrefOf(view, 'new')}>
        <Field name="name" label={words.name} problem={problems['name']}>
          {(attributes) => <input {...attributes} value={form.get('name') ?? ''} maxLength={120} />}
        </Field>
        <Field name="days" label={words.days} problem={problems['days']}>
          {(attributes) => (
            <input
              {...attributes}
              value={form.get('days') ?? defaultDays}
              inputMode="numeric"
              maxLength={4}
              required
            />
          )}
        </Field>
        <p class="row">
          <button class="strong">{words.make}</button>
          <a class="link" href={links.site(site, state, 'settings')}>
            {texts.settings.cancel}
          </a>
        </p>
      </form>
    </>,
  );
}

interface MadeProps {
  readonly view: SiteView;
  readonly link: SharedLink;
  readonly token: string;
}

/** The address of a new link, which can't be shown again. */
function Made({ view, link, token }: MadeProps): VNode {
  const { texts, site, state, origin } = view;
  return (
    <>
      <p>{texts.settings.links.once}</p>
      <pre class="code" id="address">
        {`${origin}/share/${token}`}
      </pre>
      <p class="row">
        <button data-copy="address" data-done={texts.first.copied} hidden>
          {texts.first.copy}
        </button>
        <span class="small">{untilOf(view, link)}</span>
      </p>
      <p>
        <a class="link" href={links.site(site, state, 'settings')}>
          {texts.settings.title}
        </a>
      </p>
    </>
  );
}

function Details({ view, link }: { view: SiteView; link: SharedLink }): VNode {
  const { texts, site, state, nowMs } = view;
  const words = texts.settings.links;
  return (
    <>
      <p>{untilOf(view, link)}</p>
      <p class="small">{words.about}</p>
      <form method="post" action={hrefOf(view, link.id)}>
        <p class="row">
          <button class="strong">{link.expiresMs > nowMs ? words.end : words.remove}</button>
          <a class="link" href={links.site(site, state, 'settings')}>
            {texts.settings.cancel}
          </a>
        </p>
      </form>
    </>
  );
}
