/** The entry of the worker: the file that `main` names has to export the app and the classes of the Durable Objects. */

import { readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { limits } from '../../../limits.ts';
import type { Examined } from '../examined.ts';
import type { Finding } from '../finding.ts';
import { objectOf, objectsIn, textOf } from '../values.ts';

export function* checkMain({
  config,
  environment,
  outline,
  additions,
  reference,
}: Examined): Generator<Finding> {
  const main = environment.get('main');
  const path = environment.path('main');
  if (typeof main !== 'string') {
    const add = additions.keys([], { main: 'src/worker.ts' });
    yield { code: 'main', message: 'main is missing: the file that is the worker', add };
    return;
  }
  const line = outline.lineOf(path);
  const file = resolve(config.folder, main);
  const needed = ['default', ...classesOf(reference)];
  const exports = `export { ${needed.join(', ')} } from 'edgefeed';`;
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    const message = `${main} does not exist. Write it with this line: ${exports}`;
    // A build may make it.
    yield { code: config.values['build'] === undefined ? 'main' : 'main-unknown', message, line };
    return;
  }
  const missing = size > limits.sourceBytes ? needed : missingIn(readFileSync(file, 'utf8'), needed);
  if (missing.length === 0) return;
  yield {
    code: 'main-unknown',
    message: `no export of ${missing.join(', ')} is found in it; if it has none, add: ${exports}`,
    file: relative(config.folder, file),
  };
}

const classesOf = (reference: Examined['reference']): string[] =>
  objectsIn(objectOf(reference.get('durable_objects'))['bindings']).map((each) => textOf(each['class_name']));

/** Names that a module does not export, as far as its text tells. */
function missingIn(source: string, needed: readonly string[]): string[] {
  const code = source.replace(/\/\*[^]*?(?:\*\/|$)|\/\/.*/g, '');
  const found = new Set<string>();
  for (const [, list = ''] of code.matchAll(/\bexport\s*\{([^{}]*)\}/g))
    for (const each of list.split(',')) found.add(each.trim().split(/\s+/).at(-1)!);
  for (const [, name = ''] of code.matchAll(/\bexport\s+(?:class|const|let|var|function)\s+(\w+)/g))
    found.add(name);
  if (/\bexport\s+default\b/.test(code)) found.add('default');
  return needed.filter((name) => !found.has(name));
}
