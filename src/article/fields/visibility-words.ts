/** The words with which authors say whether a text is published, in keys such as `status`; in lower case, with hyphens. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** The article is held back. */
export const heldWords: ReadonlySet<string> = setOf(`
  draft drafts auto-draft pending private hidden secret internal trash trashed deleted
  unpublished not-published unfinished incomplete wip work-in-progress in-progress in-review
  review idea todo withheld embargoed inherit never none 草稿 待发布 未发布 待审核 私密 私有 隐藏 回收站 下書き 非公開
`);

/** The article is published. */
export const publicWords: ReadonlySet<string> = setOf(`
  publish published public live final finished done complete completed ready active stable
  current maintained updated archived archive deprecated obsolete evergreen budding seedling
  growing scheduled future sticky featured everyone everybody anyone all open visible web 已发布 发布
  公开 公開 所有人
`);
