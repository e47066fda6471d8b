import type { VNode } from 'preact';
import { links } from '../state/links.ts';
import { serialiseState } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';

/** Two dates of one's own, as a form, so that no script is needed. */
export function DatesForm({ view, page }: { view: SiteView; page: string }): VNode | null {
  const { texts, state, site } = view;
  const own = typeof state.period === 'string' ? null : state.period;
  const rest = new URLSearchParams(
    serialiseState({ ...state, cursor: null, interval: null, period: '30d' }),
  );
  const [path] = links.site(site, state, page).split('?');
  return (
    <details class="pop-up dates" name="pop-up">
      <summary aria-current={own === null ? undefined : 'true'}>{texts.period.dates}</summary>
      <form action={path}>
        {[...rest].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label>
          {texts.period.from} <input type="date" name="from" required value={own?.[0]} />
        </label>{' '}
        <label>
          {texts.period.to} <input type="date" name="to" required value={own?.[1]} />
        </label>{' '}
        <button>{texts.period.show}</button>
      </form>
    </details>
  );
}
