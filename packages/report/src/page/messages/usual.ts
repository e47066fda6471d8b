/** The middle of some numbers; null: there is none. */
export function medianOf(numbers: readonly number[]): number | null {
  const inOrder = numbers.toSorted((one, other) => one - other);
  const middle = (inOrder.length - 1) / 2;
  const [low, high] = [inOrder[Math.floor(middle)], inOrder[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** A part of a whole; null: there is no whole. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** Median, over the messages that were sent, of a part's share of the sent ones. */
export function usualShare<Message extends { readonly sent: number }>(
  messages: readonly Message[],
  part: (message: Message) => number,
): number | null {
  return medianOf(
    messages.filter(({ sent }) => sent > 0).map((message) => part(message) / message.sent),
  );
}
