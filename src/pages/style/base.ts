/** What all pages share: colours, type, header, footer, forms, the ways to subscribe, and links to other pages. */
export const base = `
:root{color-scheme:light dark;--ink:#1f1e1c;--soft:#65615a;--line:#e2ded6;--paper:#fdfcfa;--tile:#f4f1eb;--accent:#a83c0a;--mark:#ffe58a;--shade:#0002;--orange:var(--accent);--serif:Charter,"Bitstream Charter","Iowan Old Style",Georgia,"Songti SC","Noto Serif CJK SC","Source Han Serif SC","PingFang SC","Microsoft YaHei",serif;--mono:ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6e0;--soft:#aaa59b;--line:#393733;--paper:#191816;--tile:#232220;--accent:#f2a46b;--mark:#6b5200;--shade:#000a}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;text-autospace:normal;overflow-wrap:anywhere}
:where([lang]){line-height:1.65}:where([lang]:lang(zh)){line-height:1.75;line-break:strict}
body>header,main,body>footer{max-width:66rem;margin:0 auto;padding:1rem 1.25rem}
body>header,body>footer{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;align-items:center;width:calc(100% - 2.5rem);max-width:63.5rem;padding:1rem 0}
body>header:not(.front),.front+main>.head{border-bottom:1px solid var(--line)}
body>footer{gap:.75rem 1.5rem;padding:1rem 0 2.5rem;margin-top:4rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}
body>footer a{color:inherit}
body>footer span{margin-inline-start:auto}
main{padding-top:1.75rem}.front+main{padding-top:0}
section{margin-top:3.5rem}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.2rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:.5rem;top:.5rem;padding:.5rem;background:var(--paper);z-index:3}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;margin:0;overflow:hidden;white-space:nowrap}
h1,h2,h3,.brand{font-family:var(--serif);font-weight:700}
.brand{margin:0;font-size:1.35rem;line-height:1.25;flex:0 1 auto;min-width:0}
.brand a{display:flex;align-items:center;min-height:2.75rem;color:inherit;text-decoration:none}
.brand img{display:block;width:12.5rem;height:3rem;object-fit:contain;object-position:0}
.front .brand{flex:1 1 55%;font-size:clamp(2rem,1.4rem + 3vw,3.25rem);line-height:1.15;letter-spacing:-.01em}
nav.site{display:flex;flex:1 1 auto;min-width:0;gap:0 1.4rem;font-size:.9375rem}
nav.site:not(.many){flex-wrap:wrap}
nav.site.many{order:1;flex:1 0 100%;overflow-x:auto;scrollbar-width:none;mask-image:linear-gradient(to right,#000 calc(100% - 3rem),#0000);padding-inline-end:3rem}
nav.site a{display:inline-flex;align-items:center;min-height:2.75rem;color:inherit;text-decoration:none;white-space:nowrap}
nav.site a:hover,nav.site [aria-current]{color:var(--accent)}
form{display:flex;gap:.4rem;flex:0 1 15rem;margin-inline-start:auto}
main form{max-width:36rem;margin:1.25rem 0}
.find{display:none;margin-inline-start:auto;min-height:2.75rem;align-items:center;text-decoration:none;font-size:.9375rem}
input,button{font:inherit;font-size:.9375rem;color:inherit;background:var(--tile);border:1px solid var(--line);border-radius:.4rem;padding:.3rem .75rem;min-height:2.5rem;min-width:0}
input{flex:1;width:100%;background:var(--paper);border-color:var(--soft)}
::placeholder{color:var(--soft);opacity:1}
button{cursor:pointer;white-space:nowrap}
button:hover{border-color:var(--soft)}
h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,2.6rem);line-height:1.25;margin:.2rem 0;text-wrap:balance}
h2{font-size:1.4rem;line-height:1.4;margin:2.5rem 0 .9rem}
h3{font-size:1.2rem;line-height:1.4;margin:0}
:is(h1,h2,h3):lang(zh){line-height:1.4}
h2:is(.label,.aside){font-family:inherit;font-size:.875rem;letter-spacing:.06em;color:var(--soft);font-weight:600;margin:0 0 1rem}
.soft{color:var(--soft);font-size:.9rem;margin:.3rem 0}
.kind{color:var(--soft);font-size:.875rem;font-weight:600;letter-spacing:.03em;margin:0 0 .35rem}
.kind a{display:inline-block;margin-inline-end:1rem;text-decoration:none}
.kind a:hover{text-decoration:underline}
.subscribe{position:relative;flex:none;width:max-content;max-width:100%;margin:1rem 0;font-size:.9375rem}
.subscribe summary{display:inline-flex;align-items:center;min-height:2.5rem;padding:.3rem 1.25rem;border-radius:2rem;background:var(--accent);color:var(--paper);font-weight:600;cursor:pointer;list-style:none;overflow-wrap:anywhere}
.subscribe summary::-webkit-details-marker{display:none}
.subscribe summary::after{content:"";width:.4em;height:.4em;margin:-.2em 0 0 .7em;border:solid;border-width:0 .12em .12em 0;rotate:45deg}
.subscribe[open] summary::after{rotate:225deg;margin-top:.2em}
.subscribe>div{position:absolute;z-index:2;inset-inline-start:0;top:calc(100% + .5rem);width:min(24rem,100vw - 2.5rem);padding:.9rem 1.25rem;border:1px solid var(--line);border-radius:.6rem;background:var(--paper);box-shadow:0 .5rem 2rem var(--shade)}
.subscribe p{margin:.5rem 0}
.subscribe code{flex:1;font:.8125rem/1.5 var(--mono);user-select:all}
.address{display:flex;align-items:center;gap:.75rem;padding:.5rem .6rem .5rem .8rem;border-radius:.4rem;background:var(--tile)}
.address button{background:var(--paper);flex:none}
.formats{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;padding-top:.3rem;font-weight:600}
.terms{display:flex;flex-wrap:wrap;gap:.15rem 1.5rem;margin:.75rem 0;align-items:baseline}
.terms a{padding:.2rem 0;font-size:.9375rem;text-decoration:none;color:inherit;max-width:24rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.terms a:hover{color:var(--accent)}
.terms small{color:var(--soft)}
.paging{display:flex;flex-wrap:wrap;gap:.75rem;margin:2rem 0}
.paging a{border:1px solid var(--line);border-radius:.4rem;padding:.5rem 1.1rem;text-decoration:none}
.paging a:hover{border-color:var(--soft)}
time{white-space:nowrap}
:is(h1,h3,.paging,.band,.related,.contents) code{font:.88em/1.2 var(--mono);background:var(--tile);border-radius:.2em;padding:.05em .25em}
:is(.items,.lead-item,.body) img,img.lead{position:relative}
img:is([data-letter],.lead)::after{content:attr(data-letter);content:attr(data-letter)/"";position:absolute;inset:0;display:grid;place-items:center;background:inherit}
@media (max-width:40rem){body>header form{display:none}.find{display:flex}nav.site{order:1;flex:1 0 100%}body>header{padding:.5rem 0}body>footer span{margin:0;width:100%}section{margin-top:2.75rem}main{padding-top:1.25rem}}
@media (prefers-reduced-motion:no-preference){.subscribe summary::after{transition:rotate .15s}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tile:#fff;--accent:#000;--orange:#999;--shade:#0000}body>header,body>footer,.skip,.subscribe,.paging,.terms{display:none}main{max-width:none;padding:0}h1,h2,h3{break-after:avoid}}
`;
