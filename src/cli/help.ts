/** The text below the options of `edgefeed --help`. */

export const exitCodesAndExamples = `
Exit codes:
  0    Success
  1    Some files have errors; all others were published
  2    A command, a setting, a folder or a commit is invalid; nothing was done
  3    The worker is unreachable, or refused the request
  4    Many articles would be deleted; nothing was published without --force
  5    A newer push is already published
  130  Interrupted by Ctrl-C; run \`publish\` again to send the rest

Examples:
  $ npx edgefeed start                                   Serve content/ at http://127.0.0.1:8787
  $ npx edgefeed new "Hello, world" --category Notes     Create content/Notes/Hello-world.md
  $ npx edgefeed check                                   Report mistakes in content/
  $ npx edgefeed publish --to https://feeds.example.com  Publish content/ with the token in EDGEFEED_TOKEN

Run \`edgefeed <command> --help\` for the options of a command.`;
