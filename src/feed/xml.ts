/** Texts as they stand in XML. Characters that XML forbids must be gone already (clean.ts); no escape makes them legal. */

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** As the content of an element, and as the value of an attribute in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character]!);
}

/** As a CDATA section, or several: `]]>` ends one, so it is cut in two. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** An element that holds a text. */
export function textElement(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

/** An element without content. Attributes that are undefined are left out. */
export function emptyElement(name: string, attributes: Record<string, string | undefined> = {}): string {
  return `<${name}${writeAttributes(attributes)}/>`;
}

/** ` name="value"` for each attribute that is not undefined. */
export function writeAttributes(attributes: Record<string, string | undefined>): string {
  const written = Object.entries(attributes).map(([name, value]) =>
    value === undefined ? '' : ` ${name}="${escapeXml(value)}"`,
  );
  return written.join('');
}
