// Waits for news of the preview: reloads when the site was built again, says why when it could not be.
const version = new URL(document.currentScript.src).search.slice(1);
const LATER = 500;
let news;
let waiting;

const box = document.createElement("section");
box.className = "yugong-preview";
box.setAttribute("role", "status");
const title = box.appendChild(document.createElement("p"));
const text = box.appendChild(document.createElement("pre"));
text.tabIndex = 0;

function show(heading, words) {
  clearTimeout(waiting);
  if (!heading) {
    box.remove();
    return;
  }
  title.textContent = heading;
  text.textContent = words;
  text.hidden = !words;
  document.body.append(box);
}

function told(event) {
  const state = JSON.parse(event.data);
  if (state.version !== version) {
    stop();
    location.reload();
  } else if (state.busy) {
    clearTimeout(waiting);
    waiting = setTimeout(show, LATER, "正在生成预览……", "");
  } else {
    show(state.text && "这次的修改还没有显示出来", state.text);
  }
}

function start() {
  if (!news && document.visibilityState === "visible") {
    news = new EventSource("/_preview/news");
    news.addEventListener("message", told);
  }
}

// A browser keeps few connections to one server: pages that nobody looks at give theirs back.
function stop() {
  news?.close();
  news = undefined;
}

document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? start() : stop()));
addEventListener("pagehide", stop);
addEventListener("pageshow", start);
start();
