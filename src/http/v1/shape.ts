/** JSON Schema (2020-12) in the notation of TypeScript, as far as the contract uses it. */

interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** @param indent blanks before a closing brace */
export function shapeOf(schema: JsonSchema, indent = ''): string {
  const { $ref, items, properties, additionalProperties, anyOf = schema.oneOf } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (anyOf) return anyOf.map((one) => shapeOf(one, indent)).join(' | ');
  if (items) {
    const each = shapeOf(items, indent);
    return each.includes(' | ') ? `(${each})[]` : `${each}[]`;
  }
  if (properties) return objectOf(properties, schema.required ?? [], indent);
  if (typeof additionalProperties === 'object')
    return `{ [name: string]: ${shapeOf(additionalProperties, indent)} }`;
  return [schema.type ?? 'unknown'].flat().join(' | ');
}

function objectOf(
  properties: Record<string, JsonSchema>,
  required: readonly string[],
  indent: string,
): string {
  const inner = `${indent}  `;
  const members = Object.entries(properties).map(
    ([name, schema]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${shapeOf(schema, inner)};\n`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join('')}${indent}}`;
}
