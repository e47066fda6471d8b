import type { VNode } from 'preact';
import { personMembers, type PersonKey } from '../../query/person-key.ts';
import { actors } from '../../query/query.ts';
import { errorPage } from '../error-page.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { Datum } from '../parts/datum.tsx';
import { joinParts, parseFilter } from '../state/filter-text.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { knownAs } from './known-as.ts';
import { chosenPerson, isSomebody, personHref } from './person-href.ts';

/** Names that are chosen one by one; the others together. */
const maxChosen = 20;

/** Counts of a person's events. */
interface Counted {
  readonly person: PersonKey;
  readonly views: number;
  readonly events: number;
  readonly emails: number;
}

/** Page that says what of somebody is erased and by when, and what is not, before it is. */
export async function forgetPage(view: SiteView): Promise<Page> {
  const refused = refusal(view);
  if (refused !== null) return refused;
  const person = chosenPerson(view.state.filters);
  if (person === null) return errorPage(view, 404, view.texts.person.nobody, null);
  return askPage(view, person, null);
}

/**
 * Begins to erase those that the form of this page names.
 *
 * @returns the address of the page that shows how far it is, or the page again where something is missing
 */
export async function forgetPosted(view: SiteView, form: URLSearchParams): Promise<Page | string> {
  const refused = refusal(view);
  if (refused !== null || view.erasures === null) {
    return refused ?? errorPage(view, 404, view.texts.errors.notFound, null);
  }
  const person = chosenPerson(view.state.filters);
  if (person === null) return errorPage(view, 404, view.texts.person.nobody, null);
  const persons = [
    ...form.getAll('person').flatMap(readPerson),
    ...(await namesAfter(view, person, form.get('after'))),
  ];
  if (persons.length === 0) return askPage(view, person, view.texts.person.chooseOne);
  if (form.get('sure') !== 'yes') return askPage(view, person, view.texts.person.confirm);
  const id = view.erasures.begin(persons);
  return links.site(view.site, { ...view.state, filters: [], cursor: null }, `forgotten/${id}`);
}

/** Null: the reader may erase. What is erased is erased of all sites. */
function refusal(view: SiteView): Page | null {
  const { reader, texts, erasures } = view;
  if (!reader.seesPersons) return errorPage(view, 403, texts.person.forbidden, null);
  if (!reader.followsPersons) return errorPage(view, 404, texts.person.off, null);
  if (reader.sites !== null) return errorPage(view, 403, texts.person.allSites, null);
  return erasures === null ? errorPage(view, 404, texts.person.notHere, null) : null;
}

function readPerson(text: string): readonly PersonKey[] {
  const filter = parseFilter(`is~${text}`);
  const by = personMembers.find((member) => member === filter?.dimension);
  const value = filter?.values[0] ?? '';
  return by === undefined || !isSomebody(value) ? [] : [{ by, value }];
}

/** All names that somebody is known by, that asked for first, in an order that stays when others come. */
async function namesInOrder(view: SiteView, person: PersonKey): Promise<readonly PersonKey[]> {
  const [own, ...others] = await knownAs(view, person);
  const sorted = others.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
  return own === undefined ? sorted : [own, ...sorted];
}

/** The names that were not chosen one by one: those after the last that was. Null: they are not chosen. */
async function namesAfter(
  view: SiteView,
  person: PersonKey,
  last: string | null,
): Promise<readonly PersonKey[]> {
  if (last === null) return [];
  const [, ...others] = await namesInOrder(view, person);
  return others.filter((other) => textOf(other) > last);
}

function textOf({ by, value }: PersonKey): string {
  return joinParts([by, value]);
}

async function askPage(view: SiteView, person: PersonKey, problem: string | null): Promise<Page> {
  const { texts } = view;
  const names = await namesInOrder(view, person);
  const counted = await Promise.all(names.slice(0, maxChosen).map((each) => countOf(view, each)));
  const more = names.length - counted.length;
  return {
    status: problem === null ? 200 : 400,
    title: texts.person.forgetTitle,
    above: [<Top view={view} page="events" />],
    main: [<Form {...{ view, person, counted, more, problem }} />],
    below: [],
  };
}

async function countOf(view: SiteView, person: PersonKey): Promise<Counted> {
  const answer = await view.askPlain({
    site: null,
    date_range: 'all',
    actors,
    metrics: ['pageviews', 'events', 'sent', 'opens', 'clicks', 'unsubscribes'],
    where: ['is', person.by, [person.value]],
  });
  const [views = 0, events = 0, ...emails] = answer.results[0]?.metrics ?? [];
  return {
    person,
    views: views ?? 0,
    events: events ?? 0,
    emails: emails.reduce<number>((sum, count) => sum + (count ?? 0), 0),
  };
}

interface FormProps {
  readonly view: SiteView;
  readonly person: PersonKey;
  readonly counted: readonly Counted[];
  /** Number of further names. */
  readonly more: number;
  /** Problem of the submitted form; null: none was submitted yet. */
  readonly problem: string | null;
}

function Form({ view, person, counted, more, problem }: FormProps): VNode {
  const { texts, numbers } = view;
  const last = counted.at(-1)?.person;
  const { erased, kept } = texts.person;
  return (
    <section class="first forget">
      <h1>{texts.person.forgetTitle}</h1>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <form method="post" action={personHref(view, person, 'forget') ?? undefined}>
        <fieldset>
          <legend>{texts.person.whom}</legend>
          {counted.map((each) => (
            <Choice view={view} counted={each} />
          ))}
          {more > 0 && last !== undefined && (
            <label class="check">
              <input type="checkbox" name="after" value={textOf(last)} defaultChecked />{' '}
              <span>{texts.person.more(numbers.count(more))}</span>
            </label>
          )}
        </fieldset>
        <h2>{erased.title}</h2>
        <ul class="listed">
          {erased.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
        <p>{erased.when}</p>
        <h2>{kept.title}</h2>
        <ul class="listed">
          {kept.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
        <label class="check">
          <input type="checkbox" name="sure" value="yes" required /> {texts.person.sure}
        </label>
        <p class="row">
          <button class="strong">{texts.person.erase}</button>
          <a class="link" href={personHref(view, person) ?? links.sites}>
            {texts.person.cancel}
          </a>
        </p>
      </form>
    </section>
  );
}

function Choice({ view, counted }: { view: SiteView; counted: Counted }): VNode {
  const { texts, numbers } = view;
  const { person, views, events, emails } = counted;
  return (
    <label class="check">
      <input type="checkbox" name="person" value={textOf(person)} defaultChecked />{' '}
      <span>
        {texts.events.members[person.by]}{' '}
        <b>
          <Datum text={person.value} view={view} />
        </b>{' '}
        <span class="small">
          {texts.person.counted(numbers.count(views), numbers.count(events), numbers.count(emails))}
        </span>
      </span>
    </label>
  );
}
