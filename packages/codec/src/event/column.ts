/** Form of a column's values; a database makes a typed column of it. */
export type ColumnKind =
  | 'text'
  | 'choice'
  | 'time'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'list'
  | 'json';

/**
 * Presence of a column's value.
 *
 * - `required`: every event has one
 * - `nullable`: it may be null
 * - `defaulted`: every event has one; where it is left out on disk, it is the default
 */
export type Presence = 'required' | 'nullable' | 'defaulted';

/** A form of values, with the check that a value has it. */
interface Form<Value> {
  readonly kind: ColumnKind;
  /** All values of a choice; null for other kinds. */
  readonly choices: readonly string[] | null;
  readonly is: (value: unknown) => value is Value;
}

/** A member of an event that holds a value. */
export interface Column<Value, Has extends Presence> extends Form<Value> {
  readonly presence: Has;
  /** Value where there is none; null without a default. */
  readonly missing: Value | null;
  /** One sentence. */
  readonly doc: string;
}

/** A member of an event that holds members; one that is not `always` there may be null as a whole. */
export interface Group<Members, Always extends boolean> {
  readonly kind: 'group';
  readonly always: Always;
  readonly members: Members;
}

export function required<Value>(form: Form<Value>, doc: string): Column<Value, 'required'> {
  return { ...form, presence: 'required', missing: null, doc };
}

export function nullable<Value>(form: Form<Value>, doc: string): Column<Value, 'nullable'> {
  return { ...form, presence: 'nullable', missing: null, doc };
}

export function defaulted<Value>(
  form: Form<Value>,
  missing: Value,
  doc: string,
): Column<Value, 'defaulted'> {
  return { ...form, presence: 'defaulted', missing, doc };
}

export function group<Members>(members: Members): Group<Members, true> {
  return { kind: 'group', always: true, members };
}

export function nullableGroup<Members>(members: Members): Group<Members, false> {
  return { kind: 'group', always: false, members };
}

export const text: Form<string> = {
  kind: 'text',
  choices: null,
  is: (value) => typeof value === 'string',
};

/** ISO 8601 in UTC, as `Date.toISOString` writes it. */
const isoTime =
  /^(?:\d{4}|[+-]\d{6})-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

export const time: Form<string> = {
  kind: 'time',
  choices: null,
  is: (value): value is string => typeof value === 'string' && isoTime.test(value),
};

export const integer: Form<number> = {
  kind: 'integer',
  choices: null,
  is: (value): value is number => Number.isSafeInteger(value),
};

export const number: Form<number> = {
  kind: 'number',
  choices: null,
  is: (value): value is number => Number.isFinite(value),
};

export const boolean: Form<boolean> = {
  kind: 'boolean',
  choices: null,
  is: (value) => typeof value === 'boolean',
};

/** An object of whatever somebody passed on. */
export const json: Form<Readonly<Record<string, unknown>>> = {
  kind: 'json',
  choices: null,
  is: (value): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** One number and no other. */
export function exactly<const Value extends number>(only: Value): Form<Value> {
  return { kind: 'integer', choices: null, is: (value): value is Value => value === only };
}

export function choice<const Value extends string>(choices: readonly Value[]): Form<Value> {
  return {
    kind: 'choice',
    choices,
    is: (value): value is Value => choices.some((each) => each === value),
  };
}

export function listOf<Value extends string>(form: Form<Value>): Form<readonly Value[]> {
  return {
    kind: 'list',
    choices: form.choices,
    is: (value): value is readonly Value[] => Array.isArray(value) && value.every(form.is),
  };
}
