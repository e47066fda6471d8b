import { wire } from '@hitmark/codec/hit';
import { resend } from './lines.ts';
import { each } from './lists.ts';
import { options } from './options.ts';
import { record } from './record.ts';
import { isAnnounced, referrer, setAnnounced } from './view.ts';

/** Records the view, if it is not recorded yet. */
export function announce(): void {
  if (!isAnnounced) {
    let term: string | null | undefined;
    setAnnounced();
    // The first found counts; the article's own name comes first.
    each(options.search, (name) => {
      term = term || new URL(location as never).searchParams.get(name);
    });
    // What was kept goes with it.
    resend();
    record('', 0, {
      [wire.title]: document.title,
      [wire.referrer]: referrer,
      [wire.search]: term || '',
      [wire.screen]: screen.width + 'x' + screen.height,
      [wire.viewport]: innerWidth + 'x' + innerHeight,
    });
  }
}
