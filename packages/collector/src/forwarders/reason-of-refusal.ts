/**
 * Waits until events are sent.
 *
 * @param refusalOf finds the reason of a refusal for good in an error; null: it is none
 * @returns the reason why the destination refuses some of them for good; null: it has taken all
 * @throws errors of sending that are no refusal for good
 */
export async function reasonOfRefusal(
  sending: Promise<unknown>,
  refusalOf: (error: unknown) => string | null,
): Promise<string | null> {
  try {
    await sending;
    return null;
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    return reason;
  }
}
