import type { RangeDecoder, RangeEncoder } from './range-coder.ts';

const bits = 4;

/** @param frequency how often it is true, in sixteenths: to say what is usual costs next to nothing */
export function writeFlag(to: RangeEncoder, flag: boolean, frequency: number): void {
  if (flag) to.write(0, frequency, bits);
  else to.write(frequency, 2 ** bits - frequency, bits);
}

export function readFlag(from: RangeDecoder, frequency: number): boolean {
  const flag = from.part(bits) < frequency;
  if (flag) from.narrow(0, frequency);
  else from.narrow(frequency, 2 ** bits - frequency);
  return flag;
}
