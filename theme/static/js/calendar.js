// 哪些活动过了、哪些还没到，由读者打开页面的那一天来定。没有脚本，日期照样写在每一项旁边。

/** 北京时间的今天（没有夏令时，加八小时就是），年-月-日；这样写的日子可以直接比先后。 */
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const isOver = (row) => row.dataset.until.slice(0, 10) < today;

function daysUntil(day) {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}

function note(row, words) {
  const made = document.createElement("span");
  made.className = "event__when";
  made.textContent = words;
  row.querySelector(".event__facts")?.prepend(made, " ");
}

/** 近期的活动：过了的收起，后面的补上来；都过了，就照原样列着，说明是最近的。 */
function settleComing() {
  for (const list of document.querySelectorAll("[data-coming]")) {
    const rows = [...list.children];
    const left = rows.filter((row) => !isOver(row));
    if (!left.length) {
      const none = list.parentElement.querySelector(".coming__none");
      if (none) none.hidden = false;
      continue;
    }
    const shown = new Set(left.slice(0, Number(list.dataset.coming)));
    for (const row of rows) row.hidden = !shown.has(row);
  }
}

/** 列表里过了的标“已结束”，今天的标“今天”。 */
function markPast() {
  for (const row of document.querySelectorAll("[data-agenda] > [data-until]")) {
    if (isOver(row)) {
      row.classList.add("event--past");
      note(row, "已结束");
    } else if (row.querySelector("time")?.dateTime.slice(0, 10) <= today) {
      note(row, "今天");
    }
  }
}

/** 一项活动的页面：已结束，今天，还有几天。 */
function countDown() {
  const place = document.querySelector(".happening__when");
  const start = document.querySelector(".happening .record time")?.dateTime.slice(0, 10);
  if (!place || !start) return;
  const days = daysUntil(start);
  place.textContent = isOver(place) ? "已结束" : days > 0 ? `还有${days}天` : days === 0 ? "今天" : "进行中";
}

settleComing();
markPast();
countDown();
