import { readNames } from './rename.mjs';
import { readOrder } from './order.mjs';

export const letters = Array.from('etanrosicldhmupfgkwybvSxELPjqDOTRUAzCHMFINBGVWJKQXYZ_$');

/** Puts the functions of a script in the order chosen; those that the choice does not know come last. */
export function reorder(code, chosen) {
  const { names, render } = readOrder(code);
  const known = Object.keys(chosen).filter((name) => names.includes(name));
  return render([...known, ...names.filter((name) => !known.includes(name))]);
}

/** Gives a script's variables the letters chosen, or free ones where the choice does not fit. */
export function rename(code, chosen) {
  const { groups, render } = readNames(code);
  const names = {};
  for (const isChosen of [true, false]) {
    for (const { name, conflicts } of groups.values()) {
      const isFree = (letter) => ![...conflicts].some((other) => names[other] === letter);
      if (isChosen && chosen[name] && isFree(chosen[name])) names[name] = chosen[name];
      else if (!isChosen) names[name] ??= letters.find(isFree);
    }
  }
  return render(names);
}
