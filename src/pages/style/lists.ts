/** Lists and cards of articles: the home page, categories, search. */
export const lists = `
.hero{padding:.5rem 0 0}
.hero p{margin:.3rem 0}
.hero .buttons{margin:1.2rem 0 .8rem}
ul.cards,ul.items{list-style:none;padding:0;margin:0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(16rem,100%),1fr));gap:1.25rem}
.cards>li{display:flex;flex-direction:column;border:1px solid var(--line);border-radius:.8rem;overflow:hidden;background:var(--tile);padding-bottom:.75rem}
.cards>li{--hue:var(--orange)}.cards>:nth-child(3n+2){--hue:var(--blue)}.cards>:nth-child(3n){--hue:var(--green)}
.cards>li>:not(.cover){margin-left:1rem;margin-right:1rem}
.cover{display:grid;place-items:center;height:9rem;margin-bottom:.8rem;background:color-mix(in srgb,var(--hue) 16%,var(--tile));text-decoration:none;color:var(--hue);font-size:3.5rem;line-height:1}
.cover img{width:100%;height:9rem;object-fit:cover;display:block;background:inherit}
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
@media (max-width:36rem){.cards>li{display:grid;grid-template-columns:1fr 5.5rem;align-items:end;padding:1rem 1rem .5rem;column-gap:1rem}.cards>li>:not(.cover){grid-column:1/-1;margin-inline:0}.cards>li>:is(h3,p.soft){grid-column:1}.cover{grid-area:1/2/3;margin:0 0 .5rem;font-size:2rem}.cover,.cover img{height:4.125rem;border-radius:.5rem}.items :is(img,.letter){width:5.5rem;height:4.125rem}.items>li{gap:.5rem .9rem}}
`;
