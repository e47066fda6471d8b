/**
 * Writes SQL for a member of a stored event that is a text. It is empty where another program has stored what is no JSON:
 * one such event must not keep all others from being listed.
 */
export function eventMember(name: 'id' | 'type'): string {
  return `iif(json_valid(event), coalesce(event ->> '${name}', ''), '')`;
}
