/** `.gitignore` of a site. */

/** Packages, the state of `npm start`, what wrangler builds, secrets, and `edgefeed export backup`, which has drafts. */
const lines = ['node_modules/', '.edgefeed/', '.wrangler/', '.dev.vars*', '/backup/'];

export const gitignore = `${lines.join('\n')}\n`;

/** Adds the lines that are missing to an existing one, at its end. */
export function mergedGitignore(source: string): string {
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const present = new Set(source.split(/\r?\n/).map(plain));
  const missing = lines.filter((line) => !present.has(plain(line)));
  if (missing.length === 0) return source;
  const end = source === '' || source.endsWith('\n') ? '' : eol;
  return `${source}${end}${missing.join(eol)}${eol}`;
}

/** `/node_modules` and `node_modules` leave out what `node_modules/` does, as far as the folder of the site is concerned. */
const plain = (line: string): string => line.trim().replace(/^\/|\/$/g, '');
