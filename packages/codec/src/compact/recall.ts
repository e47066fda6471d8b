import type { TextKind } from './model.ts';

/** Writes a text. On Node, where many emails are made, what was written is kept: `recall.node.ts`. */
export function recall(
  _text: string,
  kind: TextKind,
  start: number,
  write: (start: number, kind: TextKind) => void,
): void {
  write(start, kind);
}

export function noteLook(_at: number): void {}

/** @param surplus what a copy costs more than another way; less than 0: it was taken */
export function noteCopy(_place: number, _at: number, _surplus: number): void {}

export function bindToPlace(): void {}
