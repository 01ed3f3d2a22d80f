/** The folder of a site, and its wrangler configuration: wrangler.json, wrangler.jsonc or wrangler.toml. */

import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse as parseJsonc, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import { limits } from '../limits.ts';
import { CliError, exitCodes } from './exit.ts';
import { isCheckout, packageFolder } from './folders.ts';
import { formatBytes } from './output/numbers.ts';

/** Names of the configuration, in the order in which wrangler looks for them. */
export const configNames = ['wrangler.json', 'wrangler.jsonc', 'wrangler.toml'] as const;

export interface SiteConfig {
  /** Absolute path of the folder. */
  folder: string;
  /** Path of the configuration. */
  file: string;
  format: 'toml' | 'json';
  /** The text of the file. */
  source: string;
  /** The parsed file. */
  values: Readonly<Record<string, unknown>>;
}

/**
 * The configuration in a folder, or in the nearest one above it. In a checkout of edgefeed, the checkout's own is the last
 * resort: a hook runs in the repository of the articles, which has none.
 * @returns its path
 */
export function findConfig(start: string = process.cwd()): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = configNames.map((name) => join(folder, name)).find((file) => isFile(file));
    if (found !== undefined) return found;
    if (dirname(folder) === folder) break;
  }
  return isCheckout ? join(packageFolder, 'wrangler.toml') : undefined;
}

/** @throws CliError when there is none, or it can't be read */
export function readConfig(file: string | undefined = findConfig()): SiteConfig {
  if (file === undefined) {
    const why = `No wrangler.toml, wrangler.json or wrangler.jsonc is in ${process.cwd()} or above it.`;
    throw new CliError(
      exitCodes.usage,
      `${why} Run this in the folder of the site, or make one with \`edgefeed init\`.`,
    );
  }
  const format = file.endsWith('.toml') ? 'toml' : 'json';
  const source = readSource(file);
  try {
    return { folder: dirname(file), file, format, source, values: parsers[format](source) };
  } catch (error) {
    throw unreadable(file, error as Error);
  }
}

function readSource(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > limits.configBytes)
      throw new Error(
        `it has ${formatBytes(size)}, and a configuration ${formatBytes(limits.configBytes)} at most`,
      );
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error as Error);
  }
}

const parsers = {
  toml(source: string): Record<string, unknown> {
    try {
      return parseToml(source);
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      // The lines after the first one show the place in the file.
      const [why = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n', 1);
      throw new Error(`${why} at ${error.line}:${error.column}`, { cause: error });
    }
  },
  json(source: string): Record<string, unknown> {
    const errors: ParseError[] = [];
    const value: unknown = parseJsonc(source, errors, { allowTrailingComma: true });
    const [first] = errors;
    if (first) {
      const lines = source.slice(0, first.offset).split('\n');
      throw new Error(`${printParseErrorCode(first.error)} at ${lines.length}:${lines.at(-1)!.length + 1}`);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error('it is not an object');
    return value as Record<string, unknown>;
  },
};

function unreadable(file: string, error: Error): CliError {
  return new CliError(exitCodes.usage, `${file} can't be read: ${error.message}`, { cause: error });
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
