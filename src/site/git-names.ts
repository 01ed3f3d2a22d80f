/** Names as GitHub and git allow them. They come from outside, and stand in addresses, in the log and in the status. */

/**
 * `owner/name`. GitHub has letters, digits and hyphens in an owner's name (and `_` before the short code of a managed
 * user), and `.` and `_` beside them in a repository's; but no name of dots alone, which would lead elsewhere.
 */
export const isRepositoryName = (name: string): boolean =>
  /^[a-z\d][a-z\d_-]{0,99}\/(?!\.+$)[\w.-]{1,100}$/i.test(name);

/** What may stand after `refs/heads/` (git-check-ref-format(1)). */
export const isBranchName = (name: string): boolean =>
  name.length > 0 &&
  name.length <= 255 &&
  name.isWellFormed() &&
  !/[\0-\x20\x7f-\x9f~^:?*[\\]|\.\.|@\{|\/\/|^[/-]|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)|^@$/.test(name);

/** An object of git, by its SHA-1 or SHA-256. */
export const isObjectId = (id: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id);
