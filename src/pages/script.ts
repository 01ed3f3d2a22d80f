/**
 * The script of all pages. It shows the buttons that copy a feed address, and makes code and tables that are wider than
 * the screen focusable, so that the keyboard can scroll them: not every browser does (WCAG 2.2, 2.1.1).
 */
export const script = `
for(const b of document.querySelectorAll("[data-copy]")){b.hidden=false;b.addEventListener("click",async()=>{try{await navigator.clipboard.writeText(b.dataset.copy);b.textContent=b.dataset.done}catch{prompt("",b.dataset.copy)}})}
for(const w of document.querySelectorAll(".body :is(pre,table)"))if(w.scrollWidth>w.clientWidth)w.tabIndex=0
`;
