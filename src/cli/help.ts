/** The text below the options of `edgefeed --help`. */

export const exitCodesAndExamples = `
Exit codes:
  0    Success
  1    Some files have errors, and all others were published; or the configuration has errors (doctor),
       or an entry will look new, or is missing (compare)
  2    A command, a setting, a folder or a commit is invalid, or a login or token is missing; nothing was done
  3    The worker is unreachable, or refused the request; or wrangler failed
  4    Many articles would be deleted; nothing was published without --force
  5    A newer push is already published
  130  Interrupted by Ctrl-C; run \`publish\` again to send the rest

Examples:
  $ npx --no edgefeed init my-feeds                        Make a site in the folder my-feeds
  $ npx --no edgefeed start                                Serve content/ at http://127.0.0.1:8787
  $ npx --no edgefeed new "Hello, world" --category Notes  Create content/Notes/Hello-world.md
  $ npx --no edgefeed check                                Report mistakes in content/
  $ npx --no edgefeed import https://blog.example/feed/    Bring another blog into content/
  $ npx --no edgefeed publish --to https://example.com     Publish with the token in EDGEFEED_TOKEN
  $ npx --no edgefeed compare https://old.example/feed/    Say what will look new to subscribers of an old feed

\`npx --no\` runs the edgefeed that is installed here, and never downloads one.

Run \`edgefeed <command> --help\` for the options of a command.`;
