/**
 * A configuration in JavaScript or TypeScript, which is parsed and never run. Read are literals: texts, numbers, objects and
 * lists of them, and names of constants with such a value. The only file that imports acorn.
 */

import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';
import {
  parse,
  type AnyNode,
  type Expression,
  type ObjectExpression,
  type Program,
  type TemplateLiteral,
} from 'acorn';
import { limits } from '../../../limits.ts';
import type { BlogFolder } from './blog-folder.ts';

/** Stands for a value that only running the program would tell. */
export const computed: unique symbol = Symbol('computed');

/** Constants that lead to constants, and values within values. */
const deepest = 32;

export class Script {
  readonly name: string;
  readonly #program: Program;
  readonly #constants = new Map<string, Expression>();
  readonly #nodes: AnyNode[];
  readonly #values = new Map<AnyNode, unknown>();

  private constructor(name: string, program: Program) {
    this.name = name;
    this.#program = program;
    this.#nodes = nodesOf(program);
    for (const node of program.body) {
      const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
      if (declared?.type !== 'VariableDeclaration') continue;
      for (const { id, init } of declared.declarations)
        if (id.type === 'Identifier' && init) this.#constants.set(id.name, init);
    }
  }

  /** @returns the program, or a sentence about why it can't be read @throws CliError when the file is too large */
  static read(folder: BlogFolder, name: string): Script | string {
    const source = folder.read(name);
    try {
      const plain = /^\.[mc]?ts$/.test(extname(name)) ? stripTypeScriptTypes(source) : source;
      const program = parse(plain, {
        ecmaVersion: 'latest',
        sourceType: 'module',
        allowReturnOutsideFunction: true,
        allowHashBang: true,
      });
      return new Script(name, program);
    } catch (error) {
      // Of acorn, of the reader of types, or a stack that is too deep.
      const [why = ''] = (error as Error).message.split('\n', 1);
      return `${name} is not taken over: it can't be read (${why.trim()}).`;
    }
  }

  /** The values of constants at the top of the file, by name. */
  constants(): Record<string, unknown> {
    return Object.fromEntries(Array.from(this.#constants, ([name, value]) => [name, this.#valueOf(value)]));
  }

  /** What the file exports: an object, or what its function returns. */
  exported(): unknown {
    for (const node of this.#program.body) {
      if (node.type === 'ExportDefaultDeclaration') return this.#resultOf(node.declaration);
      if (node.type !== 'ExpressionStatement' || node.expression.type !== 'AssignmentExpression') continue;
      // `exports = module.exports = …`
      let { left, right } = node.expression;
      while (right.type === 'AssignmentExpression') ({ left, right } = right);
      if (left.type === 'MemberExpression' && nameOf(left) === 'exports') return this.#resultOf(right);
    }
    return undefined;
  }

  /** The arguments of each call of a function, or of a method, of this name. */
  calls(name: string): unknown[][] {
    return this.#nodes.flatMap((node) => {
      if (node.type !== 'CallExpression') return [];
      const { callee } = node;
      const called =
        callee.type === 'Identifier'
          ? callee.name
          : callee.type === 'MemberExpression'
            ? nameOf(callee)
            : undefined;
      return called === name ? [node.arguments.map((argument) => this.#valueOf(argument))] : [];
    });
  }

  /** The names of modules that it imports or requires. */
  imports(): string[] {
    const imported = this.#nodes.flatMap((node) =>
      node.type === 'ImportDeclaration' ? [String(node.source.value)] : [],
    );
    return [
      ...imported,
      ...this.calls('require').flatMap(([name]) => (typeof name === 'string' ? [name] : [])),
    ];
  }

  #resultOf(node: AnyNode): unknown {
    const value = this.#follow(node);
    if (value?.type === 'ArrowFunctionExpression' && value.body.type !== 'BlockStatement')
      return this.#valueOf(value.body);
    const isFunction =
      value?.type === 'FunctionDeclaration' ||
      value?.type === 'FunctionExpression' ||
      value?.type === 'ArrowFunctionExpression';
    if (!isFunction) return this.#valueOf(value);
    const body = value.body.type === 'BlockStatement' ? value.body.body : [];
    const returned = body.findLast((statement) => statement.type === 'ReturnStatement');
    return returned?.argument ? this.#valueOf(returned.argument) : undefined;
  }

  /** Leads from a name to the value of its constant, and from `defineConfig({…})` to its argument. */
  #follow(node: AnyNode | undefined): AnyNode | undefined {
    let value = node;
    for (let i = 0; i < deepest; i++) {
      const next: AnyNode | undefined =
        value?.type === 'Identifier'
          ? this.#constants.get(value.name)
          : value?.type === 'CallExpression' && value.arguments.length === 1
            ? value.arguments[0]
            : undefined;
      // A call with anything but an object makes something else of it.
      if (next === undefined || (value?.type === 'CallExpression' && next.type !== 'ObjectExpression'))
        return value;
      value = next;
    }
    return undefined;
  }

  #valueOf(node: AnyNode | undefined, depth = 0): unknown {
    const value = this.#follow(node);
    if (depth > deepest || value === undefined) return computed;
    // A list of constants that are lists of constants … is read once for each constant, and one in itself not at all.
    if (!this.#values.has(value)) {
      this.#values.set(value, computed);
      this.#values.set(value, this.#read(value, depth));
    }
    return this.#values.get(value);
  }

  #read(value: AnyNode, depth: number): unknown {
    if (value.type === 'Literal') return 'regex' in value && value.regex ? computed : value.value;
    if (value.type === 'TemplateLiteral') return this.#templateOf(value, depth);
    if (value.type === 'ArrayExpression')
      return value.elements.map((element) => this.#valueOf(element ?? undefined, depth + 1));
    return value.type === 'ObjectExpression' ? this.#objectOf(value, depth) : computed;
  }

  /** `./${FOLDER}`, where FOLDER is a constant. */
  #templateOf({ quasis, expressions }: TemplateLiteral, depth: number): unknown {
    const values = expressions.map((expression) => this.#valueOf(expression, depth + 1));
    if (!values.every((value) => typeof value === 'string')) return computed;
    const text = quasis.map(({ value }, i) => (value.cooked ?? '') + (values[i] ?? '')).join('');
    // Constants of constants could double a text 32 times.
    return text.length <= limits.titleLength ? text : computed;
  }

  #objectOf({ properties }: ObjectExpression, depth: number): Record<string, unknown> {
    return Object.fromEntries(
      properties.flatMap((property) => {
        if (property.type !== 'Property' || property.computed) return [];
        const { key } = property;
        const name =
          key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
        return name === undefined ? [] : [[name, this.#valueOf(property.value, depth + 1)]];
      }),
    );
  }
}

/** The name of a property: `b` of `a.b`. */
function nameOf({ property }: { property: AnyNode }): string | undefined {
  return property.type === 'Identifier' ? property.name : undefined;
}

/** All nodes of a program, in the order of the source. Without recursion: a program may be nested as deep as acorn reads. */
function nodesOf(program: Program): AnyNode[] {
  const nodes: AnyNode[] = [];
  const waiting: AnyNode[] = [program];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    const children = Object.values(node as unknown as Record<string, unknown>)
      .flat()
      .filter(isNode);
    for (const child of children.reverse()) waiting.push(child);
  }
  return nodes;
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
