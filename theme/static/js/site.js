// 读者的方便：阅读设置、朗读、打印、日历上的“今天”、时限还剩几天、离线再读。没有脚本，网站照样完整。

const root = document.documentElement;

/** 记住的选择；浏览器不让存时什么也不记。 */
function remember(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // 隐私模式：这一页有效，下一页忘掉
  }
}

/** 每个按钮管一项设置的一个值；再按一次已选的开关，就回到标准。 */
function settings() {
  const buttons = [...document.querySelectorAll("[data-set]")];
  const show = () => {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String((root.dataset[button.dataset.set] ?? "") === button.value));
    }
  };
  for (const button of buttons) {
    const name = button.dataset.set;
    button.addEventListener("click", () => {
      const alone = buttons.filter((other) => other.dataset.set === name).length === 1;
      const value = alone && root.dataset[name] === button.value ? "" : button.value;
      remember(name, value);
      if (value) root.dataset[name] = value;
      else delete root.dataset[name];
      show();
    });
  }
  addEventListener("pageshow", show);
  addEventListener("storage", show);
  show();
}

/** 朗读的脚本到按下按钮时才取。 */
function tools() {
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
  const aloud = document.querySelector("[data-aloud]");
  if (!aloud) return;
  if (!("speechSynthesis" in window)) {
    aloud.hidden = true;
    return;
  }
  aloud.addEventListener("click", async () => {
    const { toggle } = await import(aloud.dataset.aloud);
    toggle(aloud);
  });
}

/** 搜索框的建议：读者点进框里才取，在搜索页旁边；取不到，框照样能搜。 */
function suggestions() {
  for (const form of document.querySelectorAll("form.site-search")) {
    form.addEventListener("focusin", () => import(new URL("box.js", form.action).href).catch(() => {}), { once: true });
  }
}

/** 北京时间的今天，年-月-日；中国没有夏令时，加八小时就是，不必等浏览器装好时区的表。 */
function today() {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

function markToday() {
  const cell = document.querySelector(`[data-day="${today()}"]`);
  if (!cell) return;
  cell.classList.add("day--today");
  const note = document.createElement("span");
  note.className = "day__today";
  note.textContent = "今天";
  cell.querySelector(".day__head")?.append(" ", note);
}

function countDown() {
  const now = Date.parse(today());
  for (const time of document.querySelectorAll("[data-deadline]")) {
    const days = Math.round((Date.parse(time.dateTime) - now) / 86_400_000);
    const note = document.createElement("span");
    note.className = "deadline__left";
    note.textContent = days < 0 ? "已过期" : days === 0 ? "今天截止" : `还有${days}天`;
    time.after(note);
  }
}

/** 比屏幕宽的表格，键盘也能滚。 */
function reachTables() {
  for (const table of document.querySelectorAll(".prose table")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }
}

/** 按读者在格子里选的，留下相符的行；没有脚本时，每个选项另有自己的页面。 */
function filterTables() {
  for (const form of document.querySelectorAll("[data-filters]")) {
    const rows = [...document.querySelectorAll(`#${form.dataset.filters} [data-facets]`)];
    const count = form.querySelector("[data-count]");
    const apply = () => {
      const wanted = [...form.elements].filter((field) => field.name && field.value).map((field) => field.value);
      for (const row of rows) row.hidden = !wanted.every((value) => row.dataset.facets.split("|").includes(value));
      if (count) count.textContent = `共${rows.filter((row) => !row.hidden).length}项`;
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      apply();
    });
    apply();
  }
}

/** 手指按下、鼠标停住、键盘走到一个站内链接时，先取那一页；省流量的读者不取。 */
function prefetch() {
  if (navigator.connection?.saveData) return;
  const asked = new Set([location.pathname]);
  const ask = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || !link.pathname.endsWith("/") || asked.has(link.pathname)) return;
    asked.add(link.pathname);
    const hint = document.createElement("link");
    hint.rel = "prefetch";
    hint.href = link.pathname;
    document.head.append(hint);
  };
  for (const kind of ["pointerenter", "pointerdown", "focusin"]) {
    document.addEventListener(kind, ask, { capture: true, passive: true });
  }
}

/** 读过的页面和最新一期，断网时还能读。 */
function offline() {
  if (!("serviceWorker" in navigator) || location.hostname === "") return;
  const worker = "/sw.js";
  const policy = window.trustedTypes?.createPolicy("yugong-worker", { createScriptURL: () => worker });
  addEventListener("load", () => {
    navigator.serviceWorker.register(policy ? policy.createScriptURL("") : worker).catch(() => {
      // 没有安全连接或被浏览器禁用：照常在线阅读
    });
  });
}

settings();
tools();
suggestions();
markToday();
countDown();
reachTables();
filterTables();
prefetch();
offline();
