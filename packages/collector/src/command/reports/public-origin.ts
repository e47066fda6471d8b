import type { Options } from '../../configuration/index.ts';

/** Origin of `report.publicUrl`; null: it is not set. */
export function publicOrigin({ report }: Pick<Options, 'report'>): string | null {
  return report.publicUrl === null ? null : new URL(report.publicUrl).origin;
}
