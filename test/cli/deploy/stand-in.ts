/**
 * A program in place of wrangler, which writes down how it was called: where the tests cannot reach Cloudflare, and nowhere
 * else. What runs offline runs with the real one.
 */

import { existsSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ready, Site } from '../doctor/site.ts';

interface Call {
  args: string[];
  /** Base name of the working directory. */
  cwd: string;
  input: string;
  /** Whether it was given the token of publishing. */
  hasToken: boolean;
}

const program = `
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
const input = args[0] === 'secret' ? readFileSync(0, 'utf8') : '';
const call = { args, cwd: process.cwd(), input, hasToken: 'EDGEFEED_TOKEN' in process.env };
appendFileSync(__dirname + '/calls.jsonl', JSON.stringify(call) + '\\n');
const answers = JSON.parse(readFileSync(__dirname + '/answers.json', 'utf8'));
const { code = 0, says = '', waits = false } = answers[args[0]] ?? {};
if (waits) setInterval(() => {}, 60_000);
process.stdout.write(says);
process.exitCode = code;
`;

export class DeployedSite extends Site {
  constructor() {
    super();
    unlinkSync(join(this.folder, 'node_modules/wrangler'));
    this.writeFile(
      'node_modules/wrangler/package.json',
      JSON.stringify({ name: 'wrangler', version: '4.155.0', bin: { wrangler: 'bin.cjs' } }),
    );
    this.writeFile('node_modules/wrangler/bin.cjs', program);
    this.answers({});
    this.configure('wrangler.toml', ready());
  }

  /** How the commands of wrangler end, by their names. */
  answers(of: Record<string, { code?: number; says?: string; waits?: boolean }>): void {
    this.writeFile('node_modules/wrangler/answers.json', JSON.stringify(of));
  }

  get calls(): Call[] {
    const file = join(this.folder, 'node_modules/wrangler/calls.jsonl');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Call);
  }
}
