/** A temporary content folder and state folder, and the command line run on them. */

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { sourcesOnly } from '../../src/publish/file-rules.ts';
import type { SiteFolders } from '../../src/publish/site-folders.ts';

/** Made by `program.ts`. */
const program = inject('program');

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export class Workspace implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
  readonly content = join(this.folder, 'content');
  readonly state = join(this.folder, 'state');
  /** The content folder without the files beside articles. */
  readonly folders: SiteFolders = { content: { folder: this.content, rules: sourcesOnly } };

  constructor() {
    mkdirSync(this.content);
  }

  write(path: string, source: string | Uint8Array): void {
    const file = join(this.content, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
  }

  move(from: string, to: string): void {
    mkdirSync(dirname(join(this.content, to)), { recursive: true });
    renameSync(join(this.content, from), join(this.content, to));
  }

  remove(path: string): void {
    rmSync(join(this.content, path), { recursive: true });
  }

  /** A command as a line of a shell, with its environment. */
  command(
    args: readonly string[],
    env: Record<string, string> = {},
  ): { program: string; env: NodeJS.ProcessEnv } {
    return {
      program: [process.execPath, program, ...args].map((word) => `'${word}'`).join(' '),
      env: { ...process.env, EDGEFEED_URL: '', EDGEFEED_TOKEN: '', NO_COLOR: '1', ...env },
    };
  }

  /** Starts a command in its own process group, which can be killed as a whole. @param cwd the folder that it runs in */
  spawn(args: readonly string[], env: Record<string, string> = {}, cwd?: string): ChildProcess {
    return spawn(process.execPath, [program, ...args], {
      ...(cwd !== undefined && { cwd }),
      env: this.command(args, env).env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
  }

  /** Runs a command, and waits for its end. */
  async run(args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
    return finished(this.spawn(args, env));
  }

  /** Runs any program, and waits for its end. @param input its standard input */
  async finish(file: string, args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Finished> {
    const child = spawn(file, args, { env, cwd: this.folder, stdio: 'pipe' });
    // A program may end before it has read its input.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    return finished(child);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for the end of a command. */
export async function finished(child: ChildProcess): Promise<Finished> {
  const code = new Promise<number | null>((resolve) => void child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { code: await code, stdout, stderr };
}

/** A small article. */
export function article(
  title: string,
  fields: Record<string, string> = {},
  body = `The text of ${title}.`,
): string {
  const lines = Object.entries({ title, date: '2026-01-02T03:04:05Z', ...fields }).map(
    ([key, value]) => `${key}: ${value}`,
  );
  return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

/** The lines of `--json`. */
export function jsonLines(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export interface FeedItem {
  id: string;
  url: string;
  title: string;
  content_html: string;
}

/** The items of a JSON feed; none where there is no such feed. @param path like `/feed.json` */
export async function itemsOf(url: string, path = '/feed.json'): Promise<FeedItem[]> {
  const response = await fetch(`${url}${path}`);
  if (response.status === 404) return [];
  return (await response.json<{ items: FeedItem[] }>()).items;
}

export async function titlesOf(url: string, path?: string): Promise<string[]> {
  return (await itemsOf(url, path)).map(({ title }) => title).sort();
}
