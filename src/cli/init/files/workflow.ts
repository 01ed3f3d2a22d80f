/** `.github/workflows/publish.yml` of a site: it publishes, and does nothing else. */

export const workflow = `# Publishes the articles with each push to the default branch. It needs two things in the settings of the repository, under
# "Secrets and variables", "Actions": the variable EDGEFEED_URL, which is the address of the site, and the secret
# EDGEFEED_TOKEN, which is the worker's PUBLISH_TOKEN. Without them it says so and publishes nothing.
name: Publish
on:
  # No \`paths\`: GitHub compares only the first 300 files of a push with it. Where nothing changed, publishing sends nothing.
  push:
  workflow_dispatch:
permissions:
  contents: read
# One after the other. A push that waits gives way to a newer one, which has everything of it.
concurrency:
  group: publish-\${{ github.ref }}
  cancel-in-progress: false
jobs:
  publish:
    if: github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - name: Look for the settings
        id: settings
        env:
          HAS_URL: \${{ vars.EDGEFEED_URL != '' }}
          HAS_TOKEN: \${{ secrets.EDGEFEED_TOKEN != '' }}
        run: |
          if [ "$HAS_URL" = true ] && [ "$HAS_TOKEN" = true ]; then
            echo "ready=true" >> "$GITHUB_OUTPUT"
          else
            echo "::notice::Nothing is published: set the variable EDGEFEED_URL and the secret EDGEFEED_TOKEN in the settings of this repository."
          fi
      # Actions by commit: a tag can be moved to another one.
      - if: steps.settings.outputs.ready
        uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          # The whole history: what was renamed and edited in one push is recognised by what it was before.
          fetch-depth: 0
          persist-credentials: false
      - if: steps.settings.outputs.ready
        uses: actions/setup-node@39370e3970a6d050c480ffad4ff0ed4d3fdee5af # v4.1.0
        with:
          node-version: 22
      # Publishing runs nothing that the scripts of packages build.
      - if: steps.settings.outputs.ready
        run: |
          if [ -f package-lock.json ]; then
            npm ci --ignore-scripts
          else
            npm install --ignore-scripts --no-audit --no-fund
          fi
      # The only step that gets the token. \`--no\`: npm asks no registry for a program of this name.
      - if: steps.settings.outputs.ready
        env:
          EDGEFEED_URL: \${{ vars.EDGEFEED_URL }}
          EDGEFEED_TOKEN: \${{ secrets.EDGEFEED_TOKEN }}
        run: npx --no edgefeed publish --ref "$GITHUB_SHA"
`;
