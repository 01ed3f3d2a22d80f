/**
 * Lists and cards of articles: the home page, categories, search, errors. The link of a title covers the picture beside it,
 * so that both lead to the article and a screen reader names it once.
 */
export const lists = `
.none{padding:2rem;border-block:1px solid var(--line);color:var(--soft);text-align:center}
ul:is(.items,.band){list-style:none;padding:0;margin:0}
.head{display:flex;flex-wrap:wrap;align-items:end;justify-content:space-between;gap:.25rem 2rem;margin-bottom:1.75rem}
.head>:first-child:not(.subscribe){flex:1 1 20rem;min-width:0}
.head>p{margin:0;color:var(--soft);font-size:1.125rem}
.front+main>.head{padding-bottom:1.1rem;margin-bottom:2.25rem}
.head .subscribe{margin:.25rem 0}
h3 a{color:inherit;text-decoration:none}
h3 a:hover{color:var(--accent)}
:is(.items>li,.lead-item){position:relative}
:is(.items,.lead-item) p{margin:.4rem 0 0;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
:is(.items,.lead-item) p.kind{display:block;margin:0 0 .1rem;position:relative;z-index:1;width:max-content;max-width:100%}
.items p:not(.kind){font-size:.9375rem;line-height:1.6}
:is(.items,.lead-item) .kind a{display:block;margin:0;padding:.1rem 0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
:is(.items,.lead-item) p.soft:not(.kind){font-size:.875rem;margin-top:.55rem}
.items>li{display:flex;gap:1.25rem;border-top:1px solid var(--line);padding:1.4rem 0}
.items>li>div{flex:1;min-width:0}
.items>li>div>*{max-width:42rem}
:is(.items,.lead-item) :is(img,.letter){flex:none;object-fit:cover;border-radius:.3rem;background:color-mix(in srgb,var(--accent) 9%,var(--tile));color:var(--accent);font:700 2.25rem/1 var(--serif)}
.items :is(img,.letter){width:8rem;height:6rem}
.letter{display:grid;place-items:center}
:is(.items>li,.lead-item):has(img,.letter) h3 a::after{content:"";position:absolute}
.items>li h3 a::after{right:0;top:1.4rem;width:8rem;height:6rem}
.lead-item{display:grid;grid-template-columns:7fr 5fr;gap:2.5rem;align-items:center;padding-bottom:2.5rem}
.lead-item>:is(img,.letter){order:-1;width:100%;height:auto;aspect-ratio:8/5;font-size:6rem}
.lead-item>div{order:1}
.lead-item h3{font-size:clamp(1.7rem,1.2rem + 1.9vw,2.5rem);line-height:1.2;text-wrap:balance}
.lead-item h3:lang(zh){line-height:1.35}
.lead-item p{margin-top:.75rem;-webkit-line-clamp:5}
.lead-item p.soft:not(.kind){margin-top:1rem}
.lead-item h3 a::after{left:0;top:0;bottom:2.5rem;width:calc((100% - 2.5rem)*7/12)}
.lead-item.plain{display:block;max-width:48rem;padding:.5rem 0 2.5rem}
.band{--columns:5;display:grid;grid-template-columns:repeat(auto-fill,minmax(max(min(11rem,100%),(100% - (var(--columns) - 1)*2rem)/var(--columns)),1fr));gap:2rem}
.band:has(>:is(:nth-child(4n),:nth-child(7)):last-child){--columns:4}.band:has(>:nth-child(3n):last-child){--columns:3}.band:has(>:nth-child(2):last-child){--columns:2}
.band>li{border-top:2px solid var(--ink);padding-top:.7rem}
.band p{margin:.45rem 0 0;font-size:.9375rem;line-height:1.5}
.band p.soft{margin:.1rem 0 .5rem;font-size:.875rem}
.band p a{color:inherit;text-decoration:none}
.band p a:hover{color:var(--accent)}
.band+.terms{margin-top:2rem}
.show{display:flex;gap:1.5rem;align-items:start;margin-bottom:2rem}
.show img{flex:none;width:10rem;height:10rem;object-fit:cover;border-radius:.5rem}
.show p{margin:0 0 .5rem;max-width:42rem;white-space:pre-line}
.error{max-width:36rem;margin:2rem 0 3.5rem}
mark{background:var(--mark);color:inherit;border-radius:.15rem}
@media (min-width:40.01rem){.front{padding-top:2.25rem}.head .subscribe>div{inset-inline:auto 0}}
@media (min-width:56rem){.two>li:last-child:nth-child(odd){grid-column:1/-1}.two{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));column-gap:3rem}.two h3{font-size:1.125rem}.two :is(img,.letter),.two>li h3 a::after{width:7rem;height:5.25rem}}
@media (max-width:40rem){.show{gap:1rem}.show img{width:6rem;height:6rem}.lead-item{display:flex;flex-direction:column;align-items:stretch;gap:1.1rem;padding-bottom:1.75rem}.lead-item h3 a::after{inset:0 0 auto;width:auto;bottom:auto;aspect-ratio:8/5}.items h3{font-size:1.0625rem}.items>li{gap:1rem;padding:1.1rem 0}.items :is(img,.letter),.items>li h3 a::after{width:5.5rem;height:4.125rem}.items>li h3 a::after{top:1.1rem}.items p:not(.soft,.kind){-webkit-line-clamp:2}.band{grid-template-columns:1fr 1fr;gap:1.25rem 1.5rem}.band>li:last-child:nth-child(odd){grid-column:1/-1}.band p:not(.soft){display:none}}
`;
