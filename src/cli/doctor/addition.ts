/** Lines to add to a wrangler configuration, in the format of the file, and where they belong. */

import type { SiteConfig } from '../site-config.ts';
import { notations } from './notation.ts';
import type { Outline, Path } from './outline.ts';
import type { Place } from './place.ts';

/** A change of the file that someone makes by hand. */
export interface Addition {
  /** Completes "Add …": `below [vars] in line 7`. */
  where: string;
  /** What to paste there. */
  lines: string[];
  /** The same as a replacement of the text between two offsets. */
  edit: { from: number; to: number; text: string };
}

/** Writes additions for one file. */
export class Additions {
  readonly #config: Pick<SiteConfig, 'format' | 'source'>;
  readonly #outline: Outline;

  constructor(config: Pick<SiteConfig, 'format' | 'source'>, outline: Outline) {
    this.#config = config;
    this.#outline = outline;
  }

  /** Adds keys to an object, which is made if it is missing. */
  keys(path: Path, entries: Readonly<Record<string, unknown>>): Addition {
    const object = path.length === 0 ? undefined : this.#outline.at(path);
    if (object?.form === 'brackets') return this.#intoBraces(path, object, entries);
    if (this.#config.format === 'json') {
      if (path.length === 0) return this.#intoBraces(path, this.#outline.root, entries);
      return this.keys(path.slice(0, -1), { [path.at(-1)!]: entries });
    }
    const written = Object.entries(entries).map(([key, value]) => notations.toml.pair(key, value));
    if (path.length === 0) return this.#atTop(written);
    if (object?.form === 'header')
      return this.#asLines(
        `below [${headerOf(path)}] in line ${this.#outline.lineAt(object.start)}`,
        written,
        object.to,
      );
    // A header must not continue what dotted keys have begun: the whole object is written with dotted keys then.
    if (object?.form === 'dotted') {
      const prefix = headerOf(path.slice(this.#headedDepth(path)));
      return this.#asLines(
        `after line ${this.#outline.lineAt(object.start)}`,
        written.map((pair) => `${prefix}.${pair}`),
        object.to,
      );
    }
    if (this.#isClosed(path.slice(0, -1))) return this.keys(path.slice(0, -1), { [path.at(-1)!]: entries });
    return this.#atEnd([`[${headerOf(path)}]`, ...written]);
  }

  /** Adds elements to the end of a list, which is made if it is missing. */
  elements(path: Path, elements: readonly unknown[]): Addition {
    const { format } = this.#config;
    const list = this.#outline.at(path);
    if (list?.form === 'brackets') return this.#intoList(list, elements.map(notations[format].inline));
    const parents = path.slice(0, -1);
    const tables = elements.filter((each) => typeof each === 'object' && each !== null);
    if (format === 'json' || tables.length < elements.length || this.#isClosed(parents))
      return this.keys(parents, { [path.at(-1)!]: elements });
    const written = tables.map((table) => [
      `[[${headerOf(path)}]]`,
      ...Object.entries(table).map(([key, value]) => notations.toml.pair(key, value)),
    ]);
    return this.#atEnd(written.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines])));
  }

  /** Replaces a value. */
  value(path: Path, value: unknown): Addition {
    const notation = notations[this.#config.format];
    // A file without an outline has the value, too, in a place that is not known.
    const place = this.#outline.at(path);
    return {
      where: place
        ? `in place of line ${this.#outline.lineAt(place.start)}`
        : 'in place of the line that has another value',
      lines: [notation.pair(String(path.at(-1)), value) + notation.separator],
      edit: { from: place?.from ?? 0, to: place?.to ?? 0, text: place ? notation.inline(value) : '' },
    };
  }

  /** How many keys of a path the header has below which it is written. */
  #headedDepth(path: Path): number {
    let depth = path.length;
    while (this.#outline.at(path.slice(0, depth))?.form !== 'header') depth--;
    return depth;
  }

  /** Whether the nearest object around a path is written without a header, so that no header may continue it. */
  #isClosed(path: Path): boolean {
    const around = this.#outline.at(path);
    if (around || path.length === 0) return around !== undefined && around.form !== 'header';
    return this.#isClosed(path.slice(0, -1));
  }

  #intoBraces(
    path: Path,
    { from, to, children }: Place,
    entries: Readonly<Record<string, unknown>>,
  ): Addition {
    const { pair } = notations[this.#config.format];
    const isEmpty = children.size === 0;
    const written = Object.entries(entries).map(([key, value]) => pair(key, value));
    const name = path.length === 0 ? '' : ` of ${path.join('.')}`;
    // At the beginning, where a comma behind is right whatever follows. An inline table of TOML must be on one line.
    const lines = written.map((line, i) => (isEmpty && i === written.length - 1 ? line : `${line},`));
    const isOneLine = this.#config.format === 'toml';
    return {
      where: `after the { in line ${this.#outline.lineAt(from)}${name}`,
      lines: isOneLine ? [lines.join(' ')] : lines,
      edit: {
        from: from + 1,
        to: Math.min(from + 1, to),
        text: isOneLine ? ` ${lines.join(' ')} ` : `\n${lines.join('\n')}`,
      },
    };
  }

  #intoList({ from, to, children }: Place, elements: readonly string[]): Addition {
    const last = children.get(children.size - 1);
    const at = last ? last.to : from + 1;
    // Whatever stands between the last element and the bracket is white space, comments, or a comma.
    const rest = this.#config.source.slice(at, to).replace(/(?:#|\/\/).*|\/\*[^]*?(?:\*\/|$)/g, '');
    const hasComma = rest.includes(',');
    const line = this.#outline.lineAt(at);
    return {
      where: last
        ? `after the last element of the list, in line ${line}`
        : `between the brackets of line ${line}`,
      lines: [`${last && !hasComma ? ', ' : ''}${elements.join(', ')}${hasComma ? ',' : ''}`],
      edit: edit(at, `${last ? ', ' : ''}${elements.join(', ')}`),
    };
  }

  /** Keys of the top of a TOML file belong above its first table. */
  #atTop(lines: string[]): Addition {
    const last = [...this.#outline.root.children.values()]
      .filter(({ form }) => form !== 'header')
      .reduce((end, { to }) => Math.max(end, to), 0);
    if (last === 0) return { where: 'at the top of the file', lines, edit: edit(0, `${lines.join('\n')}\n`) };
    return this.#asLines(`after line ${this.#outline.lineAt(last)}, above all tables`, lines, last);
  }

  #asLines(where: string, lines: string[], after: number): Addition {
    const at = this.#outline.afterLine(after);
    const isLast = this.#config.source[at - 1] !== '\n';
    return { where, lines, edit: edit(at, isLast ? `\n${lines.join('\n')}` : `${lines.join('\n')}\n`) };
  }

  #atEnd(lines: string[]): Addition {
    const { source } = this.#config;
    return {
      where: 'at the end of the file',
      lines,
      edit: edit(source.length, `${source.endsWith('\n') ? '' : '\n'}\n${lines.join('\n')}\n`),
    };
  }
}

const edit = (at: number, text: string): Addition['edit'] => ({ from: at, to: at, text });

const headerOf = (path: Path): string => path.map((key) => notations.toml.key(String(key))).join('.');
