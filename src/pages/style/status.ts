/** The status page. */
export const status = `
.state{font-size:1.125rem;max-width:44rem;margin:.75rem 0 0}
.publishes{width:100%;border-collapse:collapse;font-size:.9375rem;line-height:1.5;font-variant-numeric:tabular-nums}
.publishes :is(th,td){padding:.6rem .4rem;border-top:1px solid var(--line);text-align:start;vertical-align:top}
.publishes th{border:0;color:var(--soft);font-size:.875rem;font-weight:400}
.publishes :is(th,td):first-child{padding-left:0;min-width:8em}
.publishes :is(th,td):last-child{padding-right:0;text-align:end;white-space:nowrap}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:2rem 3rem;margin:3rem 0 2rem}
.plots figure{margin:0}.plots figcaption{font-weight:600;margin-bottom:.5rem}.plots svg{width:100%;height:auto;display:block;color:var(--soft)}.line{stroke:var(--accent)}.area{fill:var(--accent);fill-opacity:.15}.bar{fill:var(--accent)}
dl.facts{display:flex;flex-wrap:wrap;gap:1rem 2rem;margin:2rem 0 0}
.facts dt{color:var(--soft);font-size:.875rem}
.facts dd{margin:0;font:700 1.25rem/1.4 var(--serif);font-variant-numeric:tabular-nums}
@media (max-width:40rem){.plots svg{font-size:15px}dl.facts{gap:.75rem 2rem}}
`;
