/** `edgefeed webhooks`: endpoints that hear of each article. docs/webhooks.md describes them. */

import { Option, type Command } from 'commander';
import type { WebhookFilter, WebhookWithSecret } from '../../publish/webhooks.ts';
import { open, type Client } from '../client/client.ts';
import { targetOf } from '../client/target.ts';
import { connectionOptions, type ConnectionOptions, type Define } from '../command.ts';
import { CliError, exitCodes, type ExitCode } from '../exit.ts';
import { columns } from '../output/columns.ts';
import { print, printError, printJson } from '../output/line.ts';
import { silent } from '../output/progress.ts';
import { deliveryRow, filterText, stateOf } from '../output/webhooks.ts';

const help = `
Environment:
  EDGEFEED_URL    Address of the worker
  EDGEFEED_TOKEN  PUBLISH_TOKEN of the worker; not needed for the worker of \`npm start\`

Examples:
  $ npx --no edgefeed webhooks add https://app.example.com/hook --category Notes
  $ npx --no edgefeed webhooks list
  $ npx --no edgefeed webhooks test ep_0123456789abcdef
  $ npx --no edgefeed webhooks change ep_0123456789abcdef --resume
  $ npx --no edgefeed webhooks deliveries ep_0123456789abcdef
  $ npx --no edgefeed webhooks redeliver ep_0123456789abcdef msg_…`;

interface FilterOptions extends ConnectionOptions {
  category?: string;
  tag?: string;
  author?: string;
}

interface ChangeOptions extends FilterOptions {
  url?: string;
  all?: true;
  pause?: true;
  resume?: true;
}

/** The client, and how it prints. */
interface Run<Options> {
  client: Client;
  options: Options;
}

export const define: Define = (command, finish) => {
  command.addHelpText('after', help).usage('<command> [options]').helpCommand(false);
  const sub = <Options extends ConnectionOptions>(
    usage: string,
    summary: string,
    run: (run: Run<Options>, ...values: string[]) => Promise<ExitCode | void>,
  ): Command =>
    connectionOptions(command.command(usage).description(summary).helpOption('-h, --help', 'Show help'))
      .copyInheritedSettings(command)
      .addHelpText('after', help)
      .action(async (...given: unknown[]) => {
        const options = given.at(-2) as Options;
        const { client } = await open(targetOf(options), silent);
        finish((await run({ client, options }, ...(given.slice(0, -2) as string[]))) ?? exitCodes.ok);
      });
  const filtered = (each: Command): Command =>
    each
      .addOption(filter('category', ['tag', 'author', 'all']))
      .addOption(filter('tag', ['author', 'all']))
      .addOption(filter('author', ['all']));
  filtered(sub('add <url>', 'Add an endpoint, and print its secret', add));
  sub('list', 'Show the endpoints, and what waits for them', list);
  filtered(sub('change <id>', 'Change the address or the filter of an endpoint, pause or resume it', change))
    .option('--url <url>', 'Another address; the secret stays')
    .option('--all', 'All articles, instead of a filter')
    .addOption(new Option('--pause', 'Send nothing; events wait').conflicts('resume'))
    .option('--resume', 'Send what waits, and all that follows');
  sub('remove <id>', 'Remove an endpoint, with what waits for it', remove);
  sub('test <id>', 'Send a message to an endpoint now, and print what it answers', test);
  sub('rotate <id>', 'Make another secret; the former one signs for 24 more hours', rotate);
  sub('deliveries <id>', 'Show the deliveries of the last 30 days, the newest first', deliveries);
  sub('redeliver <id> <message>', 'Deliver a message again, with the article as it is now', redeliver);
};

const filter = (kind: keyof WebhookFilter, others: string[]): Option =>
  new Option(`--${kind} <name>`, `Only articles of this ${kind}`).conflicts(others);

function filterIn({ category, tag, author }: FilterOptions): WebhookFilter | undefined {
  if (category !== undefined) return { category };
  if (tag !== undefined) return { tag };
  return author === undefined ? undefined : { author };
}

async function add({ client, options }: Run<FilterOptions>, url = ''): Promise<void> {
  const filter = filterIn(options);
  const added = await client.addWebhook({ url, ...(filter && { filter }) });
  if (options.json) return printJson(added);
  print(`${added.id} gets ${filterText(added.filter)}, at ${added.url}`);
  printSecret(added);
}

function printSecret({ id, secret }: WebhookWithSecret): void {
  print(`Secret: ${secret}`);
  print(`It is not shown again. \`edgefeed webhooks test ${id}\` sends a message that is signed with it.`);
}

async function list({ client, options }: Run<ConnectionOptions>): Promise<void> {
  const endpoints = await client.webhooks();
  if (options.json) for (const endpoint of endpoints) printJson(endpoint);
  else if (endpoints.length === 0) print('There is no endpoint; `edgefeed webhooks add <url>` makes one.');
  else {
    const rows = endpoints.map((each) => [
      each.id,
      each.url,
      filterText(each.filter),
      stateOf(each, Date.now()),
    ]);
    for (const line of columns(rows)) print(line);
  }
}

async function change({ client, options }: Run<ChangeOptions>, id = ''): Promise<void> {
  const { url, all, pause, resume } = options;
  const filter = all ? null : filterIn(options);
  const changes = {
    ...(url !== undefined && { url }),
    ...(filter !== undefined && { filter }),
    ...((pause || resume) && { paused: pause === true }),
  };
  if (Object.keys(changes).length === 0) {
    const message =
      'Nothing is to be changed. Add --url, --category, --tag, --author, --all, --pause or --resume.';
    throw new CliError(exitCodes.usage, message);
  }
  const changed = await client.changeWebhook(id, changes);
  if (options.json) return printJson(changed);
  print(`${id} gets ${filterText(changed.filter)}, at ${changed.url}: ${stateOf(changed, Date.now())}`);
}

async function remove({ client, options }: Run<ConnectionOptions>, id = ''): Promise<void> {
  await client.removeWebhook(id);
  if (options.json) printJson({ id });
  else print(`${id} is removed`);
}

async function test({ client, options }: Run<ConnectionOptions>, id = ''): Promise<ExitCode> {
  const result = await client.testWebhook(id);
  if (options.json) printJson(result);
  else if (result.delivered) print(`Delivered: ${result.answer}`);
  else printError(`edgefeed: Not delivered: ${result.answer}`);
  return result.delivered ? exitCodes.ok : exitCodes.unreachable;
}

async function rotate({ client, options }: Run<ConnectionOptions>, id = ''): Promise<void> {
  const rotated = await client.rotateWebhook(id);
  if (options.json) return printJson(rotated);
  printSecret(rotated);
  print(`Messages are signed with the former secret, too, until ${rotated.formerSecretUntil}.`);
}

async function deliveries({ client, options }: Run<ConnectionOptions>, id = ''): Promise<void> {
  const found = await client.webhookDeliveries(id);
  if (options.json) for (const delivery of found) printJson(delivery);
  else if (found.length === 0) print('Nothing was delivered in the last 30 days.');
  else for (const line of columns(found.map(deliveryRow))) print(line);
}

async function redeliver({ client, options }: Run<ConnectionOptions>, id = '', message = ''): Promise<void> {
  await client.redeliverWebhook(id, message);
  if (options.json) printJson({ id, message });
  else print(`${message} is on its way; \`edgefeed webhooks deliveries ${id}\` shows what becomes of it`);
}
