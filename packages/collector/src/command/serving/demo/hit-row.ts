import { serializeEvent } from '@hitmark/codec/event';
import { escapeHtml } from '@hitmark/codec/text';
import type { DebugHit } from '../debug-hits.ts';
import { placeOf, shownEvent } from './event-row.ts';
import { writeRecord } from './record.ts';
import { rejectionTexts } from './rejection-texts.ts';
import type { Row } from './row.ts';

/**
 * Makes the row of a hit.
 *
 * @param number place among all hits that came, which no other has
 */
export function hitRow(hit: DebugHit, number: number): Row {
  const { time, method, path } = hit;
  const row = { id: `hit-${number}`, time, kind: `${method} ${path}`, isOpen: false };
  if ('stored' in hit) {
    const { event, json } = shownEvent(serializeEvent(hit.stored));
    return {
      ...row,
      name: [event.type, event.name].filter((part) => part !== null).join(' '),
      place: placeOf(event) ?? event.message ?? event.site,
      // The report leaves machines out: whoever looks for such a hit there finds it here, with the reason.
      mark:
        event.actor === 'machine'
          ? { name: 'machine', text: 'stored · machine' }
          : { name: 'stored', text: 'stored' },
      details: writeRecord(json),
    };
  }
  return {
    ...row,
    name: hit.rejected,
    place: rejectionTexts[hit.rejected].replaceAll('`', ''),
    mark: { name: 'rejected', text: 'rejected' },
    details: rejectionDetails(hit.rejected, hit.parameters),
  };
}

function rejectionDetails(
  reason: keyof typeof rejectionTexts,
  parameters: readonly string[],
): string {
  const [known, others] = [parameters.filter((name) => name !== '*'), parameters.includes('*')];
  const names = [
    ...known.map((name) => `<code>${escapeHtml(name)}</code>`),
    ...(others ? ['others'] : []),
  ];
  const text = escapeHtml(rejectionTexts[reason]).replace(/`([^`]*)`/g, '<code>$1</code>');
  return `<div class="why"><p><b>${escapeHtml(reason)}</b>: ${text}</p>
<p class="small">${names.length === 0 ? 'It had no parameters.' : `Parameters: ${names.join(', ')}. Their values are not kept.`}</p></div>`;
}
