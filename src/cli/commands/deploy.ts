/** `edgefeed deploy`: deploys the worker with wrangler, and publishes the articles to it. */

import { contentOption, environmentOption, staticOption, stateOption, type Define } from '../command.ts';
import { deploy, type DeployOptions } from '../deploy/deploy.ts';

const help = `
It checks the wrangler configuration as \`edgefeed doctor\` does, and deploys nothing if it has an error. Then it runs
\`wrangler deploy\`, waits until the worker answers, and publishes to SITE_URL (or --to, or EDGEFEED_URL).

Environment:
  EDGEFEED_TOKEN  PUBLISH_TOKEN of the worker. Without it, a terminal is asked whether to make a new one
  EDGEFEED_URL    Address to publish to, if it is not SITE_URL

Examples:
  $ npx --no edgefeed deploy
  $ npx --no edgefeed deploy --dry-run
  $ npx --no edgefeed deploy --env staging`;

export const define: Define = (command, finish) =>
  command
    .addOption(environmentOption())
    .addOption(contentOption())
    .addOption(staticOption())
    .option('--to <url>', 'Address to publish to (default: $EDGEFEED_URL, else SITE_URL)')
    .addOption(stateOption())
    .option('--no-publish', 'Deploy the worker, and publish nothing')
    .option('-f, --force', 'Publish even if many articles would be deleted')
    .option('-n, --dry-run', 'Show what would be deployed and published, and do neither')
    .addHelpText('after', help)
    .action(async (options: DeployOptions) => finish(await deploy(options)));
