/** The page of an article. */
export const article = `
article{max-width:42rem;margin:0 auto}
article>header{margin:1rem 0 1.75rem}
.lead{display:block;width:100%;margin-bottom:1.75rem;height:auto;aspect-ratio:16/9;object-fit:cover;border-radius:.8rem;background:var(--line)}
.body{font-size:1.125rem;line-height:1.8;text-wrap:pretty}
.body:lang(zh){line-height:1.9}
.body h1{font-size:1.6rem}
.body :is(h1,h2,h3,h4,h5,h6){margin:2em 0 .6em;text-align:start;line-height:1.4}
.body :is(h4,h5,h6){font-size:1em}.body h6{color:var(--soft)}
.body>:first-child{margin-top:0}
.body :is(sub,sup){line-height:0}
.body :is(img,video,svg,audio){max-width:100%;height:auto}
.body :is(img,video){border-radius:.4rem}
.body img::after{content:attr(alt);position:absolute;inset:-2px;background:var(--paper)}
.body :is(.missing,img){color:var(--soft);font-size:.9rem}
.body figure{margin:1.5rem 0}
.body figcaption{color:var(--soft);font-size:.9rem;text-align:center}
.body :is(code,kbd,samp){font:.9em/1.5 ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace;background:var(--tile);border-radius:.25rem;padding:.1em .3em}
.body pre{overflow-x:auto;padding:1rem;border:1px solid var(--line);border-radius:.6rem;--under:var(--tile);font-size:.9rem;line-height:1.55;text-align:start;overflow-wrap:normal}
.body pre code{background:none;padding:0;font-size:inherit}
.body :is(pre,table){background-color:var(--under);background-image:linear-gradient(90deg,var(--under) 40%,transparent),linear-gradient(270deg,var(--under) 40%,transparent),linear-gradient(90deg,var(--shade),transparent),linear-gradient(270deg,var(--shade),transparent);background-position:0 0,100% 0;background-size:2.5rem 100%,2.5rem 100%,.6rem 100%,.6rem 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
.body table{display:block;max-width:max-content;overflow-x:auto;border-collapse:collapse;font-size:1rem;line-height:1.6;text-align:start;overflow-wrap:break-word;--under:var(--paper)}
.body :is(td,th){border:1px solid var(--line);padding:.35rem .7rem;vertical-align:top;min-width:5em}
.body th:not([class]){text-align:start}
.body :is(td,th).left{text-align:left}.body :is(td,th).right{text-align:right}.body :is(td,th).center{text-align:center}
.body blockquote{margin:1.5rem 0;padding:.1rem 0 .1rem 1.1rem;border-left:3px solid var(--orange);color:var(--soft)}
.body hr{border:0;border-top:1px solid var(--line);margin:2.5rem auto;width:40%}
.body li{margin:.3em 0}
article>footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line)}
@media (max-width:36rem){.body{font-size:1.0625rem}}
@media print{article>footer{display:none}article{max-width:none;padding:0}.body{font-size:11pt}.body a[href^=http]::after{content:" (" attr(href) ")";font-size:.8em}.body pre{white-space:pre-wrap}.body :is(blockquote,figure,img,tr){break-inside:avoid}}
`;
