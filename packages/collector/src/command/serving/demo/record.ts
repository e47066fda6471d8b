import { escapeHtml } from '@hitmark/codec/text';
import { memberButton } from './member-notes.ts';
import { shown } from './shown.ts';

/** Members of an event that are groups of members. */
const groups = new Set(['campaign', 'link', 'token', 'engagement', 'client']);

/**
 * Writes an event's whole record as JSON of many lines, each member with the button of its note.
 *
 * @param event as it stands on disk, parsed
 * @param isLatest whether it is the newest that is shown
 */
export function writeRecord(event: object, isLatest = false): string {
  const lines = [line('', '{'), ...memberLines(event, '', '  '), line('', '}')];
  return `<pre class="record${isLatest ? ' latest' : ''}">${lines.join('')}</pre>`;
}

function memberLines(group: object, outer: string, indent: string): string[] {
  const members = Object.entries(group);
  return members.flatMap(([name, value], index) => {
    const path = outer + name;
    const comma = index === members.length - 1 ? '' : ',';
    const head = `${indent}${JSON.stringify(name)}: `;
    if (groups.has(path) && typeof value === 'object' && value !== null) {
      return [
        line('', `${head}{`),
        ...memberLines(value as object, `${path}.`, `${indent}  `),
        line('', `${indent}}${comma}`),
      ];
    }
    const [first = '', ...rest] = `${head}${JSON.stringify(value, null, 2)}${comma}`.split('\n');
    return [line(memberButton(path), first), ...rest.map((text) => line('', indent + text))];
  });
}

/** Lines are blocks, so that what is copied has lines, too. */
function line(button: string, text: string): string {
  return `<span>${button}${escapeHtml(shown(text))}</span>`;
}
