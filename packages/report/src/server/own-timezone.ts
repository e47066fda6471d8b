/** The machine's timezone; UTC where Node knows no name for it, such as with `TZ=:/etc/localtime`. */
export function ownTimezone(): string {
  const { timeZone }: { readonly timeZone?: string } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone ?? 'UTC';
}
