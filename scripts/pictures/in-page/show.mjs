// Runs in the page: shows a text, with all that Mermaid draws of it, as GitHub does.

/** Comes back once all is there. */
export async function show(html) {
  document.body.innerHTML = html;
  const pictures = [...document.querySelectorAll('.mermaid')];
  if (pictures.length > 0) await draw(pictures);
  await document.fonts.ready;
}

/** What is folded away has no size, and nothing can be laid out in it. */
async function draw(pictures) {
  const mermaid = await readyMermaid();
  const folded = [...document.querySelectorAll('details')];
  for (const one of folded) one.open = true;
  for (const [index, picture] of pictures.entries()) {
    try {
      const { svg } = await mermaid.render(`drawn-${index}`, picture.textContent);
      picture.innerHTML = svg;
    } catch (error) {
      picture.dataset.broken = String(error);
    }
  }
  for (const one of folded) one.open = false;
}

async function readyMermaid() {
  await document.fonts.ready;
  if (globalThis.mermaid === undefined) await load('/mermaid.js');
  const { mermaid } = globalThis;
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default';
  const { fontFamily } = getComputedStyle(document.querySelector('.markdown-body'));
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', look: 'classic', theme, fontFamily });
  return mermaid;
}

/** It is large, and most texts do without. */
function load(address) {
  const script = document.createElement('script');
  script.src = address;
  return new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}
