import type { VNode } from 'preact';
import { mayAsk } from '../../access/person-dimensions.ts';
import { isDimension, isTimeDimension } from '../../query/dimensions.ts';
import { comparisons } from '../../query/filter.ts';
import type { SiteView } from '../view.ts';
import { Field } from './field.tsx';
import { maxSteps, stepFields } from './funnel-form.ts';
import type { Kind } from './kinds.ts';
import { conditionFields, maxConditions } from './segment-form.ts';

export interface FieldsProps {
  readonly view: SiteView;
  readonly form: URLSearchParams;
  /** Problems in words, by the names of fields. */
  readonly problems: Readonly<Record<string, string>>;
}

/** Fields of a kind of settings. */
export function Fields({ kind, ...props }: FieldsProps & { readonly kind: Kind }): VNode {
  if (kind === 'annotations') return <NoteFields {...props} />;
  return (
    <>
      <Text {...props} name="name" max={120} />
      {kind === 'goals' && <GoalFields {...props} />}
      {kind === 'funnels' && <FunnelFields {...props} />}
      {kind === 'segments' && <SegmentFields {...props} />}
    </>
  );
}

interface TextProps extends FieldsProps {
  readonly name: 'name' | 'value' | 'text' | 'window';
  readonly max: number;
  readonly isOptional?: boolean;
}

function Text({ view, form, problems, name, max, isOptional = false }: TextProps): VNode {
  const { labels, hints } = view.texts.settings;
  return (
    <Field name={name} label={labels[name]} problem={problems[name]} {...hintOf(hints[name])}>
      {(attributes) => (
        <input
          {...attributes}
          value={form.get(name) ?? ''}
          maxLength={max}
          required={!isOptional}
          {...(name === 'window' && { inputMode: 'numeric' })}
        />
      )}
    </Field>
  );
}

function hintOf(hint: string | undefined): { readonly hint?: string } {
  return hint === undefined ? {} : { hint };
}

function NoteFields(props: FieldsProps): VNode {
  const { view, form, problems } = props;
  return (
    <>
      <Field name="day" label={view.texts.settings.labels.day} problem={problems['day']}>
        {(attributes) => (
          <input {...attributes} type="date" required value={form.get('day') ?? ''} />
        )}
      </Field>
      <Text {...props} name="text" max={1_000} />
    </>
  );
}

function GoalFields(props: FieldsProps): VNode {
  const { view, form, problems } = props;
  const { labels, choices } = view.texts.settings;
  const isKept = form.get('kind') === 'kept';
  return (
    <>
      <Field name="kind" label={labels.kind} problem={problems['kind']}>
        {(attributes) => (
          <select {...attributes}>
            {isKept && (
              <option value="kept" selected>
                {choices.kept}
              </option>
            )}
            <option value="event">{choices.event}</option>
            <option value="page" selected={form.get('kind') === 'page'}>
              {choices.page}
            </option>
          </select>
        )}
      </Field>
      <Text {...props} name="value" max={1_000} isOptional={isKept} />
    </>
  );
}

function FunnelFields(props: FieldsProps): VNode {
  const { view, form, problems } = props;
  const { texts, settings, site } = view;
  const goals = settings.goals.list([site]);
  return (
    <>
      <fieldset class="rows">
        <legend>{texts.settings.labels.steps}</legend>
        <p class="small">{texts.settings.hints['steps']}</p>
        {problems['steps'] !== undefined && <p class="problem">{problems['steps']}</p>}
        {Array.from({ length: maxSteps }, (_none, index) => (
          <Step view={view} form={form} index={index} problem={problems[`step${index}`]} />
        ))}
        <datalist id="goals">
          {goals.map(({ name }) => (
            <option value={name} />
          ))}
        </datalist>
      </fieldset>
      <Text {...props} name="window" max={5} isOptional />
    </>
  );
}

interface RowProps extends Pick<FieldsProps, 'view' | 'form'> {
  readonly index: number;
  readonly problem?: string | undefined;
}

function Step({ view, form, index, problem }: RowProps): VNode {
  const { labels, choices } = view.texts.settings;
  const fields = stepFields(index);
  const kind = form.get(fields.kind) ?? '';
  const options = [
    '',
    'goal',
    'event',
    'page',
    ...(kind === 'kept' ? ['kept' as const] : []),
  ] as const;
  const described = problem === undefined ? {} : { 'aria-invalid': 'true' as const };
  return (
    <div class="three">
      <select name={fields.kind} aria-label={labels.step(index + 1, labels.kind)}>
        {options.map((option) => (
          <option value={option} selected={option === kind}>
            {option === '' ? `${index + 1} …` : choices[option]}
          </option>
        ))}
      </select>
      <input
        name={fields.value}
        list="goals"
        maxLength={1_000}
        value={form.get(fields.value) ?? ''}
        aria-label={labels.step(index + 1, labels.value)}
        placeholder={index === 0 ? labels.value : undefined}
        {...described}
      />
      <input
        name={fields.name}
        maxLength={120}
        value={form.get(fields.name) ?? ''}
        aria-label={labels.step(index + 1, labels.name)}
        placeholder={index === 0 ? labels.name : undefined}
      />
      {problem !== undefined && <p class="problem">{problem}</p>}
    </div>
  );
}

function SegmentFields({ view, form, problems }: FieldsProps): VNode {
  const { texts } = view;
  if (form.get('kept') === 'yes') {
    return (
      <>
        <input type="hidden" name="kept" value="yes" />
        <p class="small">{texts.settings.hints['kept']}</p>
      </>
    );
  }
  return (
    <fieldset class="rows">
      <legend>{texts.settings.labels.conditions}</legend>
      <p class="small">{texts.settings.hints['conditions']}</p>
      {problems['filter'] !== undefined && <p class="problem">{problems['filter']}</p>}
      {Array.from({ length: maxConditions }, (_none, index) => (
        <Condition view={view} form={form} index={index} />
      ))}
    </fieldset>
  );
}

function Condition({ view, form, index }: RowProps): VNode {
  const { texts, reader } = view;
  const { labels } = texts.settings;
  const fields = conditionFields(index);
  const chosen = form.get(fields.dimension);
  const names = Object.entries(texts.dimensions).filter(
    ([dimension]) =>
      isDimension(dimension) && !isTimeDimension(dimension) && mayAsk(reader, dimension),
  );
  const known = names.filter(([dimension]) => !['site', 'goal'].includes(dimension));
  const isOther = chosen !== null && !known.some(([dimension]) => dimension === chosen);
  return (
    <div class="three">
      <select
        name={fields.dimension}
        aria-label={labels.condition(index + 1, texts.filters.dimension)}
      >
        {isOther && (
          <option value={chosen} selected>
            {chosen}
          </option>
        )}
        {known.map(([dimension, [name]]) => (
          <option value={dimension} selected={dimension === chosen}>
            {name}
          </option>
        ))}
      </select>
      <select
        name={fields.operator}
        aria-label={labels.condition(index + 1, texts.filters.operator)}
      >
        {comparisons.map((operator) => (
          <option value={operator} selected={operator === form.get(fields.operator)}>
            {texts.filters.operators[operator]}
          </option>
        ))}
      </select>
      <textarea
        name={fields.values}
        rows={Math.max(1, (form.get(fields.values) ?? '').split('\n').length)}
        aria-label={labels.condition(index + 1, texts.filters.value)}
      >
        {form.get(fields.values) ?? ''}
      </textarea>
    </div>
  );
}
