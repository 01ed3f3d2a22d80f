/** The front matter of a new article. */

export interface NewArticle {
  title: string;
  /** ISO 8601, with its offset. */
  date: string;
  /** As in RFC 9562, without `urn:uuid:`. */
  id: string;
  category?: readonly string[];
  tag?: readonly string[];
  author?: string;
  draft?: boolean;
}

/** YAML front matter. Strings are written as JSON, which is valid YAML (YAML 1.2, section 1.3) whatever they contain. */
export function frontMatter({ title, date, id, category = [], tag = [], author, draft }: NewArticle): string {
  const list = (key: string, names: readonly string[]): string[] =>
    names.length > 0 ? [`${key}:`, ...names.map((name) => `  - ${JSON.stringify(name)}`)] : [];
  const lines = [
    '---',
    `title: ${JSON.stringify(title)}`,
    `date: ${date}`,
    ...list('categories', category),
    ...list('tags', tag),
    ...(author ? [`author: ${JSON.stringify(author)}`] : []),
    ...(draft ? ['draft: true'] : []),
    '# Identifies the article to feed readers, even if its file moves.',
    `id: urn:uuid:${id}`,
    '---',
  ];
  return `${lines.join('\n')}\n\n`;
}

/** Formats a date in ISO 8601 to the second. @param timeZone IANA name @returns like `2026-01-31T09:30:00+08:00` */
export function dateWithOffset(date: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(date); // Swedish dates are ISO dates
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${parts.replace(' ', 'T')}${zone?.replace('GMT', '') || '+00:00'}`;
}
