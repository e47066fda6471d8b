import { parseAst } from 'rollup/parseAst';

/**
 * A minified script whose local names can be chosen again. Only names change, and only to such as no other
 * variable has wherever the variable is used; so a choice can change the size and nothing else.
 *
 * @param {string} code an ES2020 script without `var`, functions by name and classes
 */
export function readNames(code) {
  const variables = [];
  const references = [];
  let scopes = 0;
  const open = (parent) => ({ id: scopes++, parent, variables: new Map() });

  walk(parseAst(code), open(null));
  resolve();
  const groups = groupByName();
  return { groups, render: renderer() };

  function declare(scope, pattern) {
    eachName(pattern, (name) => {
      if (scope.variables.has(name)) return;
      const variable = { name, scopes: new Set([scope.id]) };
      scope.variables.set(name, variable);
      variables.push(variable);
    });
  }

  function declareAll(scope, statements) {
    for (const { type, declarations } of statements) {
      if (type === 'VariableDeclaration') for (const { id } of declarations) declare(scope, id);
    }
  }

  function walk(node, scope) {
    if (Array.isArray(node)) for (const item of node) walk(item, scope);
    if (typeof node?.type !== 'string') return;
    switch (node.type) {
      case 'Identifier':
        references.push({ node, scope });
        break;
      case 'MemberExpression':
        walk(node.object, scope);
        if (node.computed) walk(node.property, scope);
        break;
      case 'Property':
        walkProperty(node, scope, node);
        break;
      case 'Program':
      case 'BlockStatement': {
        const inner = open(scope);
        declareAll(inner, node.body);
        walk(node.body, inner);
        break;
      }
      case 'ArrowFunctionExpression': {
        const inner = open(scope);
        for (const parameter of node.params) declare(inner, parameter);
        walk(node.params, inner);
        walk(node.body, inner);
        break;
      }
      case 'ForInStatement':
      case 'ForOfStatement': {
        const inner = open(scope);
        declareAll(inner, [node.left]);
        for (const part of [node.left, node.right, node.body]) walk(part, inner);
        break;
      }
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ClassDeclaration':
      case 'ClassExpression':
      case 'ForStatement':
      case 'LabeledStatement':
        throw new Error(`expected no ${node.type}`);
      default:
        if (node.kind === 'var') throw new Error('expected no var');
        for (const key in node) if (key !== 'param' || node.param) walk(node[key], scope);
    }
  }

  /** `{ e: e }` may become `{ e }`, and the other way round. */
  function walkProperty({ key, value, computed, shorthand }, scope, property) {
    if (computed) walk(key, scope);
    if (shorthand && value.type === 'AssignmentPattern') {
      references.push({ node: value.left, scope, key: key.name });
      walk(value.right, scope);
    } else if (!computed && value.type === 'Identifier' && key.type === 'Identifier') {
      references.push({ node: value, scope, key: key.name, whole: property });
    } else walk(value, scope);
  }

  function resolve() {
    for (const reference of references) {
      const path = [];
      let { scope } = reference;
      while (scope && !scope.variables.has(reference.node.name)) {
        path.push(scope.id);
        scope = scope.parent;
      }
      reference.variable = scope?.variables.get(reference.node.name);
      for (const id of path) reference.variable?.scopes.add(id);
    }
  }

  /** Variables of one name get one name again: what is alike stays alike, and few names are to be kept. */
  function groupByName() {
    const byName = new Map();
    for (const { name, scopes: used } of variables) {
      if (!byName.has(name)) byName.set(name, { name, scopes: new Set(), conflicts: new Set() });
      for (const id of used) byName.get(name).scopes.add(id);
    }
    for (const group of byName.values()) {
      for (const other of byName.values()) {
        if (other !== group && [...group.scopes].some((id) => other.scopes.has(id))) {
          group.conflicts.add(other.name);
        }
      }
    }
    return byName;
  }

  function renderer() {
    const parts = [];
    let end = 0;
    const ordered = references.toSorted((a, b) => a.node.start - b.node.start);
    for (const { node, variable, key, whole = node } of ordered) {
      if (!variable) continue;
      parts.push(code.slice(end, whole.start), { of: variable.name, key });
      end = whole.end;
    }
    parts.push(code.slice(end));
    return (names) =>
      parts
        .map((part) => {
          if (typeof part === 'string') return part;
          const name = names[part.of];
          return part.key === undefined || part.key === name ? name : `${part.key}:${name}`;
        })
        .join('');
  }
}

function eachName(pattern, use) {
  if (pattern?.type === 'Identifier') use(pattern.name);
  for (const { value, argument } of pattern?.properties ?? []) eachName(value ?? argument, use);
  for (const item of pattern?.elements ?? []) eachName(item, use);
  eachNameWithin(pattern, use);
}

/** `a` of `a = 1`, and of `...a`. */
function eachNameWithin(pattern, use) {
  if (pattern?.type === 'AssignmentPattern') eachName(pattern.left, use);
  if (pattern?.type === 'RestElement') eachName(pattern.argument, use);
}
