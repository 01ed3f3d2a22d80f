/**
 * The script of all pages. It shows the buttons that copy a feed address, closes the ways to subscribe at Escape and at a
 * click beside them, adds a button that copies to each block of code, and makes code and tables that are wider than
 * the screen focusable, so that the keyboard can scroll them: not every browser does (WCAG 2.2, 2.1.1).
 *
 * A link to a time of an episode seeks in the player of the page.
 *
 * A picture that does not load becomes its letter, else its text, else nothing. The style sheet covers what it can without
 * a script: Safari has no `::after` there. A picture may have failed before the script runs; an SVG without a size has
 * no width, so that `decode` decides.
 */
export const script = `
for(const b of document.querySelectorAll("[data-copy]")){b.hidden=false;b.addEventListener("click",async()=>{try{await navigator.clipboard.writeText(b.dataset.copy);b.textContent=b.dataset.done}catch{prompt("",b.dataset.copy)}})}
for(const c of document.querySelectorAll(".body .code")){const b=document.createElement("button"),p=c.querySelector("pre"),d=c.closest(".body").dataset;b.type="button";b.lang=document.documentElement.lang;b.dir="auto";b.textContent=d.copyCode;b.ariaLive="polite";b.onclick=async()=>{try{await navigator.clipboard.writeText(p.textContent);b.textContent=d.copied}catch{getSelection().selectAllChildren(p)}};c.prepend(b)}
for(const w of document.querySelectorAll(".body :is(pre,.table)"))if(w.scrollWidth>w.clientWidth)w.tabIndex=0
const s=document.querySelector(".subscribe");if(s){const shut=()=>{s.open=false};addEventListener("click",e=>{if(!s.contains(e.target))shut()});s.addEventListener("keydown",e=>{if(e.key==="Escape"){shut();s.firstChild.focus()}})}
const m=document.querySelector("audio,video");if(m)for(const l of document.querySelectorAll("[data-at]"))l.addEventListener("click",e=>{if(e.ctrlKey||e.metaKey||e.shiftKey||e.altKey)return;e.preventDefault();m.currentTime=+l.dataset.at;m.play().catch(()=>{})})
function broken(i){const l=i.dataset.letter,t=l||i.alt,p=i.parentNode;if(!p)return;if(t){const s=document.createElement("span");s.className=l?"letter":"missing";s.textContent=t;if(l)s.ariaHidden="true";i.replaceWith(s)}else{i.remove();if(p.localName==="a"&&p.closest(".body")&&!p.textContent.trim()&&!p.children.length)p.remove()}}
addEventListener("error",e=>{if(e.target.localName==="img")broken(e.target)},true);
for(const i of document.images)if(i.complete&&!i.naturalWidth)i.decode().catch(()=>broken(i))
`;
