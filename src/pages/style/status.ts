/** The status page. */
export const status = `
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
@media (max-width:36rem){.plots svg{font-size:15px}}
`;
