/** Where the formats in XML keep what readers know an entry by. */

import type { Written } from '../entry.ts';

/** A place of a value: its field, and its rank among the places of that field, of which the lowest wins. */
export type Place = [field: keyof Written, rank: number];

/** Vocabularies by namespace. `own` is that of the entry itself. */
const vocabularies: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/Atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/dc/elements/1.0/': 'dc',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
};

/** Items of RSS and RDF. */
const ofItem: Readonly<Record<string, Place>> = {
  'own guid': ['id', 0],
  'atom id': ['id', 1],
  // SimplePie, and so FreshRSS.
  'dc identifier': ['id', 2],
  // FeedBurner counts clicks at the address that it has put in place of this one.
  'feedburner origLink': ['link', -1],
  'own link': ['link', 0],
  'atom link': ['link', 1],
  'own title': ['title', 0],
  'dc title': ['title', 1],
  'own pubDate': ['published', 0],
  'dc date': ['published', 1],
  'dcterms issued': ['published', 2],
  'dcterms created': ['published', 3],
  'atom published': ['published', 4],
  'atom updated': ['updated', 0],
};

/** Entries of Atom 1.0 and 0.3. */
const ofEntry: Readonly<Record<string, Place>> = {
  'own id': ['id', 0],
  'own link': ['link', 0],
  'own title': ['title', 0],
  'own published': ['published', 0],
  'own issued': ['published', 1],
  'own created': ['published', 2],
  'own updated': ['updated', 0],
  'own modified': ['updated', 1],
};

/** @param uri of the namespace of the element @param own that of its entry */
export function placeOf(name: string, uri: string, own: string, isAtom: boolean): Place | undefined {
  const vocabulary = uri === own ? 'own' : (vocabularies[uri] ?? '');
  return (isAtom ? ofEntry : ofItem)[`${vocabulary} ${name}`];
}

/** Whether an element is a link of Atom, whose address is an attribute. */
export const isAtomLink = (name: string, uri: string, format: string | undefined): boolean =>
  name === 'link' && (vocabularies[uri] === 'atom' || format === 'Atom');
