import { describe, expect, it } from 'vitest';

const files = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Without declarations of types. */
const sources = Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith('.d.ts')));

/** Single files at the top of `src/`: what every room may use. */
const foundation = ['limits', 'log', 'utf8'];

/**
 * Which rooms of `src/` a room may import, in the order of the data's way. A new room fails until it has its row, and so
 * does an import that has none.
 */
const may: Readonly<Record<string, readonly string[]>> = {
  article: [],
  asset: ['article'],
  site: ['article'],
  typeset: ['article'],
  show: ['article', 'asset', 'site'],
  feed: ['article', 'asset', 'site', 'show'],
  redirects: ['article', 'site', 'feed'],
  publish: ['article', 'asset', 'site', 'show', 'redirects'],
  github: ['site'],
  store: ['article', 'site', 'feed', 'redirects', 'typeset'],
  outbound: ['article', 'site', 'publish', 'feed', 'store'],
  catalog: ['article', 'asset', 'site', 'show', 'redirects', 'publish', 'feed', 'github', 'store', 'typeset'],
  pages: ['article', 'site', 'show', 'publish', 'feed', 'store', 'typeset'],
  markdown: ['article', 'site', 'show', 'feed', 'store'],
  http: ['article', 'site', 'redirects', 'publish', 'feed', 'github', 'store', 'pages', 'markdown'],
  cli: ['article', 'asset', 'site', 'show', 'redirects', 'publish', 'feed', 'client'],
  // A part of the package that runs anywhere.
  client: [],
  worker: ['catalog', 'http', 'outbound'],
  limits: [],
  log: [],
  utf8: [],
};

/** A call to a Durable Object looks like a method call, but crosses a network: http knows no more of it than its shapes. */
const mayTypes: Readonly<Record<string, readonly string[]>> = { http: ['catalog', 'outbound'] };

/** `edgefeed check` decides as the catalog does; nothing of it touches a database. */
const mayFiles: Readonly<Record<string, readonly string[]>> = {
  cli: ['catalog/batch/first-publish.ts'],
  // The sender has a database of its own, and the same ways with it.
  outbound: ['catalog/tables/sql.ts', 'catalog/tables/chunks.ts', 'catalog/tables/migrations.ts'],
};

/** Modules of Node that workerd has (https://developers.cloudflare.com/workers/runtime-apis/nodejs/). cli runs in Node. */
const nodeInWorker = ['node:buffer', 'node:crypto', 'node:path/posix', 'node:zlib'];

interface Import {
  file: string;
  room: string;
  target: string;
  types: boolean;
}

const roomOf = (path: string): string => path.split('/')[0]!.replace(/\.tsx?$/, '');

function importsOf(file: string, source: string): Import[] {
  const statement =
    /^(?:import|export)\s+(type\s)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  return Array.from(source.matchAll(statement), ([, types, from, dynamic]) => {
    const name = (from ?? dynamic)!;
    const target = name.startsWith('.') ? new URL(name, `file:///${file}`).pathname.slice(1) : name;
    return { file, room: roomOf(file), target, types: types !== undefined };
  });
}

const imports = Object.entries(sources).flatMap(([path, source]) =>
  importsOf(path.replace('../src/', ''), source),
);

describe('the rooms of src/', () => {
  it('are read at all', () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(new Set(imports.map(({ room }) => room))).toContain('catalog');
  });

  it('have each a row of what they may import', () => {
    const rooms = Object.keys(sources).map((path) => roomOf(path.replace('../src/', '')));
    expect(Object.keys(may).sort()).toEqual([...new Set(rooms)].sort());
  });

  it('import one way, and nothing that has no row', () => {
    const strays = imports.filter(({ room, target, types }) => {
      if (!/\.tsx?$/.test(target)) return false;
      const to = roomOf(target);
      const allowed = [room, ...foundation, ...may[room]!, ...(types ? (mayTypes[room] ?? []) : [])];
      return !allowed.includes(to) && !mayFiles[room]?.includes(target);
    });
    expect(strays).toEqual([]);
  });

  it('know nothing of Node where they run in the worker, but what workerd has of it', () => {
    const strays = imports.filter(
      ({ room, target }) => room !== 'cli' && target.startsWith('node:') && !nodeInWorker.includes(target),
    );
    expect(strays).toEqual([]);
  });

  it('know the platform where they run on it, and nowhere else', () => {
    const platform = imports.filter(({ target }) => target.startsWith('cloudflare:'));
    expect(new Set(platform.map(({ room }) => room))).toEqual(new Set(['catalog', 'http', 'outbound']));
  });
});
