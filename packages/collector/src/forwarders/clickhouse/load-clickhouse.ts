import type * as Clickhouse from '@hitmark/report/clickhouse';
import { ConfigurationError } from '../../configuration/index.ts';

/**
 * Loads the part of `@hitmark/report` that writes the columns of its queries: the package may be missing.
 *
 * @throws ConfigurationError that says how to install it
 */
export async function loadClickhouse(): Promise<typeof Clickhouse> {
  try {
    return await import('@hitmark/report/clickhouse');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new ConfigurationError(
      ['clickhouse.url: expected the package @hitmark/report: npm install @hitmark/report'],
      { cause },
    );
  }
}
