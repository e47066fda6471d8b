import type { Row, Sequence } from './thread-messages.ts';

/**
 * A maker turns inputs into events in the writer's thread, so that the event loop has nothing to do with
 * them but to hand them over. Its module exports `createMaker`.
 */
export type CreateMaker<Data> = (data: Data, tools: MakerTools) => Make;

/** Makes the events of one input, all or none. What it throws fails this input, and no other. */
export type Make = (input: readonly Primitive[]) => Made;

/** What crosses from thread to thread at the least cost. */
export type Primitive = string | number | boolean | null;

/** What a maker may use of the journal. */
export interface MakerTools {
  /**
   * Where a click of the last half hour led, if a page was told its id: host and path. Null: there is no
   * such click, or it can't be looked up just now. Takes some 20 µs, and waits for no lock.
   */
  readonly placeOfClick: (id: string) => string | null;
}

/** What became of an input. */
interface Made {
  /** Of its events, as `toRow` makes them; to be stored with those of the same transaction. */
  readonly rows: readonly Row[];
  /** For whoever gave the input; anything that can be cloned, in a flat list. */
  readonly reply: readonly unknown[];
}

/** A maker at work, seen from the event loop. */
export interface Maker<Result> {
  /**
   * Resolves when the events that were made are on disk (fsync).
   *
   * @param events how many there are likely to be
   * @param repeated characters of the input that stand in more than one of its events, for each more
   * @throws JournalError: nothing was stored, or nobody can tell; else what the maker has thrown
   */
  append(input: readonly Primitive[], events: number, repeated?: number): Promise<Result>;
}

/**
 * What an input's result is, when it is on disk.
 *
 * @param sequences of each event; null marks a hit that was stored before
 * @param reply the maker's
 */
export type ReadReply<Result> = (
  sequences: readonly Sequence[],
  reply: readonly unknown[],
) => Result;
