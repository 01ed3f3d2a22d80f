/**
 * A program that makes the fixture of a release: it runs `npm start` of that release on the site of the fixture, moves one
 * article and deletes another, and keeps what the release served and its state folder.
 *
 *     git worktree add ../release v0.1.0 && npm --prefix ../release ci
 *     node test/cli/update/make.ts ../release
 */

import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'smol-toml';
import { ask, documents, files, former, others, siteUrl, type Answer, type Release } from './addresses.ts';
import { keepState } from './state-text.ts';

const fixture = join(import.meta.dirname, '../../fixtures/state');

async function main([checkout]: string[]): Promise<void> {
  if (checkout === undefined) throw new Error('Name the folder with a checkout of the release.');
  const release = resolve(checkout);
  const work = mkdtempSync(join(tmpdir(), 'edgefeed-release-'));
  const state = join(work, 'state');
  try {
    const answers = await served(release, work, state);
    const kept = join(fixture, 'release');
    rmSync(kept, { recursive: true, force: true });
    keepState(state, join(kept, 'state'));
    for (const path of documents) write(join(kept, 'served', path), answers.bodies.get(path)!);
    const { version } = JSON.parse(readFileSync(join(release, 'package.json'), 'utf8')) as {
      version: string;
    };
    const { vars } = parse(readFileSync(join(release, 'wrangler.toml'), 'utf8')) as Pick<Release, 'vars'>;
    const described: Release = { version, vars, answers: answers.all };
    write(join(kept, 'release.json'), `${JSON.stringify(described, null, 2)}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs the release in its own process, until everything is written. */
async function served(release: string, work: string, state: string) {
  const content = join(work, 'content');
  cpSync(join(fixture, 'site'), work, { recursive: true });
  const [moved, now] = [join(content, former.moved), join(content, former.now)];
  mkdirSync(dirname(moved), { recursive: true });
  renameSync(now, moved);
  write(join(content, former.deleted), '---\ntitle: Deleted\ndate: 2026-05-05\n---\n\nOld news.\n');
  const folders = ['--content', content, '--static', join(work, 'static'), '--state', state];
  const child = spawn('npm', ['start', '--', '--port', '0', '--site', siteUrl, ...folders], {
    cwd: release,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await until(() => output.includes('Press Ctrl-C'));
    const url = /is serving (\S+)/.exec(output)![1]!;
    renameSync(moved, now);
    rmSync(join(content, former.deleted));
    await until(async () => (await ask(url, '/articles/deleted')).answer.status === 410);
    await until(async () => (await ask(url, '/articles/was/here')).answer.status === 301);
    await until(async () => isIdle(url, state));
    return await answersOf(url);
  } finally {
    const ended = once(child, 'close');
    process.kill(-child.pid!, 'SIGINT');
    await ended;
  }
}

async function answersOf(url: string) {
  const all: Record<string, Answer> = {};
  const bodies = new Map<string, Uint8Array>();
  for (const path of [...documents, ...Object.keys(files), ...others]) {
    const { answer, body } = await ask(url, path);
    all[path] = answer;
    bodies.set(path, body);
  }
  return { all, bodies };
}

/** Whether nothing is left to write or to index. */
async function isIdle(url: string, state: string): Promise<boolean> {
  const { token } = JSON.parse(readFileSync(join(state, 'server.json'), 'utf8')) as { token: string };
  const answer = await fetch(`${url}/api/status`, { headers: { Authorization: `Bearer ${token}` } });
  const { outbox, unsearchable } = (await answer.json()) as {
    outbox: Record<string, number>;
    unsearchable?: number;
  };
  return Object.values(outbox).every((n) => n === 0) && unsearchable === undefined;
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await pause(50);
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

await main(process.argv.slice(2));
