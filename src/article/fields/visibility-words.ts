/** The words with which authors say whether a text is published, in keys such as `status`; in lower case, with hyphens. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** The article is held back. */
export const heldWords: ReadonlySet<string> = setOf(`
  draft drafts auto-draft pending private hidden secret internal trash trashed deleted removed
  unpublished not-published unfinished incomplete wip work-in-progress in-progress in-review
  review needs-review pending-review under-review idea ideas todo to-do withheld embargoed inherit never none
  queued waiting backlog writing drafting outline outlining planning stub rough rejected spam
  withdrawn retracted offline disabled on-hold paused postponed cancelled editing revision
  protected password restricted confidential locked not-started not-ready 🚧 ✏️ 📝
  草稿 草稿箱 待发布 未发布 待审核 待审 审核中 私密 私有 隐藏 隱藏 回收站 加密 写作中 撰写中 编写中 编辑中
  未完成 进行中 已删除 已下架 下架 下线 仅自己可见 不公开 下書き 非公開 未公開 執筆中 비공개 초안
  entwurf brouillon borrador rascunho bozza черновик privé privado privat
`);

/** The article is published. */
export const publicWords: ReadonlySet<string> = setOf(`
  publish published public live final finalized finished done complete completed ready active stable
  current maintained updated archived archive deprecated obsolete evergreen budding seedling sapling fern mature
  growing scheduled future sticky pinned featured everyone everybody anyone all open visible listed web world
  always auto free now normal default standard post posted release released online enabled ok new
  alpha beta experimental ongoing accepted approved adopted implemented superseded fixed resolved solved closed
  read reading watched discontinued legacy unmaintained abandoned outdated sent shipped success working
  deployed valid up-to-date reviewed proofread translated original imported migrated 🌱 🪴 🌿 🌳 🌲 ✅ 🟢
  已发布 已發布 发布 發布 已发表 发表 已完成 完成 完结 正常 公开 公開 公開済み 所有人 발행 공개
  veröffentlicht publié publicado pubblicato опубликовано
`);

/** The article is at its address, and nothing leads there. */
export const unlistedWords: ReadonlySet<string> = setOf(
  'unlisted link with-link by-link link-only hidden-link',
);

/** Under a key that holds articles back (`draft: done`), these say that it does not. */
export const noWords: ReadonlySet<string> = setOf(`
  none never nil published publish public done final finished complete completed released free lifted
  已发布 已发表 公开 公開
`);

/** Values of `type` and `layout` that say it, too. Others, such as review and idea, name kinds of texts. */
export const heldKinds: ReadonlySet<string> = setOf(`
  draft drafts auto-draft post-draft draft-post wip private hidden secret trash trashed deleted unpublished
  pending revision 草稿 私密 下書き 非公開
`);

/** Values and options that leave an article out of a place: `feed: exclude`, `sitemap: {disable: true}`. */
export const offWords: RegExp = /^(?:excluded?|hide|hidden|ignored?|skip|omit|disabled?|never|none)$/;

/** Parts of a page that themes can leave out: `hide: [toc]`. */
export const partsOfPages: RegExp =
  /^(?:toc|table-of-contents|nav(?:igation|bar)?|side-?bar|footer|header|hero|title|date|tags?|categor(?:y|ies)|authors?|path|breadcrumbs?|feedback|comments?|shar(?:e|ing)|cover|image|banner|thumbnail|meta(?:data)?|summary|description|edit(?:-.+)?|menu|pagination|related|reading-?time|word-?count|license|copyright|ads?|home(?:page)?|archives?)$/;
