// The photo viewer: an enhancement of links to photo pages, and nothing without them.
//
// Every element marked data-viewer holds links (a[href]) with a <picture> inside; a <figcaption> may stand in the same
// <figure>. A click opens the photo in a <dialog>; ← → Home End and a swipe move, Esc closes. The address bar shows the
// photo's own page meanwhile, so that a copied address works for everybody. The looks are the theme's.

const make = (tag, className, properties = {}) => Object.assign(document.createElement(tag), { className, ...properties });

function address(url) {
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // a page opened from a disk has no address to change
  }
}

function photoIn(link) {
  const picture = link.querySelector("picture").cloneNode(true);
  for (const version of picture.querySelectorAll("[sizes]")) version.sizes = "100vw";
  Object.assign(picture.querySelector("img"), { loading: "eager" });
  return picture;
}

function viewer(links) {
  const dialog = make("dialog", "viewer");
  dialog.setAttribute("aria-label", "看图");
  const figure = make("figure", "viewer__figure");
  const count = make("p", "viewer__count");
  count.setAttribute("aria-live", "polite");
  const button = (name, text, act) => {
    const made = make("button", `viewer__button viewer__${name}`, { type: "button", textContent: text });
    made.addEventListener("click", act);
    return made;
  };
  let at = 0;
  let home = "";

  const show = (number) => {
    at = (number + links.length) % links.length;
    const caption = links[at].closest("figure")?.querySelector("figcaption")?.cloneNode(true);
    figure.replaceChildren(photoIn(links[at]), ...(caption ? [caption] : []));
    count.textContent = `第 ${at + 1} 张，共 ${links.length} 张`;
    address(links[at].href);
    photoIn(links[(at + 1) % links.length]); // fetched now, shown without waiting
  };
  const keys = {
    ArrowLeft: () => show(at - 1),
    ArrowRight: () => show(at + 1),
    Home: () => show(0),
    End: () => show(links.length - 1),
  };

  dialog.append(
    button("close", "关闭", () => dialog.close()),
    figure,
    button("previous", "上一张", keys.ArrowLeft),
    count,
    button("next", "下一张", keys.ArrowRight),
  );
  dialog.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    address(home);
    figure.replaceChildren();
    links[at].focus();
  });

  let from = null;
  figure.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  figure.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    const across = from ? to.clientX - from.clientX : 0;
    const zoomed = window.visualViewport?.scale > 1;
    if (!zoomed && Math.abs(across) > 48 && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) {
      show(at + (across < 0 ? 1 : -1));
    }
    from = null;
  });

  document.body.append(dialog);
  return (number) => {
    home = location.href;
    show(number);
    dialog.showModal();
  };
}

for (const grid of document.querySelectorAll("[data-viewer]")) {
  const links = [...grid.querySelectorAll("a[href]")].filter((link) => link.querySelector("picture"));
  if (!links.length || !window.HTMLDialogElement) continue;
  const open = viewer(links);
  links.forEach((link, number) =>
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(number);
    }),
  );
}
