/** The languages of code that are known: their names, and the parsers of CodeMirror that read them. */

import { c, cpp, csharp, dart, java, kotlin, objectiveC, scala } from '@codemirror/legacy-modes/mode/clike';
import { clojure } from '@codemirror/legacy-modes/mode/clojure';
import { cmake } from '@codemirror/legacy-modes/mode/cmake';
import { css, less, sCSS } from '@codemirror/legacy-modes/mode/css';
import { diff } from '@codemirror/legacy-modes/mode/diff';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { erlang } from '@codemirror/legacy-modes/mode/erlang';
import { go } from '@codemirror/legacy-modes/mode/go';
import { groovy } from '@codemirror/legacy-modes/mode/groovy';
import { haskell } from '@codemirror/legacy-modes/mode/haskell';
import { javascript, json, typescript } from '@codemirror/legacy-modes/mode/javascript';
import { julia } from '@codemirror/legacy-modes/mode/julia';
import { lua } from '@codemirror/legacy-modes/mode/lua';
import { nginx } from '@codemirror/legacy-modes/mode/nginx';
import { perl } from '@codemirror/legacy-modes/mode/perl';
import { powerShell } from '@codemirror/legacy-modes/mode/powershell';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import { protobuf } from '@codemirror/legacy-modes/mode/protobuf';
import { python } from '@codemirror/legacy-modes/mode/python';
import { r } from '@codemirror/legacy-modes/mode/r';
import { ruby } from '@codemirror/legacy-modes/mode/ruby';
import { rust } from '@codemirror/legacy-modes/mode/rust';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { standardSQL } from '@codemirror/legacy-modes/mode/sql';
import { swift } from '@codemirror/legacy-modes/mode/swift';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { html, xml } from '@codemirror/legacy-modes/mode/xml';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import type { StreamParser } from '@codemirror/streamparser';
import { php } from './php.ts';

export interface CodeLanguage {
  /** As its makers write it. */
  name: string;
  /** Absent: the language is known by its name alone. */
  parser?: StreamParser<unknown>;
}

/** A language in a row: its name, its parser, and what authors call it, in lower case. */
const rows: readonly [name: string, parser: StreamParser<unknown> | undefined, called: string][] = [
  ['C', c, 'c h'],
  ['C#', csharp, 'csharp cs c#'],
  ['C++', cpp, 'cpp c++ cc cxx hpp'],
  ['Clojure', clojure, 'clojure clj cljs edn'],
  ['CMake', cmake, 'cmake'],
  ['CSS', css, 'css'],
  ['Dart', dart, 'dart'],
  ['Diff', diff, 'diff patch'],
  ['Dockerfile', dockerFile, 'dockerfile docker containerfile'],
  ['Erlang', erlang, 'erlang erl'],
  ['Go', go, 'go golang'],
  ['Groovy', groovy, 'groovy gradle'],
  ['Haskell', haskell, 'haskell hs'],
  ['HTML', html, 'html htm xhtml vue svelte astro handlebars hbs'],
  ['INI', properties, 'ini properties conf dotenv env'],
  ['Java', java, 'java'],
  ['JavaScript', javascript, 'javascript js mjs cjs node'],
  ['JSON', json, 'json jsonc json5 webmanifest'],
  ['JSX', javascript, 'jsx'],
  ['Julia', julia, 'julia jl'],
  ['Kotlin', kotlin, 'kotlin kt kts'],
  ['Less', less, 'less'],
  ['Lua', lua, 'lua'],
  ['Markdown', undefined, 'markdown md mdx'],
  ['Mermaid', undefined, 'mermaid'],
  ['nginx', nginx, 'nginx'],
  ['Objective-C', objectiveC, 'objectivec objc objective-c'],
  ['Perl', perl, 'perl pl'],
  ['PHP', php, 'php'],
  ['PowerShell', powerShell, 'powershell ps1 pwsh'],
  ['Protocol Buffers', protobuf, 'protobuf proto'],
  ['Python', python, 'python py python3 pycon'],
  ['R', r, 'r'],
  ['Ruby', ruby, 'ruby rb'],
  ['Rust', rust, 'rust rs'],
  ['Scala', scala, 'scala'],
  ['SCSS', sCSS, 'scss sass'],
  ['Shell', shell, 'shell sh bash zsh fish console shell-session terminal'],
  ['SQL', standardSQL, 'sql mysql postgresql pgsql sqlite'],
  ['Swift', swift, 'swift'],
  ['TOML', toml, 'toml'],
  ['TSX', typescript, 'tsx'],
  ['TypeScript', typescript, 'typescript ts mts cts'],
  ['XML', xml, 'xml svg rss atom xsl xslt plist'],
  ['YAML', yaml, 'yaml yml'],
];

const known: ReadonlyMap<string, CodeLanguage> = new Map(
  rows.flatMap(([name, parser, called]) =>
    called.split(' ').map((alias) => [alias, { name, ...(parser && { parser }) }] as const),
  ),
);

/** Names that say that a text is in no language. */
const none = new Set([
  'text',
  'txt',
  'plain',
  'plaintext',
  'none',
  'nohighlight',
  'no-highlight',
  'raw',
  'code',
]);

/** The language that an author names: `js`, `C++`. An unknown one keeps its name; undefined: the text is in none. */
export function codeLanguage(written: string): CodeLanguage | undefined {
  const name = written.toLowerCase();
  return none.has(name) ? undefined : (known.get(name) ?? { name: written });
}
