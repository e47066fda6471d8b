import type { VNode } from 'preact';
import { links } from '../state/links.ts';
import { serialiseState } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';

/** Form for a period between two dates, which works without a script. Hidden fields keep the rest of the state. */
export function DatesForm({ view, page }: { view: SiteView; page: string }): VNode | null {
  const { texts, state, site } = view;
  const dates = typeof state.period === 'string' ? null : state.period;
  // The default period is not written, so that only the form's own dates are sent.
  const rest = new URLSearchParams(
    serialiseState({ ...state, cursor: null, interval: null, period: '30d' }),
  );
  const [path] = links.site(site, state, page).split('?');
  return (
    <details class="pop-up dates" name="pop-up">
      <summary aria-current={dates === null ? undefined : 'true'}>{texts.period.dates}</summary>
      <form action={path}>
        {[...rest].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label>
          {texts.period.from} <input type="date" name="from" required value={dates?.[0]} />
        </label>{' '}
        <label>
          {texts.period.to} <input type="date" name="to" required value={dates?.[1]} />
        </label>{' '}
        <button>{texts.period.show}</button>
      </form>
    </details>
  );
}
