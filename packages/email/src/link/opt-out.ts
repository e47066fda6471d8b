import type { Attribute } from '../html/tag.ts';

/**
 * Attributes that senders write on a link that is not to be tracked, in the words of the services they
 * know. Value that means it: `off` for switches that are turned off, `on` for those that are turned on; the
 * other value means the opposite.
 */
const optOuts: ReadonlyMap<string, 'off' | 'on'> = new Map([
  ['data-track', 'off'],
  ['clicktracking', 'off'],
  ['data-msys-clicktrack', 'off'],
  ['ses:no-track', 'on'],
  ['disable-tracking', 'on'],
  ['data-pm-no-track', 'on'],
  ['data-mautic-disable-tracking', 'on'],
  ['data-skip-click', 'on'],
]);

/** Switches off the campaign parameters of one link. */
const utmSwitch = 'data-utm';

const labels = new Set(['data-track-id']);
const tagLists = new Set(['data-track-tags', 'ses:tags']);

/** Instructions that the attributes of a link give. */
export interface Instructions {
  readonly isOptedOut: boolean;
  /** False where `data-utm="off"` keeps campaign parameters away. */
  readonly takesUtm: boolean;
  readonly label: string | null;
  readonly tags: readonly string[];
  /** The attributes that are for us alone, and that no recipient needs to see. */
  readonly attributes: readonly Attribute[];
}

const none: Instructions = {
  isOptedOut: false,
  takesUtm: true,
  label: null,
  tags: [],
  attributes: [],
};

/** @param valueOf gives the decoded value of an attribute */
export function readInstructions(
  all: readonly Attribute[],
  valueOf: (attribute: Attribute) => string,
): Instructions {
  const attributes = all.filter(isInstruction);
  if (attributes.length === 0) return none;
  const label = attributes.find(({ name }) => labels.has(name));
  return {
    isOptedOut: attributes.some((attribute) => optsOut(attribute.name, valueOf(attribute))),
    takesUtm: !attributes.some((of) => of.name === utmSwitch && isOff(valueOf(of))),
    label: (label && valueOf(label).trim()) || null,
    tags: attributes.filter(({ name }) => tagLists.has(name)).flatMap((of) => split(valueOf(of))),
    attributes,
  };
}

function isInstruction({ name }: Attribute): boolean {
  return optOuts.has(name) || labels.has(name) || tagLists.has(name) || name === utmSwitch;
}

function optsOut(name: string, value: string): boolean {
  const switched = optOuts.get(name);
  if (switched === undefined) return false;
  return switched === 'off' ? isOff(value) : !isOff(value);
}

/** `clicktracking=off/>` is meant as off, though the slash belongs to the value. */
function isOff(value: string): boolean {
  return /^(off|false|no|0)\s*\/?$/i.test(value.trim());
}

/** `a, b` and SES's `name:value;name:value`. */
function split(list: string): string[] {
  return list
    .split(/[,;]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
