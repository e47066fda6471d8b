import type { TextKind } from './model.ts';

// On Node, where many emails are made, what was written is kept and repeated: `recall.node.ts`.

export function beginRecall(): void {}

/** @returns whether a text was written as before */
export function recall(_text: string, _kind: TextKind, _start: number): boolean {
  return false;
}

export function remember(_text: string): void {}

/** @param surplus what a copy costs more than another way; less than 0: it was taken */
export function noteCopy(_place: number, _at: number, _surplus: number): void {}

export function noteLook(_at: number): void {}

export function bindToPlace(): void {}
