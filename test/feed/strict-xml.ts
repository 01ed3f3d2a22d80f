/** A strict XML parser: saxes refuses a document that is not well-formed, including its namespaces. */

import { SaxesParser } from 'saxes';

export interface XmlElement {
  /** With its prefix, as written. */
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** All text inside, of descendants too. */
  text: string;
}

/** @throws Error if the document is not well-formed, or a prefix is not declared */
export function readXml(document: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const addText = (text: string): void => {
    for (const element of open) element.text += text;
  };
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value]);
    const element = {
      name,
      attributes: Object.fromEntries(values) as Record<string, string>,
      children: [],
      text: '',
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(document).close();
  return top.children[0]!;
}

/** The children of that name. */
export function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The only child with a name. @throws Error if there is none, or several */
export function one(element: XmlElement, name: string): XmlElement {
  const found = all(element, name);
  if (found.length !== 1) throw new Error(`${element.name} has ${found.length} ${name}`);
  return found[0]!;
}

/** The texts of the children of that name. */
export function texts(element: XmlElement, name: string): string[] {
  return all(element, name).map((child) => child.text);
}
