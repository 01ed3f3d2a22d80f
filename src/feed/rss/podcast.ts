/** The podcast namespace (https://podcasting2.org/docs/podcast-namespace): what a show says of itself. */

import { cleanDate, cleanLine, cleanUrl } from '../clean.ts';
import { textElement } from '../xml.ts';
import type { Funding, License, Person, Txt } from '../../article/episode.ts';
import type { PublishedShow } from '../../show/show.ts';

/** An element of the namespace. Undefined attributes are left out. */
const element = (name: string, text: string, attributes: Record<string, string | undefined> = {}): string =>
  textElement(`podcast:${name}`, cleanLine(text), attributes);

const line = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : cleanLine(text);

export const podcast = {
  prefix: 'podcast',
  uri: 'https://podcastindex.org/namespace/1.0',

  channel(show: PublishedShow): string[] {
    const { guid, locked = false, lockedOwner, owner, medium, license, updateFrequency } = show;
    const { trailer, otherTrailers = [] } = show;
    return [
      element('guid', guid),
      element('locked', locked ? 'yes' : 'no', { owner: line(lockedOwner ?? owner?.email) }),
      ...(medium === undefined ? [] : [element('medium', medium)]),
      ...show.funding.map(fundingElement),
      ...show.persons.map(personElement),
      ...licenseElements(license),
      ...(updateFrequency ? [updateElement(updateFrequency)] : []),
      ...show.txt.map(txtElement),
      ...(trailer ? [trailer, ...otherTrailers] : []).map(trailerElement),
    ];
  },
};

/** Of a show or an episode. */
export const personElement = ({ name, role, group, img, href }: Person): string =>
  element('person', name, {
    role: line(role),
    group: line(group),
    img: cleanUrl(img),
    href: cleanUrl(href),
  });

/** Likewise. */
export const fundingElement = ({ url, label }: Funding): string =>
  element('funding', label, { url: cleanUrl(url) });

/** Likewise. */
export const txtElement = ({ text, purpose }: Txt): string =>
  element('txt', text, { purpose: line(purpose) });

/** An identifier of the SPDX by its form: `CC-BY-4.0`. */
const identifier = /^[\w.+-]+$/;

/**
 * Likewise. The specification has identifiers in lower case, and requires an address of all other licenses: without one, a
 * name in words is left out. Which names with an address are identifiers is known of Creative Commons alone.
 */
export function licenseElements(license: License | undefined): string[] {
  if (license === undefined) return [];
  const name = cleanLine(license.name);
  const url = cleanUrl(license.url);
  const isIdentifier = identifier.test(name) && (url === undefined || /^cc0?-/i.test(name));
  if (url === undefined && !isIdentifier) return [];
  return [element('license', isIdentifier ? name.toLowerCase() : name, { url })];
}

function updateElement({
  label,
  rule,
  start,
  complete,
}: NonNullable<PublishedShow['updateFrequency']>): string {
  return element('updateFrequency', label, {
    rrule: line(rule),
    dtstart: start === undefined ? undefined : cleanDate(start).toISOString(),
    complete: complete === undefined ? undefined : String(complete),
  });
}

function trailerElement({
  title,
  url,
  published,
  type,
  length,
  season,
}: NonNullable<PublishedShow['trailer']>): string {
  return element('trailer', title, {
    pubdate: cleanDate(published).toUTCString(),
    url: cleanUrl(url),
    length: length?.toString(),
    type: line(type),
    season: season?.toString(),
  });
}
