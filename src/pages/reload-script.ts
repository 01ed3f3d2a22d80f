/** Where the pages of `npm start` hear of changes. */
export const changesPath = '/.edgefeed/changes';

/**
 * The script with which a page of `npm start` reloads itself: an article when it has changed, any other page on each change.
 * A hidden page closes its stream, since a browser opens six connections to a host, and hears what it missed when it is
 * shown again. `src/cli/local/changes.ts` sends the events.
 */
export const reloadScript = `
{let s,n="",a=decodeURI(location.pathname);const v=()=>{if(document.hidden){s?.close();s=null}else if(!s){s=new EventSource("${changesPath}?since="+n);s.onmessage=e=>{n=e.lastEventId;const p=JSON.parse(e.data);if(p.length&&(!a.startsWith("/articles/")||p.includes(a)||p.includes("*")))location.reload()}}};addEventListener("visibilitychange",v);addEventListener("pagehide",()=>{s?.close();s=null});addEventListener("pageshow",v);v()}
`;
