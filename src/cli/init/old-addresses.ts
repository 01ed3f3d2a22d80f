/** The setting OLD_ADDRESSES of a blog: where its articles were until now. */

import type { Dialect } from '../../article/old-addresses/dialect.ts';
import { dialects, isGenerator, type Generator } from '../../article/old-addresses/dialects.ts';
import { oldAddressesFor, readPatterns } from '../../article/old-addresses/pattern.ts';
import { quote } from '../../article/text.ts';
import type { Blog } from './generators/blog.ts';

interface OldAddresses {
  /** Absent: no pattern of the configuration is read. */
  value?: string;
  /** Sentences about patterns that are not taken over, each with its reason. */
  notes: string[];
}

export function oldAddressesOf({
  generator,
  base,
  permalinks,
}: Pick<Blog, 'generator' | 'base' | 'permalinks'>): OldAddresses {
  const name = generator.toLowerCase();
  if (!isGenerator(name)) return { notes: [] };
  const values: string[] = [];
  const notes: string[] = [];
  // Zola has no patterns: the path of the file is the address.
  const all = permalinks.length === 0 && name === 'zola' ? [{ pattern: 'default' }] : permalinks;
  for (const { pattern, section } of all) {
    const whole = base === undefined ? pattern : below(base, pattern, name);
    const read = oldAddressesFor(name, whole, section);
    const together = 'value' in read ? readPatterns([...values, read.value].join(' ')) : read;
    if ('value' in read && !('why' in together)) values.push(read.value);
    else if ('why' in together)
      notes.push(`The old addresses ${quote(pattern)} are not taken over: ${reasonOf(together.why)}.`);
  }
  return { ...(values.length > 0 && { value: values.join(' ') }), notes };
}

/** A pattern of addresses below a path: `/blog/:title/`. The pattern that a name stands for is written out. */
function below(base: string, pattern: string, generator: Generator): string {
  const { styles }: Dialect = dialects[generator];
  const text = Object.hasOwn(styles, pattern) ? styles[pattern]! : pattern;
  return `${base}/${text.replace(/^\/+/, '')}`;
}

/** Without the remedy, which is for the author of the setting. */
const reasonOf = (why: string): string => why.replace(/; [^;]*$/, '');
