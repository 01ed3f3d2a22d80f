/** The style sheet of all pages: inline, since it is smaller than a second request. */
export const style = `
:root{color-scheme:light dark;--ink:#22211f;--soft:#66625a;--line:#dedad2;--paper:#fdfcfa;--accent:#a5410b}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6e0;--soft:#a8a399;--line:#3b3934;--paper:#1b1a18;--accent:#f2a46b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;text-autospace:normal}
header,main,footer{max-width:44rem;margin:0 auto;padding:1.25rem}
header{padding-bottom:0}
footer{color:var(--soft);font-size:.875rem;border-top:1px solid var(--line);margin-top:2rem}
a{color:var(--accent);text-underline-offset:.15em}
header a{color:inherit;font-weight:600;text-decoration:none}
h1{font-size:1.75rem;line-height:1.3;margin:.5rem 0;overflow-wrap:anywhere}
h2{font-size:1.25rem;line-height:1.4;margin:2rem 0 .5rem}
.soft{color:var(--soft);font-size:.9375rem}
.feeds a{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:.1rem .8rem;margin:.2rem .4rem .2rem 0;text-decoration:none;font-size:.9375rem}
.list{list-style:none;padding:0;margin:0}
.list>li{border-top:1px solid var(--line);padding:.9rem 0}
.items>li{display:grid;grid-template-columns:1fr 7rem;gap:1rem}
.items h2{margin:0;font-size:1.0625rem}
.items p{margin:.25rem 0 0}
.items img{width:7rem;height:5.25rem;object-fit:cover;border-radius:.4rem;background:var(--line)}
.body{overflow-wrap:anywhere}
.body img,.body video,.body svg{max-width:100%;height:auto}
.body pre{overflow-x:auto;padding:.8rem;border:1px solid var(--line);border-radius:.4rem;font-size:.875rem;line-height:1.5}
.body table{display:block;overflow-x:auto;border-collapse:collapse}
.body td,.body th{border:1px solid var(--line);padding:.3rem .6rem}
.body blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line);color:var(--soft)}
@media (max-width:30rem){.items>li{grid-template-columns:1fr 5rem}.items img{width:5rem;height:3.75rem}}
`;
