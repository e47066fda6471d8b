import { actorReasons, eventColumns, type EventColumn } from '@hitmark/codec/event';
import { escapeHtml } from '@hitmark/codec/text';

const columns = new Map(eventColumns.map((column) => [column.path, column]));

/** Button that opens the note on a member of an event; empty: the member has no note. */
export function memberButton(path: string): string {
  if (!columns.has(path)) return '';
  const name = escapeHtml(path);
  return `<button class="ask" popovertarget="about-${name}" aria-label="What is ${name}?"></button>`;
}

/** Notes on all members of an event, each closed until its button is pressed: once a page. */
export function memberNotes(): string {
  return eventColumns.map(memberNote).join('\n');
}

function memberNote(column: EventColumn): string {
  const { path, kind, doc } = column;
  return `<div class="about small" id="about-${escapeHtml(path)}" popover><p><b>${escapeHtml(path)}</b> <span>${escapeHtml(kind)}</span></p>
<p>${markCode(doc)}</p>${valuesOf(column)}</div>`;
}

function valuesOf({ path, choices }: EventColumn): string {
  if (path === 'actor_reasons') {
    const reasons = Object.entries(actorReasons).map(
      ([name, { actor, because }]) =>
        `<dt>${escapeHtml(name)}: ${actor}</dt><dd>${markCode(because)}</dd>`,
    );
    return `<dl>${reasons.join('')}</dl>`;
  }
  if (choices === null) return '';
  return `<p>One of ${choices.map((each) => `<code>${escapeHtml(each)}</code>`).join(', ')}.</p>`;
}

/** Turns code between backticks, as the table of members has it, into elements. */
function markCode(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? escapeHtml(part) : `<code>${escapeHtml(part)}</code>`))
    .join('');
}
