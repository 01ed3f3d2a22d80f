/** A state folder of `npm start` as text files, for a fixture, and back. */

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { dirname, join } from 'node:path';
import { makeDatabase, textOf } from './database-text.ts';

/** The files that are no databases, by path: as they are if they are text, else in base64. */
type Others = Record<string, { text: string } | { base64: string }>;

const database = /\.sqlite$/;
/** What the next run makes anew: the cache of answers, the lock, and what SQLite keeps beside a database. */
const leftOut = /^cache\/|^lock|\.sqlite-(?:wal|shm)$|^server\.json$/;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

/** @param state a state folder that no process uses @param to gets a `.sql` for each database, and `others.json` */
export function keepState(state: string, to: string): void {
  const others: Others = {};
  for (const path of filesIn(state).filter((path) => !leftOut.test(path))) {
    if (database.test(path)) write(join(to, path.replace(database, '.sql')), textOf(join(state, path)));
    else {
      const bytes = readFileSync(join(state, path));
      others[path] = isUtf8(bytes) ? { text: bytes.toString() } : { base64: bytes.toString('base64') };
    }
  }
  write(join(to, 'others.json'), `${JSON.stringify(others, null, 2)}\n`);
}

/** The inverse of `keepState`. @param state a folder that is not there */
export function restoreState(from: string, state: string): void {
  for (const path of filesIn(from).filter((path) => path.endsWith('.sql')))
    makeDatabase(join(state, path.replace(/\.sql$/, '.sqlite')), readFileSync(join(from, path), 'utf8'));
  const others = JSON.parse(readFileSync(join(from, 'others.json'), 'utf8')) as Others;
  for (const [path, file] of Object.entries(others))
    write(join(state, path), 'text' in file ? file.text : Buffer.from(file.base64, 'base64'));
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
