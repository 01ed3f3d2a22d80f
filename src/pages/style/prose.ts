/** A text to read: of an article, and of the page about the API. `--out`: how far code, tables and figures reach beyond its lines. */
export const prose = `
:root{--in:#262522}
@media (prefers-color-scheme:dark){:root{--in:#dedad3}}
article{max-width:36.5rem;margin:0 auto;position:relative;--out:0px}
article.cjk{max-width:40.5rem}
article>header{margin:1.5rem 0 2rem}
article h1{text-wrap:balance}
.body{font-size:1.125rem;line-height:1.7;text-wrap:pretty;hanging-punctuation:first allow-end}
.cjk .body,.body[dir=rtl]{line-height:1.9}
.body :is(h1,h2,h3,h4,h5,h6){margin:2em 0 .6em;text-align:start;line-height:1.35;text-wrap:balance;scroll-margin-top:1rem}
.body :is(h1,h2){font-size:1.5em;margin-top:1.9em}.body h3{font-size:1.25em;margin-top:1.8em}.body h4{font-size:1.05em}.body :is(h5,h6){font-size:1em}.body h6{color:var(--soft)}
.body :is(h2,h3,h4,h5)+:is(h3,h4,h5,h6){margin-top:.8em}
.body>:first-child{margin-top:0}
.body :is(ul,ol){padding-inline-start:1.5em}
.body li{margin:.3em 0}.body li>p{margin:.5em 0}.body .task{list-style:none;margin-inline-start:-1.3em}
.body :is(code,kbd,samp){font:.875em/1.5 var(--mono);background:var(--tile);border-radius:.25rem;padding:.1em .3em;unicode-bidi:isolate;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.body :is(h1,h2,h3,h4,h5,h6) code{font-size:.88em}
.body :is(pre,.table){background-color:var(--under);background-image:linear-gradient(90deg,var(--under) 40%,transparent),linear-gradient(270deg,var(--under) 40%,transparent),linear-gradient(90deg,var(--shade),transparent),linear-gradient(270deg,var(--shade),transparent);background-position:0 0,100% 0;background-size:2.5rem 100%,2.5rem 100%,.6rem 100%,.6rem 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
.body .table{overflow-x:auto;margin:1.5em 0;width:fit-content;max-width:calc(100% - var(--out));--under:var(--paper)}
.body table{border-collapse:collapse;font-size:1rem;line-height:1.55;text-align:start;overflow-wrap:break-word;font-variant-numeric:tabular-nums}
.body :is(td,th){border-bottom:1px solid var(--line);padding:.45rem .8rem;vertical-align:top;min-width:5em}
.body :is(td,th):first-child{padding-inline-start:0}.body thead th{border-bottom:2px solid var(--line)}
.body th:not([class]){text-align:start}
@media (min-width:56rem){article{--out:-3rem}article.cjk{--out:-1rem}:is(li,blockquote,details,td) *{--out:0px}}
@media (max-width:36rem){.body{font-size:1.0625rem}article>header{margin:.5rem 0 1.5rem}}
@media print{:root{--in:#000;--out:0px}article{max-width:none!important;padding:0}.body{font-size:11pt;line-height:1.5}.body a[href^=http]::after{content:" (" attr(href) ")";font-size:.8em}.body tr{break-inside:avoid}.body p{orphans:3;widows:3}:is(h1,.body) code{padding:0}}
`;
