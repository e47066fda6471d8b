import type { ComponentChildren, VNode } from 'preact';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import type { Kept } from './keep.ts';

interface KeepFormProps {
  readonly view: SiteView;
  readonly kind: Kept;
  /** Text of the button that opens the form. */
  readonly text: string;
  readonly children: ComponentChildren;
}

/** A form that keeps something for the site; a shared link changes nothing, and so has none. */
function KeepForm({ view, kind, text, children }: KeepFormProps): VNode | null {
  const { reader, site, state, texts } = view;
  if (reader.kind === 'shared') return null;
  return (
    <details class="pop-up" name="pop-up">
      <summary>{text}</summary>
      <form method="post" action={links.site(site, { ...state, cursor: null }, kind)}>
        {children} <button>{texts.keep.save}</button>
      </form>
    </details>
  );
}

/** Gives the filters a name. */
export function SaveSegment({ view }: { view: SiteView }): VNode {
  const { texts } = view;
  const { labels } = texts.settings;
  return (
    <KeepForm view={view} kind="segments" text={texts.keep.segment}>
      <label>
        {labels.name} <input name="name" required maxLength={120} />
      </label>
    </KeepForm>
  );
}

/** Writes something beside a day of the chart. */
export function AddNote({ view, day }: { view: SiteView; day: string }): VNode {
  const { texts } = view;
  const { labels } = texts.settings;
  return (
    <KeepForm view={view} kind="notes" text={texts.keep.note}>
      <label>
        {labels.day} <input type="date" name="day" required value={day} />
      </label>{' '}
      <label>
        {labels.text} <input name="text" required maxLength={200} />
      </label>
    </KeepForm>
  );
}

/** Makes a goal of an event or a page. */
export function AddGoal({ view }: { view: SiteView }): VNode {
  const { texts } = view;
  const { labels, choices } = texts.settings;
  return (
    <KeepForm view={view} kind="goals" text={texts.keep.goal}>
      <label>
        {labels.name} <input name="name" required maxLength={120} />
      </label>{' '}
      <label>
        {labels.kind}{' '}
        <select name="kind">
          <option value="event">{choices.event}</option>
          <option value="page">{choices.page}</option>
        </select>
      </label>{' '}
      <label>
        {texts.keep.value} <input name="value" required maxLength={1_000} />
      </label>
    </KeepForm>
  );
}
