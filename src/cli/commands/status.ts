/** `edgefeed status`: prints what is published, and what is still to be written. */

import type { ImportStatus } from '../../publish/import-status.ts';
import type { OutboundStatus } from '../../publish/outbound-status.ts';
import type { Status } from '../../publish/protocol.ts';
import { columns } from '../output/columns.ts';
import { connectionOptions, type Define, type ConnectionOptions } from '../command.ts';
import { open } from '../client/client.ts';
import { targetOf } from '../client/target.ts';
import { exitCodes } from '../exit.ts';
import { print, printJson } from '../output/line.ts';
import { silent } from '../output/progress.ts';
import { formatLimit } from '../output/limit.ts';
import { ago, within } from '../output/moments.ts';
import { webhookRows } from '../output/webhooks.ts';
import { formatDuration, formatNumber, plural } from '../output/numbers.ts';

const help = `
Examples:
  $ npx --no edgefeed status
  $ npx --no edgefeed status --to https://feeds.example.com --json`;

export const define: Define = (command, finish) =>
  connectionOptions(command)
    .addHelpText('after', help)
    .action(async (options: ConnectionOptions) => {
      const { client, target } = await open(targetOf(options), silent);
      const status = await client.status();
      if (options.json) printJson(status);
      else for (const line of statusLines(status, target.url, Date.now())) print(line);
      finish(exitCodes.ok);
    });

/** Formats the status as text. @param now ms */
export function statusLines(status: Status, url: string, now: number): string[] {
  const {
    files,
    articles,
    terms,
    lastPublish,
    push,
    github,
    restore,
    unsearchable = 0,
    refused = [],
  } = status;
  const rows = [
    ['worker', url],
    [
      'articles',
      list([
        plural(articles.live, 'live article'),
        some(articles.scheduled, 'scheduled'),
        some(articles.expired, 'expired'),
      ]),
    ],
    ['other files', otherFiles(files)],
    [
      'feeds',
      list([
        terms.category === 1 ? '1 category' : `${formatNumber(terms.category)} categories`,
        plural(terms.tag, 'tag'),
        plural(terms.author, 'author'),
      ]),
    ],
    ['last publish', lastPublish === undefined ? 'never' : `${lastPublish} (${ago(lastPublish, now)})`],
    ...(push ? [['last push', `${push.commit.slice(0, 12)} of ${new Date(push.time).toISOString()}`]] : []),
    ...(github ? githubRows(github, now) : []),
    ...(restore
      ? [
          [
            'restoring',
            `${formatNumber(restore.done)} of ${formatNumber(restore.of)} rows; run \`edgefeed restore\` again`,
          ],
        ]
      : []),
    ...(refused.length > 0
      ? [['refused', `${plural(refused.length, 'file')}; the last good version of each stays published`]]
      : []),
    ...waitingRows(status, now),
    ...outboundRows(status, now),
    ...webhookRows(status.outbound?.webhooks ?? [], now),
    ...(status.locked === undefined ? [] : [['catalog', status.locked]]),
    ...(status.limit ? [['limit', formatLimit(status.limit, now)]] : []),
    ...(unsearchable > 0 ? [['search', `${plural(unsearchable, 'article')} not indexed yet`]] : []),
  ];
  return [
    ...columns(rows),
    ...failureLines(status, now),
    ...(github?.problems ?? []),
    ...refused.map(({ path, line, message, sent }) => `${path}:${line}: ${message} (${ago(sent, now)})`),
  ];
}

/** @param files a worker of an earlier version counts no `redirects` */
function otherFiles({ draft, skip, redirects = 0 }: Partial<Status['files']>): string {
  const counts = [
    some(draft ?? 0, 'draft'),
    some(skip ?? 0, 'without front matter'),
    some(redirects, 'with redirects'),
  ];
  return list(counts) || 'none';
}

/** What is committed but not written to KV yet, and why. */
function waitingRows({ outbox, heldUntil, pausedUntil, paced = 0 }: Status, now: number): string[][] {
  const what = list([
    outbox.feed === 0 ? '' : plural(outbox.feed, 'feed'),
    outbox.article === 0 ? '' : plural(outbox.article, 'address'),
    outbox.index === 0 ? '' : 'the list of feeds',
  ]);
  if (what === '') return [['waiting', 'nothing; everything is live']];
  const reasons = [
    heldUntil && `a publish is in progress; they are written when it ends, or ${within(heldUntil, now)}`,
    pausedUntil && `KV accepts no writes; next attempt ${within(pausedUntil, now)}, feeds first`,
    paced > 0 && `${plural(paced, 'feed')} changed again; KV accepts one write per second and document`,
    outbox.failing > 0 && `${formatNumber(outbox.failing)} failed so far; retrying automatically:`,
  ].filter((reason) => typeof reason === 'string');
  const [first = 'being written now', ...others] = reasons;
  return [['waiting', what], ['because', first], ...others.map((reason) => ['', reason])];
}

/** Subscriptions, and what does not reach its receivers. */
function outboundRows({ outbound, unsent }: Pick<Status, 'outbound' | 'unsent'>, now: number): string[][] {
  if (unsent) {
    const remedy = 'the binding OUTBOUND is missing; `edgefeed doctor` prints the lines to add';
    return [['hub', `not told of changes: ${remedy}`]];
  }
  if (!outbound) return [];
  const { subscriptions, waiting, failing, givenUp, medianMs, failures } = outbound;
  const parts = list([
    plural(subscriptions, 'subscription'),
    some(waiting, 'waiting'),
    some(failing, 'failing'),
    some(givenUp, 'given up'),
    medianMs === undefined ? '' : `delivered within ${formatDuration(medianMs)} (median)`,
  ]);
  return subscriptions + waiting + givenUp === 0
    ? []
    : [['hub', parts], ...failures.map((failure) => ['', failureText(failure, now)])];
}

function failureText(
  { target, tries, nextTry, error }: OutboundStatus['failures'][number],
  now: number,
): string {
  return `${target} (${plural(tries, 'attempt')}, next ${within(nextTry, now)}): ${error}`;
}

/** The last push reported by GitHub's webhook. */
function githubRows(
  { repository, branch, commit, state, files, error, nextTry }: ImportStatus,
  now: number,
): string[][] {
  const what = `${state}, ${commit.slice(0, 12)} of ${repository} ${branch}`;
  const left = list([
    some(files.left, 'left'),
    some(files.refused, 'refused'),
    error ?? '',
    nextTry ? `next attempt ${within(nextTry, now)}` : '',
  ]);
  return [['GitHub', left === '' ? what : `${what}: ${left}`]];
}

/** The errors of failing writes, each with its number and the next attempt. */
export function failureLines({ failures }: Pick<Status, 'failures'>, now: number): string[] {
  return columns(
    failures.map(({ error, count, nextTry }) => [
      '',
      formatNumber(count),
      error,
      `next attempt ${within(nextTry, now)}`,
    ]),
  );
}

const some = (count: number, what: string): string => (count === 0 ? '' : `${formatNumber(count)} ${what}`);

const list = (parts: readonly string[]): string => parts.filter(Boolean).join(', ');
