/** Configurations in YAML, TOML and JSON. */

import { extname } from 'node:path';
import { parse as parseJsonc, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import { LineCounter, parseDocument } from 'yaml';
import { limits } from '../../../limits.ts';
import type { BlogFolder } from './blog-folder.ts';
import { isTable, type Table } from './values.ts';

/** A syntax error. */
class SyntaxProblem extends Error {
  readonly at: string | undefined;

  /** @param at `line:column`, from 1 */
  constructor(message: string, at?: string) {
    super(message);
    this.at = at;
  }
}

const parsers: Readonly<Record<string, (source: string) => unknown>> = {
  '.yml': yaml,
  '.yaml': yaml,
  '.toml': toml,
  '.json': json,
};

/** @returns an empty table for an empty file @throws CliError that names file, line and remedy */
export function readConfigFile(folder: BlogFolder, name: string): Table {
  const source = folder.read(name);
  try {
    const value = parsers[extname(name)]!(source) ?? {};
    if (!isTable(value)) throw new SyntaxProblem('it has no keys');
    if (isDeep(value)) throw new SyntaxProblem(tooDeep);
    return value;
  } catch (error) {
    if (error instanceof SyntaxProblem) throw folder.unreadable(name, error.message, error.at);
    // The parsers are recursive.
    if (error instanceof RangeError) throw folder.unreadable(name, tooDeep);
    throw error;
  }
}

const tooDeep = `its values are nested more than ${limits.matterDepth} levels deep`;

/** Dotted keys of TOML nest without brackets. */
function isDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > limits.matterDepth || Object.values(value).some((inner) => isDeep(inner, depth + 1));
}

function yaml(source: string): unknown {
  const lineCounter = new LineCounter();
  // To compare all keys of a map with each other would take squared time.
  const document = parseDocument(source, {
    lineCounter,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new SyntaxProblem(firstLine(error.message), `${line}:${col}`);
  }
  try {
    return document.toJS({ maxAliasCount: limits.aliasedValues });
  } catch (error) {
    if (error instanceof ReferenceError) throw new SyntaxProblem(firstLine(error.message));
    throw error;
  }
}

function toml(source: string): unknown {
  try {
    return parseToml(source, { maxDepth: limits.matterDepth, unsafeKeyBehaviour: 'drop' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new SyntaxProblem(
      firstLine(error.message).replace(/^Invalid TOML document: /, ''),
      `${error.line}:${error.column}`,
    );
  }
}

function json(source: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(source, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) {
    const lines = source.slice(0, first.offset).split('\n');
    throw new SyntaxProblem(printParseErrorCode(first.error), `${lines.length}:${lines.at(-1)!.length + 1}`);
  }
  return value;
}

const firstLine = (message: string): string => message.split('\n', 1)[0]!.replace(/\.$/, '');
