/** Blocks of code, before they have colours and buttons. */
export const blocks = `
.body pre{overflow-x:auto;margin:0;padding:.8rem 1rem 1rem;--under:var(--tile);font-size:.875rem;line-height:1.6;text-align:start;overflow-wrap:normal;tab-size:4;border-radius:inherit}
.body :not(.code)>pre{margin:1.5em 0;border:1px solid var(--line);border-radius:.6rem}
.body pre code{background:none;padding:0;font-size:inherit;line-height:inherit}
@media print{.body pre{white-space:pre-wrap}}
`;
