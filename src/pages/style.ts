/** The style sheet of all pages. Inline, because it costs less than a second request. */
export const style = `
:root{color-scheme:light dark;--ink:#1f1e1c;--soft:#65615a;--line:#e2ded6;--paper:#fdfcfa;--tile:#f4f1eb;--accent:#a83c0a;--mark:#ffe58a;--shade:#0002;--orange:#c2410c;--blue:#2458a6;--green:#1c6b45}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6e0;--soft:#aaa59b;--line:#393733;--paper:#191816;--tile:#232220;--accent:#f2a46b;--mark:#6b5200;--shade:#000a;--orange:#f2a46b;--blue:#9dbdf0;--green:#8fd0ab}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;text-autospace:normal;overflow-wrap:anywhere}
:where([lang]){line-height:1.65}:where([lang]:lang(zh)){line-height:1.75;line-break:strict}
body>header,main,body>footer{max-width:60rem;margin:0 auto;padding:1rem 1.25rem}
body>header,body>footer{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:center;justify-content:space-between}
body>footer{max-width:57.5rem;width:calc(100% - 2.5rem);padding:1rem 0 2rem;margin-top:3rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem;justify-content:start}
body>footer span{margin-left:auto}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:.2rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:.5rem;top:.5rem;padding:.5rem;background:var(--paper);z-index:1}
.home{display:flex;align-items:center;gap:.6rem;min-height:2.5rem;color:inherit;font-weight:700;text-decoration:none}
.home img{border-radius:.4rem}
nav.site{display:flex;flex-wrap:wrap;gap:0 1.1rem;flex:1 1 auto;min-width:0}
nav.site a{display:inline-flex;align-items:center;min-height:2.5rem;color:inherit;text-decoration:none}
nav.site a:hover,nav.site [aria-current]{text-decoration:underline}
form{display:flex;gap:.4rem;flex:0 1 20rem}
input,button{font:inherit;font-size:.9375rem;color:inherit;background:var(--tile);border:1px solid var(--line);border-radius:.5rem;padding:.3rem .75rem;min-height:2.5rem;min-width:0}
input{flex:1;width:100%;background:var(--paper);border-color:var(--soft)}
::placeholder{color:var(--soft);opacity:1}
button{cursor:pointer;white-space:nowrap}
button:hover{border-color:var(--soft)}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.3rem);line-height:1.3;margin:.2rem 0;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.4;margin:2.5rem 0 .9rem}
h2.aside{font-size:1rem;color:var(--soft);font-weight:600;margin-top:1.5rem}
h3{font-size:1.1rem;line-height:1.45;margin:0}
.soft{color:var(--soft);font-size:.9rem;margin:.3rem 0}
.kind{color:var(--soft);font-size:.9rem;margin:0 0 .2rem}
.kind a{display:inline-block;margin-right:1rem;font-weight:600;text-decoration:none}
.kind a:hover{text-decoration:underline}
.none{padding:1.5rem;border:1px dashed var(--line);border-radius:.8rem;color:var(--soft);text-align:center}
.hero{padding:.5rem 0 0}
.hero p{margin:.3rem 0}
.hero .buttons{margin:1.2rem 0 .8rem}
.buttons,.formats,.terms{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}
.buttons a,.buttons button{display:inline-flex;align-items:center;min-height:2.5rem;border:1px solid currentColor;border-radius:2rem;padding:.2rem 1rem;font-size:.9375rem;font-weight:600;text-decoration:none}
.buttons a:hover,.formats a:hover{text-decoration:underline}
.buttons button{font-weight:400;border-color:var(--line)}
.rss{color:var(--orange)}.atom{color:var(--blue)}.json{color:var(--green)}
.terms{align-items:center}
.terms a{background:var(--tile);border-radius:2rem;padding:.15rem .8rem;font-size:.9rem;text-decoration:none;color:inherit}
.terms a:hover{text-decoration:underline}
.terms small{color:var(--soft)}
ul.cards,ul.items{list-style:none;padding:0;margin:0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(16rem,100%),1fr));gap:1.25rem}
.cards>li{display:flex;flex-direction:column;border:1px solid var(--line);border-radius:.8rem;overflow:hidden;background:var(--tile);padding-bottom:.75rem}
.cards>li{--hue:var(--orange)}.cards>:nth-child(3n+2){--hue:var(--blue)}.cards>:nth-child(3n){--hue:var(--green)}
.cards>li>:not(.cover){margin-left:1rem;margin-right:1rem}
.cover{display:grid;place-items:center;height:9rem;margin-bottom:.8rem;background:color-mix(in srgb,var(--hue) 16%,var(--tile));text-decoration:none;color:var(--hue);font-size:3.5rem;line-height:1}
.cover img{width:100%;height:9rem;object-fit:cover;display:block;background:inherit}
:is(.cover,.items,.body) img,img.lead{position:relative}
img:is([data-letter],.lead)::after{content:attr(data-letter);content:attr(data-letter)/"";position:absolute;inset:0;display:grid;place-items:center;background:inherit}
.items :is(.letter,img[data-letter]){color:var(--soft);font-size:2.5rem;line-height:1}
.items .letter{display:grid;place-items:center}
.cards h3 a,.items h3 a,.cards ul a{color:inherit;text-decoration:none}
.cards a:hover,.items h3 a:hover{text-decoration:underline}
.cards ul{list-style:none;padding:0;margin:.3rem 0 .5rem;font-size:.9375rem}
.cards ul li{border-top:1px solid var(--line);padding:.4rem 0}
.cards ul a{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.formats{margin:auto 0 0;gap:0}
.formats a{font-size:.875rem;font-weight:600;text-decoration:none;padding:.3rem .9rem .3rem 0}
.items>li{display:grid;grid-template-columns:1fr auto;gap:.5rem 1.25rem;border-top:1px solid var(--line);padding:1.1rem 0}
.items p{margin:.3rem 0 0;font-size:.9375rem;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.items p.soft{font-size:.875rem}
.items :is(img,.letter){width:8rem;height:6rem;object-fit:cover;border-radius:.5rem;background:var(--line)}
mark{background:var(--mark);color:inherit;border-radius:.15rem}
.paging,.around{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0}
.paging a,.around a{border:1px solid var(--line);border-radius:.6rem;padding:.5rem 1.1rem;text-decoration:none}
.paging a:hover,.around a:hover{border-color:var(--soft)}
.around a{flex:1 1 16rem;display:flex;flex-direction:column;color:inherit}
.around a[rel=next]{text-align:right}
.around small{color:var(--soft)}
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
.publishes{width:100%;border-collapse:collapse;font-size:.9375rem;line-height:1.5;font-variant-numeric:tabular-nums}
.publishes :is(th,td){padding:.5rem .4rem;border-top:1px solid var(--line);text-align:start;vertical-align:top}
.publishes th{border:0;color:var(--soft);font-size:.875rem;font-weight:400}
.publishes :is(th,td):first-child{padding-left:0;min-width:8em}
.publishes :is(th,td):last-child{padding-right:0;text-align:end;white-space:nowrap}
section+.plots{margin-top:2.5rem}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1.5rem 2rem}
.plots figure{margin:0}.plots figcaption{font-weight:600;margin-bottom:.5rem}.plots svg{width:100%;height:auto;display:block;color:var(--soft)}.line{stroke:var(--orange)}.area{fill:var(--orange);fill-opacity:.15}
dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:1rem;margin:1.5rem 0}
.facts div{background:var(--tile);border-radius:.8rem;padding:.8rem 1rem}
.facts dt{color:var(--soft);font-size:.875rem}
.facts dd{margin:0;font-size:1.4rem;line-height:1.4;font-weight:600;font-variant-numeric:tabular-nums}
@media (max-width:36rem){body>header form,nav.site{flex-basis:100%}.plots svg{font-size:15px}.cards>li{display:grid;grid-template-columns:1fr 5.5rem;align-items:end;padding:1rem 1rem .5rem;column-gap:1rem}.cards>li>:not(.cover){grid-column:1/-1;margin-inline:0}.cards>li>:is(h3,p.soft){grid-column:1}.cover{grid-area:1/2/3;margin:0 0 .5rem;font-size:2rem}.cover,.cover img{height:4.125rem;border-radius:.5rem}.items :is(img,.letter){width:5.5rem;height:4.125rem}.items>li{gap:.5rem .9rem}.body{font-size:1.0625rem}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tile:#fff;--accent:#000;--orange:#999;--shade:#0000}body>header,body>footer,article>footer,.skip,.buttons,.paging,.terms{display:none}main,article{max-width:none;padding:0}.body{font-size:11pt}.body a[href^=http]::after{content:" (" attr(href) ")";font-size:.8em}.body pre{white-space:pre-wrap}.body :is(blockquote,figure,img,tr){break-inside:avoid}h1,h2,h3{break-after:avoid}}
`;
