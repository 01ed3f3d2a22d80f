/** The steps of `edgefeed deploy`: check the configuration, deploy the worker, wait for it, publish. */

import { basename } from 'node:path';
import { readSetting } from '../../site/settings.ts';
import { isLoopback, targetOf } from '../client/target.ts';
import { untilReady, reasonToWait } from '../client/ready.ts';
import { publish, type PublishOptions } from '../commands/publish.ts';
import { examine, hasErrors } from '../doctor/examine.ts';
import { examined } from '../doctor/examined.ts';
import { severityOf, type Finding } from '../doctor/finding.ts';
import { CliError, exitCodes, type ExitCode } from '../exit.ts';
import { formatFinding } from '../output/findings.ts';
import { print, printError } from '../output/line.ts';
import { plural } from '../output/numbers.ts';
import { progressOn } from '../output/progress.ts';
import { contentFolder, fileSettingsOf } from '../site.ts';
import { readConfig, type SiteConfig } from '../site-config.ts';
import { checkFolder } from '../source/article-files.ts';
import { isLoggedOut, runWrangler } from './run-wrangler.ts';
import { storeToken, tokenFor, type Token } from './token.ts';
import { objectOf, textOf } from '../doctor/values.ts';

export interface DeployOptions extends Pick<
  PublishOptions,
  'content' | 'static' | 'state' | 'to' | 'force' | 'dryRun'
> {
  env?: string;
  /** False with `--no-publish`. */
  publish: boolean;
}

interface Deployment {
  options: DeployOptions;
  config: SiteConfig;
  /** The content folder. */
  content: string;
  /** The vars of the environment. */
  vars: Readonly<Record<string, unknown>>;
  /** Where to publish. */
  url: string;
  /** The arguments by which wrangler knows the environment. */
  environment: string[];
}

export async function deploy(options: DeployOptions): Promise<ExitCode> {
  const config = readConfig();
  const examination = examined(config, options.env);
  const findings = examine(examination);
  report(config, findings);
  const vars = objectOf(examination.environment.get('vars'));
  const deployment = {
    options,
    config,
    content: contentFolder(options.content, { ...config, values: { vars } }),
    vars,
    // Without a fit configuration nothing is published, and SITE_URL may be no address.
    url: options.publish && !hasErrors(findings) ? addressOf(options, vars) : '',
    environment: environmentOf(config, options),
  };
  return options.dryRun ? dryRun(deployment, hasErrors(findings)) : run(deployment, hasErrors(findings));
}

/** Prints errors as `edgefeed doctor` does, and counts the rest. */
function report(config: SiteConfig, findings: readonly Finding[]): void {
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  for (const finding of errors) for (const line of formatFinding(config, finding)) printError(line);
  const advice = findings.length - errors.length;
  if (advice > 0)
    printError(`\`edgefeed doctor\` has advice about ${plural(advice, 'line')} of ${basename(config.file)}.`);
}

/** Where to publish. @throws CliError when it is no address, or that of this machine in the environment, which deploys nothing */
function addressOf({ to, state }: DeployOptions, vars: Deployment['vars']): string {
  const variable = process.env['EDGEFEED_URL'];
  const address = to ?? (variable ? undefined : textOf(vars['SITE_URL']));
  const { url } = targetOf({ state, ...(address !== undefined && { to: address }) });
  if (address === undefined && isLoopback(url))
    throw new CliError(
      exitCodes.usage,
      `EDGEFEED_URL is ${url}, this machine, so nothing was deployed. Unset it, and SITE_URL is published to.`,
    );
  return url;
}

/** With environments in the file, wrangler warns unless it is told that none of them is meant. */
function environmentOf({ values }: SiteConfig, { env }: DeployOptions): string[] {
  if (env) return ['--env', env];
  return values['env'] === undefined ? [] : ['--env='];
}

async function run(deployment: Deployment, isUnfit: boolean): Promise<ExitCode> {
  const { options, config, content, environment } = deployment;
  const { folder } = config;
  if (isUnfit)
    throw new CliError(
      exitCodes.usage,
      `${basename(config.file)} is not ready, so nothing was deployed. Mend what is named above.`,
    );
  const publishes = options.publish && !isBuild();
  if (publishes) checkFolder(content);
  const token = publishes ? await tokenFor(process.env['EDGEFEED_TOKEN']) : undefined;
  const code = await runWrangler(['deploy', ...environment], { folder });
  if (code !== 0) throw await failure(code, folder);
  if (!token) {
    print('The worker is deployed. To publish the articles, run `edgefeed publish`.');
    return exitCodes.ok;
  }
  if (token.isNew) await storeToken(token, folder, environment);
  await ready(deployment, token);
  return publishTo(deployment, token.value);
}

/**
 * Whether this is a build on Cloudflare without the token: the "Deploy to Cloudflare" button and Workers Builds run the
 * script `deploy` of package.json. https://developers.cloudflare.com/workers/ci-cd/builds/configuration/
 */
const isBuild = (): boolean => process.env['WORKERS_CI'] === '1' && !process.env['EDGEFEED_TOKEN']?.trim();

async function failure(code: number, folder: string): Promise<CliError> {
  if (await isLoggedOut(folder)) {
    const remedy =
      'Run `npx --no wrangler login`, or set CLOUDFLARE_API_TOKEN where there is no browser; then run this again.';
    return new CliError(
      exitCodes.usage,
      `wrangler is not logged in to Cloudflare, so nothing was deployed. ${remedy}`,
    );
  }
  const message = `wrangler ended with code ${code}, so nothing was published. What it says is above.`;
  return new CliError(exitCodes.unreachable, message);
}

async function ready({ url, vars }: Deployment, { value, isNew }: Token): Promise<void> {
  const progress = await progressOn();
  progress.stage(`waiting for ${url}`);
  // A worker of this machine was not deployed, and has an address of its own.
  const site = isLoopback(url) ? undefined : readSetting(vars, 'SITE_URL');
  const deployed = { url, token: value, isNewToken: isNew, ...(site !== undefined && { site }) };
  try {
    await untilReady(deployed, { onWaiting: (why) => progress.note(why) });
  } finally {
    progress.end();
  }
}

async function publishTo(
  { options, config, content, vars, url }: Deployment,
  token?: string,
): Promise<ExitCode> {
  const { static: statics, state, force, dryRun: isDry } = options;
  return publish(
    {
      content,
      state,
      to: url,
      ...(statics !== undefined && { static: statics }),
      ...(force && { force }),
      ...(isDry && { dryRun: isDry }),
    },
    {
      settings: fileSettingsOf(vars, config.file),
      env: { ...process.env, ...(token !== undefined && { EDGEFEED_TOKEN: token }) },
    },
  );
}

/** Shows all that a deployment would do, and what is against it. */
async function dryRun(deployment: Deployment, isUnfit: boolean): Promise<ExitCode> {
  const { options, config, content, url, environment } = deployment;
  const code = await runWrangler(['deploy', '--dry-run', ...environment], {
    folder: config.folder,
    isOffline: true,
  });
  if (code !== 0)
    throw new CliError(exitCodes.usage, `wrangler ended with code ${code}. What it says is above.`);
  if (isUnfit)
    throw new CliError(
      exitCodes.usage,
      `${basename(config.file)} is not ready to be deployed. Mend what is named above.`,
    );
  if (!options.publish) return exitCodes.ok;
  checkFolder(content);
  // The retries of a publish would take half a minute where there is no network.
  const reason = await reasonToWait({ url });
  if (reason === undefined) return publishTo(deployment);
  print(`What would be published is not known: ${url} does not answer (${reason.why}).`);
  return exitCodes.ok;
}
