import { StoreError, type StoreErrorCode } from './store-error.ts';

/** Patterns that recognise DuckDB's errors, which have no codes; the most specific first. */
const known: readonly (readonly [pattern: RegExp, code: StoreErrorCode])[] = [
  [/^INTERRUPT Error/, 'query-cancelled'],
  [/Could not set lock on file/, 'store-locked'],
  [/Trying to read a database file with version/, 'store-newer'],
  [
    /Permission denied|No space left|Read-only file system|Cannot open file|Is a directory|Cannot create/,
    'store-unavailable',
  ],
  [
    /not a valid DuckDB database|Corrupt database|checksum|Could not read enough bytes|has been invalidated|Failure while replaying WAL|Failed to load|Serialization Error/i,
    'store-corrupt',
  ],
];

/** Turns an error of DuckDB into one of the store. */
export function toStoreError(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = known.find(([pattern]) => pattern.test(message))?.[1] ?? 'store-failed';
  return new StoreError(code, message, { cause });
}
