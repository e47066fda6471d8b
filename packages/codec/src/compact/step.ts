/** One symbol, the characters that it covers, and which of its spelling's pieces they are. */
export interface Step {
  readonly symbol: number;
  /** 0 where copies come, which depend on what stands before. */
  readonly length: number;
  /** Of what is written after the symbol. */
  readonly cost: number;
  readonly detail: number;
}
