/** The bindings without which nothing is published, and those that an environment of its own must not share. */

import type { Finding } from '../finding.ts';
import type { Examined } from '../examined.ts';
import { objectOf, objectsIn, textOf } from '../values.ts';

export function* checkKv(examined: Examined): Generator<Finding> {
  const { environment, outline, additions, reference } = examined;
  const path = environment.path('kv_namespaces');
  const namespaces = objectsIn(environment.get('kv_namespaces'));
  const names = objectsIn(reference.get('kv_namespaces')).map(({ binding }) => textOf(binding));
  const missing = names.filter((name) => !namespaces.some(({ binding }) => binding === name));
  if (missing.length > 0) {
    yield {
      code: 'kv',
      message: `${missingBindings('KV', missing)}${notInherited(environment.name)}`,
      line: outline.lineOf(path),
      add: additions.elements(
        path,
        missing.map((binding) => ({ binding })),
      ),
    };
  }
  for (const name of names) {
    const index = namespaces.findIndex(({ binding }) => binding === name);
    const id = namespaces[index]?.['id'];
    if (typeof id !== 'string') continue;
    yield* checkId({ binding: name, id, line: outline.lineOf([...path, index, 'id']) }, examined);
  }
}

const provisioned = 'delete this line, and wrangler makes a namespace at the next deployment';

function* checkId(
  { binding, id, line }: { binding: string; id: string; line: number },
  { environment }: Examined,
): Generator<Finding> {
  if (/^0*$/.test(id)) {
    yield { code: 'kv-id', message: `the id of ${binding} is a placeholder; ${provisioned}`, line };
    return;
  }
  const other = environment
    .others()
    .find(({ values }) => objectsIn(values['kv_namespaces']).some((each) => each['id'] === id));
  if (!other) return;
  const message = `${other.label} has the same KV namespace, and the two sites would overwrite each other's feeds; ${provisioned}`;
  yield { code: 'kv-shared', message, line };
}

/** Durable Objects that a site does without, and what it lacks then. */
const optionalObjects: Readonly<Record<string, string>> = {
  OUTBOUND: 'feeds name no hub, and subscribers have to poll',
};

/** Whether a site needs a binding that others do without: with HUB_URL it has to tell a hub of changes. */
export function isNeeded(name: string, environment: Examined['environment']): boolean {
  if (!Object.hasOwn(optionalObjects, name)) return true;
  return !['', 'off'].includes(textOf(objectOf(environment.get('vars'))['HUB_URL']));
}

export function* checkObjects({ environment, outline, additions, reference }: Examined): Generator<Finding> {
  const path = [...environment.path('durable_objects'), 'bindings'];
  const bindings = objectsIn(objectOf(environment.get('durable_objects'))['bindings']);
  const needed = objectsIn(objectOf(reference.get('durable_objects'))['bindings']);
  const missing = needed.filter(({ name }) => !bindings.some((binding) => binding['name'] === name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => textOf(name));
    const isError = names.some((name) => isNeeded(name, environment));
    const lacks = isError ? [] : names.map((name) => optionalObjects[name]);
    yield {
      code: isError ? 'durable-object' : 'optional',
      message: [
        `${missingBindings('Durable Object', names)}${notInherited(environment.name)}`,
        ...lacks,
      ].join(': '),
      line: outline.lineOf(path),
      add: additions.elements(path, missing),
    };
  }
  for (const [index, binding] of bindings.entries()) {
    const { name, class_name } = needed.find((each) => each['name'] === binding['name']) ?? {};
    if (name === undefined || binding['class_name'] === class_name) continue;
    const here = [...path, index, 'class_name'];
    yield {
      code: 'durable-object',
      message: `the Durable Object binding ${textOf(name)} has another class than ${textOf(class_name)}`,
      line: outline.lineOf(here),
      add: outline.at(here)
        ? additions.value(here, class_name)
        : additions.keys([...path, index], { class_name }),
    };
  }
}

const missingBindings = (kind: string, names: readonly string[]): string =>
  `the ${kind} binding${names.length === 1 ? ` ${names[0]} is` : `s ${names.join(' and ')} are`} missing`;

export const notInherited = (name: string | undefined): string =>
  name === undefined ? '' : ` in env.${name}, which inherits no bindings`;
