/** Blocks of code in colours. A sheet of its own, since most articles have none. */
export const code = `
:root{--k:#8a1f6a;--s:#1f6437;--n:#8a4300;--c:#6a655d;--t:#1d5092;--m:#5b4aa0;--ins:#dcefdc;--del:#f8dedb}
@media (prefers-color-scheme:dark){:root{--k:#f0a3d2;--s:#9bd6a9;--n:#f2b880;--c:#a39d92;--t:#9cc4f5;--m:#c3b5f7;--ins:#1d3a25;--del:#4a2523}}
.code{margin:1.5em var(--out);border:1px solid var(--line);border-radius:.6rem;background:var(--tile);position:relative;direction:ltr;text-align:left}
.code .language{margin:0;padding:.45rem 1rem 0;min-height:1.9rem;color:var(--soft);font:600 .8125rem/1.5 system-ui,sans-serif}
.code button{position:absolute;inset:.2rem .35rem auto auto;min-height:1.75rem;padding:0 .6rem;font-size:.8125rem;line-height:1.5;background:var(--tile);border-color:transparent;color:var(--soft);z-index:1}
.code button:is(:hover,:focus-visible){border-color:var(--soft);color:var(--ink)}
.code:not(:has(.language)) button{background:var(--tile);opacity:0}.code:is(:hover,:focus-within) button{opacity:1}
@media (hover:none){.code:not(:has(.language)) button{opacity:1}.code:not(:has(.language)):has(button)>pre{padding-top:2.2rem}}
.body .language+pre{padding-top:.35rem}
.keyword{color:var(--k)}.string{color:var(--s)}.number{color:var(--n)}.comment{color:var(--c);font-style:italic}.name{color:var(--t)}.meta{color:var(--m)}
.inserted{background:var(--ins)}.deleted{background:var(--del)}
@media print{:root{--ins:#fff;--del:#fff;--k:#000;--s:#000;--n:#000;--c:#444;--t:#000;--m:#000}.code button{display:none}.keyword{font-weight:600}.code{break-inside:avoid}}
`;
