import type { ComponentChildren, VNode } from 'preact';

export interface FieldProps {
  /** Name of the field, and of its problem. */
  readonly name: string;
  readonly label: string;
  /** Fault of its value, in words; undefined: none. */
  readonly problem: string | undefined;
  readonly hint?: string;
  readonly children: (attributes: FieldAttributes) => ComponentChildren;
}

/** Attributes of a control that tie it to its label and to its problem. */
interface FieldAttributes {
  readonly id: string;
  readonly name: string;
  readonly 'aria-invalid'?: 'true';
  readonly 'aria-describedby'?: string;
}

/** A control with its label, and beside it what is wrong. */
export function Field({ name, label, problem, hint, children }: FieldProps): VNode {
  const [id, described] = [`field-${name}`, `problem-${name}`];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        name,
        ...(problem !== undefined && { 'aria-invalid': 'true', 'aria-describedby': described }),
      })}
      {hint !== undefined && <p class="small">{hint}</p>}
      {problem !== undefined && (
        <p class="problem" id={described}>
          {problem}
        </p>
      )}
    </div>
  );
}
