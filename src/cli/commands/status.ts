/** `edgefeed status`: what the worker holds, and what waits. */

import type { ImportStatus } from '../../publish/import.ts';
import type { Status } from '../../publish/protocol.ts';
import type { Define } from '../command.ts';
import { open } from '../connection.ts';
import { exitCodes } from '../exit.ts';
import { addConnectionOptions, type ConnectionOptions } from '../options.ts';
import { silent } from '../progress.ts';
import { columns, counted, number } from '../text.ts';

const help = `
Examples:
  $ npx edgefeed status
  $ npx edgefeed status --to https://feeds.example.com --json`;

export const define: Define = (command, finish) =>
  addConnectionOptions(command)
    .addHelpText('after', help)
    .action(async (options: ConnectionOptions) => {
      const { client, target } = open(options, silent);
      const status = await client.status();
      if (options.json) console.log(JSON.stringify(status));
      else for (const line of statusLines(status, target.url)) console.log(line);
      finish(exitCodes.fine);
    });

/** The status as people read it. */
export function statusLines(status: Status, url: string): string[] {
  const { files, articles, terms, outbox, lastPublish, push, github, pausedUntil } = status;
  const { failing, ...waiting } = outbox;
  const left = Object.values(waiting).reduce((sum, count) => sum + count, 0);
  const rows = [
    ['worker', url],
    [
      'articles',
      list([
        counted(articles.live, 'live article'),
        some(articles.scheduled, 'scheduled'),
        some(articles.expired, 'expired'),
      ]),
    ],
    ['other files', list([some(files.draft, 'draft'), some(files.skip, 'without front matter')]) || 'none'],
    [
      'feeds',
      list([
        number(terms.category) + ' categories',
        number(terms.tag) + ' tags',
        number(terms.author) + ' authors',
      ]),
    ],
    ['last publish', lastPublish ?? 'never'],
    ...(push ? [['last push', `${push.commit.slice(0, 12)} of ${new Date(push.time).toISOString()}`]] : []),
    ...(github ? githubRows(github) : []),
    [
      'waiting',
      left === 0
        ? 'nothing: all is live'
        : list([some(outbox.feed, 'feeds'), some(outbox.article, 'articles'), some(outbox.index, 'index')]),
    ],
    ...(pausedUntil ? [['paused', `KV takes nothing; tried again at ${pausedUntil}`]] : []),
    ...(failing > 0 ? [['failing', `${number(failing)}, tried again by themselves`]] : []),
  ];
  return [...columns(rows), ...failureLines(status), ...(github?.problems ?? [])];
}

/** The last push that GitHub told of. */
function githubRows({ repository, branch, commit, state, files, error }: ImportStatus): string[][] {
  const what = `${state}, ${commit.slice(0, 12)} of ${repository} ${branch}`;
  const left = list([some(files.left, 'left'), some(files.refused, 'refused'), error ?? '']);
  return [['GitHub', left === '' ? what : `${what}: ${left}`]];
}

/** Why work of the outbox fails, and when it is tried again. */
export function failureLines({ failures }: Pick<Status, 'failures'>): string[] {
  return columns(
    failures.map(({ error, count, nextTry }) => ['', number(count), error, `again at ${nextTry}`]),
  );
}

const some = (count: number, what: string): string => (count === 0 ? '' : `${number(count)} ${what}`);

const list = (parts: readonly string[]): string => parts.filter(Boolean).join(', ');
