/**
 * The classes of Durable Objects. What has been deployed of `migrations` cannot be changed, so the tags of a site may be
 * others than ours: what counts is what its list makes of each class.
 * https://developers.cloudflare.com/durable-objects/reference/durable-objects-migrations/
 */

import type { Examined } from '../examined.ts';
import type { Finding } from '../finding.ts';
import { objectOf, objectsIn, textOf, textsIn } from '../values.ts';

/** How a class came about, and in which migration. */
interface Declared {
  kind: 'sqlite' | 'other';
  index: number;
}

export function* checkMigrations(examined: Examined): Generator<Finding> {
  const { environment, outline, additions, reference } = examined;
  const exported = objectOf(environment.get('exports'));
  const path = environment.path('migrations');
  const list = objectsIn(environment.get('migrations'));
  const { declared, twice } = classesOf(list);
  for (const [name, index] of twice) {
    const message = `the class ${name} is declared a second time; delete it from this migration, if it was not deployed yet`;
    yield { code: 'migration-twice', message, line: outline.lineOf([...path, index]) };
  }
  const missing: string[] = [];
  for (const name of neededClasses(reference)) {
    // The newer form of the same. wrangler takes one of the two.
    if (Object.hasOwn(exported, name)) {
      yield* checkExport(name, objectOf(exported[name]), examined);
      continue;
    }
    const known = declared.get(name);
    if (known?.kind === 'sqlite') continue;
    if (known) {
      const message = `the class ${name} is declared with new_classes, which has no SQLite; write new_sqlite_classes, if it was not deployed yet. A deployed class keeps its kind: give the worker another name`;
      yield { code: 'migration-kind', message, line: outline.lineOf([...path, known.index]) };
    } else if (environment.get('exports') !== undefined) {
      yield {
        code: 'migration',
        message: `the class ${name} is missing in exports`,
        line: outline.lineOf(environment.path('exports')),
        add: additions.keys(environment.path('exports'), {
          [name]: { type: 'durable-object', storage: 'sqlite' },
        }),
      };
    } else missing.push(name);
  }
  if (missing.length === 0) return;
  yield {
    code: 'migration',
    message: `no migration declares the class${missing.length > 1 ? 'es' : ''} ${missing.join(' and ')}`,
    line: outline.lineOf(path),
    add: additions.elements(path, [{ tag: freeTag(list), new_sqlite_classes: missing }]),
  };
}

function* checkExport(
  name: string,
  { storage }: Readonly<Record<string, unknown>>,
  { environment, outline }: Examined,
): Generator<Finding> {
  if (storage === 'sqlite') return;
  const message = `the class ${name} is exported with another storage than sqlite`;
  yield { code: 'migration-kind', message, line: outline.lineOf([...environment.path('exports'), name]) };
}

const neededClasses = (reference: Examined['reference']): string[] =>
  objectsIn(reference.get('migrations')).flatMap((each) => textsIn(each['new_sqlite_classes']));

/** Carries out the migrations in their order. */
function classesOf(list: readonly Readonly<Record<string, unknown>>[]): {
  declared: Map<string, Declared>;
  /** The class, and the migration that declares it again. */
  twice: [string, number][];
} {
  const declared = new Map<string, Declared>();
  const twice: [string, number][] = [];
  for (const [index, migration] of list.entries()) {
    const kinds = { new_sqlite_classes: 'sqlite', new_classes: 'other' } as const;
    for (const [key, kind] of Object.entries(kinds)) {
      for (const name of textsIn(migration[key])) {
        if (declared.has(name)) twice.push([name, index]);
        else declared.set(name, { kind, index });
      }
    }
    for (const { from, to } of objectsIn(migration['renamed_classes'])) {
      const former = declared.get(textOf(from));
      if (former) declared.set(textOf(to), { ...former, index });
      declared.delete(textOf(from));
    }
    for (const { to } of objectsIn(migration['transferred_classes']))
      declared.set(textOf(to), { kind: 'sqlite', index });
    for (const name of textsIn(migration['deleted_classes'])) declared.delete(name);
  }
  return { declared, twice };
}

/** `v3` after two migrations, or the next one that is free. */
function freeTag(list: readonly Readonly<Record<string, unknown>>[]): string {
  const tags = new Set(list.map(({ tag }) => tag));
  let number = list.length + 1;
  while (tags.has(`v${number}`)) number++;
  return `v${number}`;
}
