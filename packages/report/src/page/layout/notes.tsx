import type { VNode } from 'preact';
import type { View } from '../view.ts';

/** Site that the demo makes up. */
const sampleSite = 'sample';

/** Says that what is shown was made up, with the way to be rid of it. */
export function SampleNote({ view }: { view: View }): VNode | null {
  const { texts, site, reader } = view;
  if (site !== sampleSite) return null;
  const mayRemove = reader.sites === null && reader.kind !== 'shared';
  return (
    <aside class="note small row">
      <span>
        <b>{texts.sample.title}</b>, {texts.sample.text}
      </span>
      {mayRemove && (
        <form method="post" action="/sample/remove">
          <button class="link">{texts.sample.remove}</button>
        </form>
      )}
      {reader.seesPersons && <span class="end">{texts.hint}</span>}
    </aside>
  );
}

/** Note that many events are not counted yet, so that numbers may look wrong. */
export function StaleNote({ view, lag }: { view: View; lag: number | null }): VNode | null {
  const { texts, numbers } = view;
  if (lag === null || lag < fewestWaiting) return null;
  return (
    <p class="note small" role="status">
      <b>{texts.stale.title}</b> {texts.stale.text(numbers.count(lag))}
    </p>
  );
}

/**
 * Number of waiting events from which the note is shown. Up to here they may have come since the journal was read
 * last.
 */
const fewestWaiting = 1_000;
