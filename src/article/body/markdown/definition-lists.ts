/** Definition lists, as in kramdown, Pandoc and Markdown Extra: a line with the term, below it `: ` and the definition. */

import type MarkdownIt from 'markdown-it';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import deflist from 'markdown-it-deflist';

/** The plugin also reads `~`, which authors use as a line of its own between parts of a text. */
export function definitionLists(markdown: MarkdownIt): void {
  markdown.use(deflist);
  const rule = markdown.block.ruler.getRules('').find(({ name }) => name === 'deflist');
  if (!rule) throw new Error('markdown-it-deflist has no rule deflist');
  markdown.block.ruler.at(
    'deflist',
    (state, startLine, endLine, silent) => {
      if (!silent && !hasDefinition(state, startLine, endLine)) return false;
      return rule(state, startLine, endLine, silent);
    },
    { alt: ['paragraph', 'reference', 'blockquote'] },
  );
}

function hasDefinition(state: StateBlock, startLine: number, endLine: number): boolean {
  let line = startLine + 1;
  if (line < endLine && state.isEmpty(line)) line++;
  const start = state.bMarks[line]! + state.tShift[line]!;
  return (
    line < endLine && state.src[start] === ':' && /\S/.test(state.src.slice(start + 1, state.eMarks[line]))
  );
}
