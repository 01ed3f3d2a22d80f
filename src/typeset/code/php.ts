/** PHP as a dialect of C: CodeMirror's own grammar of PHP is no stream parser. */

import { clike } from '@codemirror/legacy-modes/mode/clike';
import type { StreamParser, StringStream } from '@codemirror/streamparser';

const words = (text: string): Record<string, true> =>
  Object.fromEntries(text.split(' ').map((word) => [word, true]));

/** Reads a comment to the end of the line. */
function comment(stream: StringStream): string {
  stream.skipToEnd();
  return 'comment';
}

export const php: StreamParser<unknown> = clike({
  name: 'php',
  keywords: words(
    'abstract and array as break case catch class clone const continue declare default do echo else elseif empty enum ' +
      'extends final finally fn for foreach function global goto if implements include include_once instanceof insteadof ' +
      'interface isset list match namespace new or print private protected public readonly require require_once return ' +
      'static switch throw trait try unset use var while xor yield',
  ),
  blockKeywords: words('catch do else elseif for foreach if switch try while finally'),
  atoms: words(
    'true false null TRUE FALSE NULL __CLASS__ __DIR__ __FILE__ __LINE__ __METHOD__ __NAMESPACE__',
  ),
  multiLineStrings: true,
  hooks: {
    '#': (stream: StringStream) => (stream.peek() === '[' ? false : comment(stream)),
    $: (stream: StringStream) => {
      stream.eatWhile(/[\w$]/);
      return 'variable';
    },
    '<': (stream: StringStream) => (stream.match(/^\?(?:php|=)?/) ? 'meta' : false),
    '?': (stream: StringStream) => (stream.eat('>') ? 'meta' : false),
  },
});
