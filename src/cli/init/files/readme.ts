/** `README.md` of a new site. */

import { localAddress, ownDomain, type SiteFacts } from '../answers.ts';

/** Characters that Markdown or HTML would read as markup. */
const markup = /[\\`*_{}[\]<>#|~!&]/g;

export function readme({ title, content, address }: SiteFacts): string {
  const route = 'routes = [{ pattern = "feeds.example.com", custom_domain = true }]';
  const addressStep =
    address === localAddress
      ? `Set \`SITE_URL\` in \`wrangler.toml\` to the address that readers will use, without a slash at the end. A domain of your own
   needs a route, too: \`${route}\` above \`[vars]\`.`
      : `Readers will use ${address}, which is \`SITE_URL\` in \`wrangler.toml\`.${
          ownDomain(address) === undefined
            ? ''
            : ' The domain has to be one of your Cloudflare account,\n   since the worker gets a route there.'
        }`;
  return `# ${title.replace(markup, String.raw`\$&`)}

The articles are in \`${content}/\`. edgefeed publishes them as RSS, Atom and JSON feeds, from a worker on Cloudflare.

| command                      | what it does                                                            |
| ---------------------------- | ----------------------------------------------------------------------- |
| \`npm install\`                | installs edgefeed; run it once in each clone                            |
| \`npm start\`                  | shows the site on this machine, and each change to an article           |
| \`npm run new -- "A title"\`   | makes an article, and prints its path                                   |
| \`npm run check\`              | reports mistakes in the articles, and publishes nothing                 |
| \`npm run publish:site\`       | sends changed articles to the worker                                    |
| \`npm run deploy\`             | deploys the worker with the settings of \`wrangler.toml\`, and publishes  |

## Deploying

1. ${addressStep}
2. \`npm run deploy\`. It asks for what is missing, such as the login to Cloudflare and the publishing token. Keep the token in
   your password manager: \`EDGEFEED_TOKEN\` needs it.

To publish each push to GitHub, set the variable \`EDGEFEED_URL\` and the secret \`EDGEFEED_TOKEN\` in the settings of the
repository, under "Secrets and variables", "Actions".

## Updating

\`npm update edgefeed\`, then \`npm run deploy\`. \`npx --no edgefeed doctor\` prints the lines that a new version needs
in \`wrangler.toml\`.
`;
}
