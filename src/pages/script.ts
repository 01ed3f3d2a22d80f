/** The one script of all pages: it copies a feed's address. Without it the buttons stay hidden. */
export const script = `
for(const b of document.querySelectorAll("[data-copy]")){b.hidden=false;b.addEventListener("click",async()=>{try{await navigator.clipboard.writeText(b.dataset.copy);b.textContent=b.dataset.done}catch{prompt("",b.dataset.copy)}})}
`;
