import type { VNode } from 'preact';
import { errorPage } from '../error-page.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { Fields } from './fields.tsx';
import { editedKind, kinds, type EditedKind, type Kind } from './kinds.ts';
import { formProblems, type FormProblems } from './problems.ts';
import { linkPosted, linksPath } from './shared-links.tsx';

/** An item that a page edits; the id is null for a new one. */
interface Edited {
  readonly kind: Kind;
  readonly id: number | null;
  readonly form: URLSearchParams;
}

/** The form of an item, or of a new one; a day after `new` is that of an annotation. */
export async function editPage(view: SiteView, rest: readonly string[]): Promise<Page> {
  const target = readPath(view, rest);
  return target === null ? notFound(view) : formPage(view, target, {});
}

/**
 * Keeps what the form of an item says, or removes it.
 *
 * @returns the address of the lists, or the form again, with what is wrong beside its fields
 */
export async function settingsPosted(
  view: SiteView,
  form: URLSearchParams,
  rest: readonly string[],
): Promise<Page | string> {
  if (rest[0] === linksPath) return linkPosted(view, form, rest[1]);
  const target = readPath(view, rest);
  if (target === null) return notFound(view);
  const { kind, id } = target;
  const edited = editedKind(view.settings, kind);
  try {
    if (form.get('remove') === 'yes' && id !== null) edited.remove(id);
    else await save(view, edited, id, form);
  } catch (error) {
    const problems = formProblems(error, form, view.texts);
    if (problems === null) throw error;
    const again = form.get('remove') === 'yes' ? target.form : form;
    return formPage(view, { kind, id, form: again }, problems);
  }
  return links.site(view.site, view.state, 'settings');
}

async function save(
  view: SiteView,
  edited: EditedKind,
  id: number | null,
  form: URLSearchParams,
): Promise<void> {
  // The store has a grammar of its own: an expression that it does not take would fail every query.
  for (const where of edited.filtersOf(id, view.site, form)) {
    await view.askPlain({ date_range: 'realtime', metrics: ['events'], where });
  }
  edited.save(id, view.site, form);
}

/** Null: there is no such kind or item, or it is of another site. */
function readPath(view: SiteView, [name, id, day]: readonly string[]): Edited | null {
  const kind = kinds.find((each) => each === name);
  if (kind === undefined) return null;
  if (id === 'new') {
    const form = new URLSearchParams(kind === 'annotations' && day !== undefined ? { day } : {});
    return { kind, id: null, form };
  }
  if (!/^\d{1,15}$/.test(id ?? '')) return null;
  const { site, form } = editedKind(view.settings, kind).form(Number(id));
  return site === view.site ? { kind, id: Number(id), form } : null;
}

function notFound(view: SiteView): Page {
  return errorPage(view, 404, view.texts.errors.notFound, null);
}

function formPage(view: SiteView, edited: Edited, problems: FormProblems): Page {
  const { texts } = view;
  const words = texts.settings.kinds[edited.kind];
  const title = edited.id === null ? words.add : words.change;
  const isWrong = Object.keys(problems).length > 0;
  return {
    status: isWrong ? 400 : 200,
    title,
    above: [<Top view={view} page="settings" />],
    main: [
      <section class="first edit">
        <h1>{title}</h1>
        <p class="small">{words.about}</p>
        {isWrong && (
          <p class="problem" role="alert">
            {problems[''] ?? texts.settings.problems.title}
          </p>
        )}
        <EditForm view={view} edited={edited} problems={problems} />
        {edited.id !== null && <Remove view={view} edited={edited} />}
      </section>,
    ],
    below: [],
  };
}

interface EditProps {
  readonly view: SiteView;
  readonly edited: Edited;
}

function hrefOf({ site, state }: SiteView, { kind, id }: Edited): string {
  return links.site(site, state, `settings/${kind}/${id ?? 'new'}`);
}

function EditForm({
  view,
  edited,
  problems,
}: EditProps & { readonly problems: FormProblems }): VNode {
  const { texts, site, state } = view;
  return (
    <form method="post" action={hrefOf(view, edited)}>
      <Fields view={view} kind={edited.kind} form={edited.form} problems={problems} />
      <p class="row">
        <button class="strong">{texts.keep.save}</button>
        <a class="link" href={links.site(site, state, 'settings')}>
          {texts.settings.cancel}
        </a>
      </p>
    </form>
  );
}

function Remove({ view, edited }: EditProps): VNode {
  const { texts } = view;
  return (
    <details>
      <summary>{texts.settings.remove}</summary>
      <form method="post" action={hrefOf(view, edited)}>
        <p class="small">{texts.settings.removeAbout}</p>
        <p>
          <button name="remove" value="yes">
            {texts.settings.removeSure}
          </button>
        </p>
      </form>
    </details>
  );
}
