/** Writes XML. Characters that XML forbids must be removed before (clean.ts); no escape makes them legal. */

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes the content of an element, or an attribute in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character]!);
}

const plainEscapes: Readonly<Record<string, string>> = { ...escapes, '&': '&#x26;', '<': '&#x3C;' };

/**
 * Escapes a plain text of RSS, as the RSS Profile asks (character data): readers that take it for HTML after all then show
 * `<b>` and do not drop it.
 */
export function escapePlain(text: string): string {
  return text.replace(/[&<>"]/g, (character) => plainEscapes[character]!);
}

/** Writes CDATA sections: `]]>` ends one, so it is split across two. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** An element with a text. Undefined attributes are left out. */
export function textElement(
  name: string,
  text: string,
  attributes: Record<string, string | undefined> = {},
): string {
  return `<${name}${writeAttributes(attributes)}>${escapeXml(text)}</${name}>`;
}

/** An element of RSS with a plain text. */
export function plainElement(name: string, text: string): string {
  return `<${name}>${escapePlain(text)}</${name}>`;
}

/** An empty element. Undefined attributes are left out. */
export function emptyElement(name: string, attributes: Record<string, string | undefined> = {}): string {
  return `<${name}${writeAttributes(attributes)}/>`;
}

/** ` name="value"` for each defined attribute. */
export function writeAttributes(attributes: Record<string, string | undefined>): string {
  const written = Object.entries(attributes).map(([name, value]) =>
    value === undefined ? '' : ` ${name}="${escapeXml(value)}"`,
  );
  return written.join('');
}
