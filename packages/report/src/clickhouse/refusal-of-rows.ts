import { ClickhouseError } from './clickhouse-error.ts';

/**
 * ClickHouse's numbers of errors about the values of a row: the same rows are refused at any other time, unless the
 * table is changed.
 */
const aboutRows: ReadonlySet<number> = new Set([
  6, // CANNOT_PARSE_TEXT
  26, // CANNOT_PARSE_QUOTED_STRING
  27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  38, // CANNOT_PARSE_DATE
  41, // CANNOT_PARSE_DATETIME
  53, // TYPE_MISMATCH
  69, // ARGUMENT_OUT_OF_BOUND
  70, // CANNOT_CONVERT_TYPE
  72, // CANNOT_PARSE_NUMBER
  117, // INCORRECT_DATA
  131, // TOO_LARGE_STRING_SIZE
  321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  376, // CANNOT_PARSE_UUID
  395, // FUNCTION_THROW_IF_VALUE_IS_NON_ZERO
  407, // DECIMAL_OVERFLOW
  467, // CANNOT_PARSE_BOOL
  469, // VIOLATED_CONSTRAINT
]);

/** Reason why ClickHouse refuses rows of an insert for good, such as `error-469`; null: it may take them another time. */
export function refusalOfRows(error: unknown): string | null {
  if (!(error instanceof ClickhouseError) || error.exceptionCode === null) return null;
  return aboutRows.has(error.exceptionCode) ? `error-${error.exceptionCode}` : null;
}
