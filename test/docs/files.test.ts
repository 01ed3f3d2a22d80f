import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const docs = [...readdirSync('.'), ...readdirSync('docs').map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

/** `src/…`, `test/…` and so on in code spans. Another project is meant by its `src/content` or `src/assets`. */
const named = docs.flatMap((doc) =>
  Array.from(
    readFileSync(doc, 'utf8').matchAll(/`((?:src|test|bench|hooks|bin)\/(?!content|assets)[\w./-]+)`/g),
    ([, path]) => ({ doc, path: path! }),
  ),
);

it('every file and folder that the docs name exists', () => {
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ path }) => !existsSync(path))).toEqual([]);
});

it('every relative link of the docs leads to a file, and to a heading of it', () => {
  const links = docs.flatMap((doc) =>
    Array.from(proseOf(doc).matchAll(/\]\((?!https?:|mailto:|#?\))([^)\s]+)\)/g), ([, link]) => ({
      doc,
      link: link!,
    })),
  );
  expect(links.length).toBeGreaterThan(100);
  const broken = links.filter(({ doc, link }) => {
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? doc : new URL(path, `file:///${doc}`).pathname.slice(1);
    if (!existsSync(file)) return true;
    return anchor !== undefined && !headingsOf(readFileSync(file, 'utf8')).has(decodeURIComponent(anchor));
  });
  expect(broken).toEqual([]);
});

/** Without code, in which links are examples. */
const proseOf = (doc: string): string =>
  readFileSync(doc, 'utf8')
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '`');

/** The anchors that GitHub gives to headings. */
function headingsOf(text: string): Set<string> {
  const counts = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading] of text.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading!
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}
