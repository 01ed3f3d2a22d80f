/** Validates names from GitHub and git, which end up in URLs, in the log and in the status. */

/**
 * `owner/name`. GitHub allows letters, digits and hyphens in the name of an owner (and `_` before the short code of a
 * managed user), and also `.` and `_` in that of a repository. A name of dots alone would lead to another path.
 */
export const isRepositoryName = (name: string): boolean =>
  /^[a-z\d][a-z\d_-]{0,99}\/(?!\.+$)[\w.-]{1,100}$/i.test(name);

/** The part of a ref after `refs/heads/` (git-check-ref-format(1)). */
export const isBranchName = (name: string): boolean =>
  name.length > 0 &&
  name.length <= 255 &&
  name.isWellFormed() &&
  !/[\0-\x20\x7f-\x9f~^:?*[\\]|\.\.|@\{|\/\/|^[/-]|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)|^@$/.test(name);

/** The SHA-1 or SHA-256 of a git object. */
export const isObjectId = (id: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id);
