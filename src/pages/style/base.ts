/** What all pages share: colours, type, header, footer, forms, buttons and links to other pages. */
export const base = `
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
.buttons,.formats,.terms{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}
.buttons a,.buttons button{display:inline-flex;align-items:center;min-height:2.5rem;border:1px solid currentColor;border-radius:2rem;padding:.2rem 1rem;font-size:.9375rem;font-weight:600;text-decoration:none}
.buttons a:hover,.formats a:hover{text-decoration:underline}
.buttons button{font-weight:400;border-color:var(--line)}
.rss{color:var(--orange)}.atom{color:var(--blue)}.json{color:var(--green)}
.terms{align-items:center}
.terms a{background:var(--tile);border-radius:2rem;padding:.15rem .8rem;font-size:.9rem;text-decoration:none;color:inherit}
.terms a:hover{text-decoration:underline}
.terms small{color:var(--soft)}
.paging,.around{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0}
.paging a,.around a{border:1px solid var(--line);border-radius:.6rem;padding:.5rem 1.1rem;text-decoration:none}
.paging a:hover,.around a:hover{border-color:var(--soft)}
.around a{flex:1 1 16rem;display:flex;flex-direction:column;color:inherit}
.around a[rel=next]{text-align:right}
.around small{color:var(--soft)}
:is(.cover,.items,.body) img,img.lead{position:relative}
img:is([data-letter],.lead)::after{content:attr(data-letter);content:attr(data-letter)/"";position:absolute;inset:0;display:grid;place-items:center;background:inherit}
@media (max-width:36rem){body>header form,nav.site{flex-basis:100%}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tile:#fff;--accent:#000;--orange:#999;--shade:#0000}body>header,body>footer,.skip,.buttons,.paging,.terms{display:none}main{max-width:none;padding:0}h1,h2,h3{break-after:avoid}}
`;
