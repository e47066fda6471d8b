/** History's own methods, where the tag has put others in their place. */
export const original: Record<string, History['pushState']> = {};

export function leaveHistory(): void {
  Object.assign(history, original);
}
