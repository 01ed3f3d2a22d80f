/** What the page of an article has besides its text. */
export const article = `
article>header .kind{margin-bottom:.6rem;font-size:.875rem}
.byline{margin-top:.8rem}
article>header:has([dir=rtl]){text-align:right}:has(>[dir=rtl])>.kind{direction:rtl}
.lead{display:block;width:100%;margin-bottom:2rem;height:auto;aspect-ratio:16/9;object-fit:cover;border-radius:.8rem;background:var(--line)}
.body h2.aside{font-size:1rem;color:var(--soft)}
.anchor{color:inherit;text-decoration:none}
.anchor:not([aria-label])::after{content:"#";content:"#"/"";margin-inline-start:.4em;color:var(--soft);font-weight:400;font-size:.8em}
.anchor:hover,.anchor:hover::after{color:var(--accent)}
.body :is(sub,sup){line-height:0}
.body :is(img,video,svg){max-width:100%;height:auto}.body audio{width:100%}
.body :is(img,video){border-radius:.4rem}
.body img::after{content:attr(alt);position:absolute;inset:-2px;background:var(--paper)}
.body :is(.missing,img){color:var(--soft);font-size:.9rem}
.body figure{margin:1.8em 0}
.body figure>:is(img,a,video){display:block}.body figure img{display:block;margin:0 auto}
.body figcaption{color:var(--soft);font-size:.9rem;line-height:1.55;text-align:center;margin-top:.6em}
.body :not(.table)>table{display:block;max-width:max-content;overflow-x:auto}
.body :is(td,th).left{text-align:left}.body :is(td,th).right{text-align:right}.body :is(td,th).center{text-align:center}
.body blockquote{margin:1.4em 0;padding-inline-start:1.1rem;border-inline-start:3px solid var(--orange);color:var(--in)}
.body blockquote>*{margin:.5em 0}.body blockquote>:first-child{margin-top:0}.body blockquote>:last-child{margin-bottom:0}
.body hr{border:0;border-top:1px solid var(--line);margin:2.5rem auto;width:40%}
.body math{font-family:"Latin Modern Math","STIX Two Math","Cambria Math",math;font-size:1.08em}
.body math[display=block]{overflow-x:auto;overflow-y:hidden;padding:.3em 0}
mtd.tml-right{text-align:right;padding-inline-end:0}mtd.tml-left{text-align:left;padding-inline-start:0}
.footnotes{margin-top:3rem;border-top:1px solid var(--line);font-size:1rem;line-height:1.6}
.footnotes ol{padding-inline-start:1.3em}
.footnote-ref{font-size:.75em}.footnote-ref a{text-decoration:none;padding:.3em .15em}
.footnote-backref{text-decoration:none;padding:.1em .4em;font-size:.85em;background:var(--tile);border-radius:.3em}
.footnotes li:target,.footnote-ref:has(:target){background:var(--mark)}
.contents,.fold{margin:0 0 2rem;border:1px solid var(--line);border-radius:.6rem;font-size:.9375rem;line-height:1.5}
:is(.contents,.fold) summary{padding:.6rem 1rem;font-weight:600;cursor:pointer}
:is(.contents,.fold) :is(ol,ul){list-style:none;margin:0;padding:0 1rem .8rem}
.contents a{display:block;padding:.25rem 0;color:inherit;text-decoration:none}.contents a:hover{color:var(--accent);text-decoration:underline}
.contents .sub{padding-inline-start:1rem}
.episode{margin:0 0 2rem}.episode audio{display:block;width:100%;margin:.6rem 0}.episode video{display:block;width:100%;height:auto;aspect-ratio:16/9;background:var(--line);border-radius:.4rem;margin:.6rem 0}
.persons{list-style:none;display:flex;flex-wrap:wrap;gap:.6rem 1.4rem;margin:.8rem 0;padding:0;font-size:.9375rem}
.persons li{display:flex;align-items:center;gap:.5rem}.persons img{border-radius:50%;object-fit:cover}
.fold [data-at]{font-variant-numeric:tabular-nums;margin-inline-end:.4em}.fold li{padding:.2rem 0}
.chapters{margin:1rem 0 0}.transcript{margin-top:2.5rem}.transcript p{margin:0;padding:0 1rem .8rem;overflow-wrap:break-word}
article>footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line)}
.around a{flex:1 1 16rem;display:flex;flex-direction:column;color:inherit}
.around a[rel=next]{text-align:end}
.around small{color:var(--soft)}
.related{margin-top:2.5rem}
.related ul{list-style:none;margin:0;padding:0}
.related li{border-top:1px solid var(--line)}.related li:first-child{border:0}
.related a{display:block;padding:.6rem 0;color:inherit;text-decoration:none}.related a:hover{text-decoration:underline}
@media (min-width:79rem){@supports selector(::details-content){.contents{position:absolute;inset-inline-start:calc(100% + 4.5rem);top:0;bottom:0;width:12.5rem;border:0;margin:0;font-size:.875rem}.contents::details-content{content-visibility:visible;height:auto;position:sticky;top:3.5rem}.contents summary{list-style:none;pointer-events:none;padding:0 0 .3rem;color:var(--soft)}.contents summary::-webkit-details-marker{display:none}.contents summary{position:sticky;top:1.5rem}.contents ol{padding:0;max-height:calc(100vh - 6rem);overflow-y:auto}}}
@media print{article>footer,.contents,.anchor::after{display:none!important}.body :is(blockquote,figure,img){break-inside:avoid}.body img{max-height:18cm;width:auto}}
`;
