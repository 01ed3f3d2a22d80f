/**
 * The classes of Durable Objects. What has been deployed of `migrations` cannot be changed, so the tags of a site may be
 * others than ours: what counts is what its list makes of each class.
 * https://developers.cloudflare.com/durable-objects/reference/durable-objects-migrations/
 */

import type { Examined } from '../examined.ts';
import type { Finding } from '../finding.ts';
import { objectOf, objectsIn, textOf, textsIn } from '../values.ts';
import { isNeeded } from './bindings.ts';

/** How a class came about, and in which migration. */
interface Declared {
  kind: 'sqlite' | 'other';
  index: number;
}

export function* checkMigrations(examined: Examined): Generator<Finding> {
  const { environment, outline, additions } = examined;
  const exported = objectOf(environment.get('exports'));
  const path = environment.path('migrations');
  const list = objectsIn(environment.get('migrations'));
  const { declared, twice } = classesOf(list);
  for (const [name, index] of twice) {
    const message = `the class ${name} is declared a second time; delete it from this migration, if it was not deployed yet`;
    yield { code: 'migration-twice', message, line: outline.lineOf([...path, index]) };
  }
  const missing: { name: string; isRequired: boolean }[] = [];
  for (const needed of neededClasses(examined)) {
    const { name, isRequired } = needed;
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
        code: isRequired ? 'migration' : 'optional',
        message: `the class ${name} is missing in exports`,
        line: outline.lineOf(environment.path('exports')),
        add: additions.keys(environment.path('exports'), {
          [name]: { type: 'durable-object', storage: 'sqlite' },
        }),
      };
    } else missing.push(needed);
  }
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  yield {
    code: missing.some(({ isRequired }) => isRequired) ? 'migration' : 'optional',
    message: `no migration declares the class${names.length > 1 ? 'es' : ''} ${names.join(' and ')}`,
    line: outline.lineOf(path),
    add: additions.elements(path, [{ tag: freeTag(list), new_sqlite_classes: names }]),
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

/** The classes; one whose binding a site does without is required only with its binding. */
function neededClasses({ environment, reference }: Examined): { name: string; isRequired: boolean }[] {
  const bindings = objectsIn(objectOf(environment.get('durable_objects'))['bindings']);
  const objects = objectsIn(objectOf(reference.get('durable_objects'))['bindings']);
  const names = objectsIn(reference.get('migrations')).flatMap((each) => textsIn(each['new_sqlite_classes']));
  return names.map((name) => {
    const binding = textOf(objects.find((each) => each['class_name'] === name)?.['name']);
    const isBound = bindings.some((each) => each['name'] === binding);
    return { name, isRequired: isBound || isNeeded(binding, environment) };
  });
}

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
