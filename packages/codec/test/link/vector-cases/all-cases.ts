import { dictionaryCases } from './dictionary-cases.ts';
import { keyCases } from './key-cases.ts';
import type { LinkCase } from './link-case.ts';
import { metadataCases } from './metadata-cases.ts';
import { mixedCases } from './mixed-cases.ts';
import { optionCases } from './option-cases.ts';
import { recipientCases } from './recipient-cases.ts';
import { textCases } from './text-cases.ts';
import { urlCases } from './url-cases.ts';

/** Every link that make-vectors.ts freezes. More may be added; none is changed or taken out. */
export function allCases(): readonly LinkCase[] {
  return [
    ...optionCases(),
    ...keyCases(),
    ...metadataCases(),
    ...textCases(),
    ...dictionaryCases(),
    ...urlCases(),
    ...mixedCases(),
    ...recipientCases(),
  ];
}
