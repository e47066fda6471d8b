import { parseAst } from 'rollup/parseAst';

/**
 * A script whose first statements declare variables: which of them are functions, and the script with those
 * in another order. Nothing calls them before all are there, so that only the size can change.
 */
export function readOrder(code) {
  const { body } = parseAst(code);
  const first = body.findIndex(
    ({ type }) => type !== 'VariableDeclaration' && type !== 'TryStatement',
  );
  const heads = body.slice(0, first);
  const plain = [];
  const values = [];
  const functions = new Map();
  for (const { declarations = [] } of heads) {
    for (const { id, init, start, end } of declarations) {
      if (init?.type === 'ArrowFunctionExpression') functions.set(id.name, code.slice(start, end));
      else (isPlain(init) ? plain : values).push(code.slice(start, end));
    }
  }
  const tries = heads.filter(({ type }) => type === 'TryStatement');
  const after =
    tries.map(({ start, end }) => code.slice(start, end)).join('') + code.slice(body[first].start);
  return {
    names: [...functions.keys()],
    render: (names) =>
      `let ${[...plain, ...names.map((name) => functions.get(name)), ...values].join()};${after}`,
  };
}

/** What needs nothing else: none, a text or number, an empty object. */
function isPlain(init) {
  return !init || init.type === 'Literal' || init.properties?.length === 0;
}
