import type { VNode } from 'preact';
import { none } from '../../query/dimensions.ts';
import { shown, shownPlain } from '../format/shown.ts';
import type { View } from '../view.ts';
import { nameOfValue } from './name-of-value.ts';

/** A text that somebody else has written, kept apart from the direction of ours. */
export function Datum({ text, view, of }: { text: string; view: View; of?: string }): VNode {
  if (text === none) return <bdi>{view.texts.none}</bdi>;
  const name = of === undefined ? text : nameOfValue(of, text, view.texts);
  return <bdi title={text.length > 24 ? shownPlain(text) : undefined}>{shown(name)}</bdi>;
}
