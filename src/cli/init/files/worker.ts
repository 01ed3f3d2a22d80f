/** `src/worker.ts` of a site. */

import { isTable, textAt, valueAt, type Table } from '../generators/values.ts';

/** @param reference edgefeed's own wrangler.toml, whose classes of Durable Objects the site exports, too */
export function workerSource(reference: Table): string {
  const bindings = valueAt(reference, 'durable_objects', 'bindings');
  const classes = (Array.isArray(bindings) ? bindings : [])
    .filter(isTable)
    .map((row) => textAt(row, 'class_name'))
    .filter((name) => name !== undefined);
  return `// The worker is edgefeed's own: \`npm update edgefeed\` brings a newer one.
export { ${['default', ...new Set(classes)].join(', ')} } from 'edgefeed';
`;
}
