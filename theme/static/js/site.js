// 读者的方便：字号、关怀版、日历上的“今天”、时限还剩几天。没有脚本，网站照样完整。

const SIZES = [["", "标准"], ["large", "大"], ["larger", "特大"]];
const root = document.documentElement;

/** 记住的选择；浏览器不让存时什么也不记。 */
const memory = {
  get(key) {
    try {
      return localStorage.getItem(key) ?? "";
    } catch {
      return "";
    }
  },
  set(key, value) {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      // 隐私模式：这一页有效，下一页忘掉
    }
  },
};

function apply(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
}

function button(text, pressed, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "toolbar__button";
  made.textContent = text;
  made.setAttribute("aria-pressed", String(pressed));
  made.addEventListener("click", act);
  return made;
}

function toolbar(place) {
  const sizes = SIZES.map(([value, label]) => {
    const made = button(label, memory.get("size") === value, () => {
      memory.set("size", value);
      apply("size", value);
      sizes.forEach((other) => other.setAttribute("aria-pressed", String(other === made)));
    });
    made.setAttribute("aria-label", `字号：${label}`);
    return made;
  });
  const care = button("关怀版", memory.get("care") === "on", () => {
    const on = memory.get("care") !== "on";
    memory.set("care", on ? "on" : "");
    apply("care", on ? "on" : "");
    care.setAttribute("aria-pressed", String(on));
  });
  const label = document.createElement("span");
  label.className = "toolbar__label";
  label.textContent = "字号";
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "阅读设置");
  place.append(label, ...sizes, care);
}

/** 北京时间的今天，年-月-日。 */
function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
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

apply("size", memory.get("size"));
apply("care", memory.get("care"));
const place = document.querySelector("[data-toolbar]");
if (place) toolbar(place);
markToday();
countDown();
reachTables();
