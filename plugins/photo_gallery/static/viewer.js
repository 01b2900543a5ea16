// The photo viewer: an enhancement of links to photos, and nothing without them.
//
// Below an element marked data-viewer every a[data-photo] holds a <picture>, and a <figcaption> may stand in the same
// <figure>. A click opens a <dialog> with all of them side by side: ← → Home End and a swipe move, Esc and the Back
// button close. The address bar shows the photo's own page or, with data-at, its place in this one, so that a copied
// address works for everybody. data-download on the container offers the file. The looks are the theme's.

const PAUSE = 4000;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const links = [...document.querySelectorAll("[data-viewer] a[data-photo]")];

const make = (tag, name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), { className: `viewer${name}`, ...properties });
  made.append(...children);
  return made;
};
const button = (name, text, act) => make("button", `__button viewer__${name}`, { type: "button", textContent: text, onclick: act });
const address = (link) => link.dataset.at ?? link.pathname;

function viewer() {
  let at = 0;
  let inHistory = false;
  let timer = 0;
  let settling = 0;
  const slides = links.map(() => make("figure", "__slide"));
  const strip = make("div", "__strip", { tabIndex: 0, role: "group", ariaLabel: "照片，左右翻看" }, ...slides);
  const count = make("p", "__count", { ariaLive: "polite" });
  const save = make("a", "__button viewer__download", { download: "", href: links[0].href, textContent: "下载" });
  const play = button("play", "播放", () => (timer ? pause() : start()));
  const dialog = make("dialog", "", { ariaLabel: "看图" },
    button("close", "关闭", () => dialog.close()), save, play, strip,
    button("previous", "上一张", () => go(at - 1)), count, button("next", "下一张", () => go(at + 1)));
  document.body.append(dialog);

  function fill(number) {
    const slide = slides[number];
    if (!slide || slide.childElementCount) return;
    const picture = links[number].querySelector("picture").cloneNode(true);
    for (const version of picture.querySelectorAll("[sizes]")) version.sizes = "100vw";
    picture.querySelector("img").loading = "eager";
    const caption = links[number].closest("figure")?.querySelector("figcaption");
    slide.append(picture, ...(caption ? [caption.cloneNode(true)] : []));
  }
  function arrive(number) {
    at = number;
    [at, at + 1, at - 1].forEach(fill);
    count.textContent = `第 ${at + 1} 张，共 ${links.length} 张`;
    save.hidden = !links[at].closest("[data-download]");
    save.href = links[at].querySelector("img").src;
    if (inHistory) history.replaceState({ photo: at }, "", address(links[at]));
  }
  function go(number, behavior = "auto") {
    const next = (number + links.length) % links.length;
    const near = Math.abs(next - at) === 1;
    arrive(next);
    strip.scrollTo({ left: next * strip.clientWidth, behavior: near && !calm.matches ? behavior : "instant" });
  }
  function pause() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "播放";
  }
  function start() {
    timer = setInterval(() => document.hidden || go(at + 1), PAUSE);
    play.textContent = "暂停";
  }
  function open(number) {
    try {
      history.pushState({ photo: number }, "", address(links[number]));
      inHistory = true;
    } catch {
      // a page opened from a disk has no address to change
    }
    enter(number);
  }
  function enter(number) {
    play.hidden = calm.matches;
    dialog.showModal();
    arrive(number);
    strip.scrollTo({ left: number * strip.clientWidth, behavior: "instant" });
  }
  const leave = () => links[at].focus();

  const keys = { ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), Home: () => go(0), End: () => go(links.length - 1) };
  dialog.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    pause();
    keys[event.key]();
  });
  dialog.addEventListener("close", () => {
    pause();
    inHistory ? history.back() : leave();
  });
  strip.addEventListener("pointerdown", pause);
  const settle = () => {
    const seen = Math.round(strip.scrollLeft / strip.clientWidth);
    if (dialog.open && seen !== at) arrive(seen);
  };
  if ("onscrollend" in window) strip.addEventListener("scrollend", settle);
  else strip.addEventListener("scroll", () => {
    clearTimeout(settling);
    settling = setTimeout(settle, 200);
  }, { passive: true });
  addEventListener("popstate", () => {
    const number = history.state?.photo;
    if (inHistory) {
      inHistory = false;
      dialog.open ? dialog.close() : leave();
    } else if (links[number]) {
      inHistory = true;
      enter(number);
    }
  });
  return open;
}

if (links.length && window.HTMLDialogElement) {
  const open = viewer();
  links.forEach((link, number) => link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(number);
  }));
  const asked = links.findIndex((link) => link.dataset.at && link.dataset.at === location.hash);
  if (asked >= 0) {
    history.replaceState(null, "", location.pathname + location.search);
    open(asked);
  }
}
