#include "pages/assets.hpp"

namespace crm {

std::string_view const style_sheet = R"css(
:root { --tinta: #1c2430; --fraca: #55606f; --fundo: #f4f6f9; --papel: #fff; --linha: #d5dbe4; --marca: #14508c; --perigo: #a4262c; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--fundo); color: var(--tinta); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; padding: .5rem 1.5rem; background: var(--papel); border-bottom: 1px solid var(--linha); }
.marca { margin: 0; font-weight: 700; color: var(--marca); }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem; margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: .45rem .6rem; border-radius: .4rem; color: var(--tinta); text-decoration: none; }
nav a:hover { background: var(--fundo); }
nav a[aria-current] { background: #e3edf8; color: var(--marca); font-weight: 600; }
.conta { display: flex; align-items: center; gap: .75rem; margin-left: auto; color: var(--fraca); min-width: 0; }
.conta span { overflow-wrap: anywhere; }
main { max-width: 70rem; margin: 1.5rem auto; padding: 0 1.5rem 3rem; outline: none; }
main.estreito { max-width: 28rem; margin-top: 12vh; padding: 2rem; background: var(--papel); border: 1px solid var(--linha); border-radius: .6rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .25rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .75rem; }
.titulo { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .5rem; }
.trilha { margin: 0; }
.abas { display: flex; gap: .25rem; margin-bottom: 1.25rem; border-bottom: 2px solid var(--linha); }
.abas a { border-radius: .4rem .4rem 0 0; }
a { color: var(--marca); }
:focus-visible { outline: 3px solid #e8a200; outline-offset: 2px; }
.pular { position: absolute; left: -999rem; }
.pular:focus { left: .5rem; top: .5rem; padding: .5rem 1rem; background: var(--papel); z-index: 1; }
.so-leitor { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
table { width: 100%; border-collapse: collapse; background: var(--papel); border: 1px solid var(--linha); border-radius: .6rem; }
th, td { padding: .65rem .9rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--linha); overflow-wrap: anywhere; }
th { font-size: .85rem; color: var(--fraca); }
.selo + .nota, .nota + .nota { margin-left: .35rem; }
.nota + .nota::before { content: "·"; margin-right: .35rem; }
td ul { margin: .25rem 0 0; padding-left: 1.2rem; }
form { margin: 0; }
label, legend { font-weight: 600; }
input, select, textarea { display: block; width: 100%; max-width: 36rem; margin-top: .2rem; padding: .5rem .6rem; border: 1px solid #7d8795; border-radius: .4rem; background: var(--papel); color: inherit; font: inherit; }
input[readonly] { background: var(--fundo); font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9rem; }
[aria-invalid] { border-color: var(--perigo); border-width: 2px; }
fieldset { margin: 0 0 1rem; padding: .75rem 1rem 1rem; background: var(--papel); border: 1px solid var(--linha); border-radius: .6rem; min-width: 0; }
.campos { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 0 1rem; }
.campos p { margin: .4rem 0; }
button, .botao { display: inline-block; padding: .45rem .9rem; border: 1px solid #7d8795; border-radius: .4rem; background: var(--papel); color: var(--tinta); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
button[hidden] { display: none; }
button:hover, .botao:hover { border-color: var(--marca); color: var(--marca); }
.principal, .principal:hover { background: var(--marca); border-color: var(--marca); color: #fff; }
.perigo, .perigo:hover { background: var(--perigo); border-color: var(--perigo); color: #fff; }
.leve { border-color: transparent; color: var(--marca); }
button:disabled { background: #eceff3; border-color: var(--linha); color: #5d6775; cursor: not-allowed; }
.acoes { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
td .acoes { gap: .35rem; }
td .acoes button, td .acoes .botao { padding: .25rem .6rem; font-size: .9rem; }
.escolhas, .lista-acoes, .lista-simples { padding: 0; list-style: none; }
.escolhas button { width: 100%; margin-bottom: .5rem; padding: .8rem; text-align: left; }
.lista-acoes { display: flex; flex-wrap: wrap; gap: .5rem 1rem; }
.lista-acoes li { max-width: 17rem; }
.lista-simples li { margin-bottom: .75rem; padding: .75rem 1rem; background: var(--papel); border: 1px solid var(--linha); border-radius: .6rem; }
.lista-simples p { margin: .25rem 0 0; }
.motivo, .nota, .falta { font-size: .875rem; color: var(--fraca); font-weight: 400; }
.motivo { display: block; }
td .acoes .motivo { flex-basis: 100%; order: 1; }
.falta { color: var(--perigo); }
.selo { display: inline-block; padding: .1rem .6rem; border-radius: 1rem; font-size: .875rem; font-weight: 600; }
.neutro { background: #e6e9ee; color: #3b4552; }
.andamento { background: #dcebfa; color: #0d477f; }
.pronto { background: #d8f0df; color: #14532d; }
.atencao { background: #fdeec8; color: #6b4500; }
.falha { background: #fbdcdd; color: #861e23; }
.aviso { padding: .6rem 1rem; border-left: 4px solid #1b7f3b; background: #e6f5ea; }
.erro { padding: .6rem 1rem; border-left: 4px solid var(--perigo); background: #fdecec; margin: 0 0 1rem; }
.erro p, .erro ul { margin: .2rem 0; }
.dica { padding: .6rem 1rem; border-left: 4px solid var(--marca); background: #e8f1fa; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 1rem 0; }
dt { color: var(--fraca); }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; min-width: 0; }
.historico { padding: 0; list-style: none; border-left: 3px solid var(--linha); }
.historico li { padding: .35rem 0 .35rem 1rem; overflow-wrap: anywhere; }
.historico time { display: inline-block; min-width: 11.5rem; color: var(--fraca); }
.copiar { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .2rem .5rem; align-items: center; max-width: 48rem; }
.copiar label { grid-column: 1 / -1; }
.copiar input { max-width: none; margin: 0; }
@media (min-width: 45.01rem) {
  td { min-width: 7rem; }
}
@media (max-width: 45rem) {
  header, main { padding-left: 1rem; padding-right: 1rem; }
  .conta { margin-left: 0; width: 100%; justify-content: space-between; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; }
  tr { padding: .5rem 0; border-bottom: 2px solid var(--linha); }
  td { border: 0; padding: .25rem .9rem; }
  td[data-rotulo]::before { content: attr(data-rotulo); display: block; font-size: .8rem; color: var(--fraca); }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
  .historico time { display: block; }
  button, .botao { padding: .6rem 1rem; }
}
)css";

std::string_view const script = R"js('use strict';
for (const button of document.querySelectorAll('[data-copiar]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copiar);
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = 'Copiado';
  });
}

const mistake = document.querySelector('[data-foco]');
if (mistake) mistake.focus();

// What workers and providers do shows without a click; never under the hands of somebody who uses that part.
const live = document.querySelector('[data-vivo]');
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-vivo]');
  const isUsed = live.contains(document.activeElement) || !getSelection().isCollapsed;
  if (!fresh || isUsed || fresh.innerHTML === live.innerHTML) return;
  live.replaceChildren(...fresh.childNodes);
  pause = soon;
}

// Often while things happen, as after a click, and then less and less.
const soon = 250;
let pause = soon;
function follow() {
  setTimeout(async () => {
    if (!document.hidden) await refresh().catch(() => {});
    pause = Math.min(pause * 1.25, 1500);
    follow();
  }, pause);
}
if (live) follow();
)js";

std::string_view const icon =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#14508c"/><path d="M7 21c5-14 9-13 7-4-1 5 3 4 5 0s4-2 6 1" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>
)svg";

} // namespace crm
