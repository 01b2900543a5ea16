// 断网时还能读：最新一期先存好，读过的页面随读随存。在线时页面总是取新的，撤下的稿件不会从这里再出来。

const KEPT = JSON.parse("__KEPT__");
const FIRST = "yugong-first-__VERSION__";
const READ = "yugong-read";
const MOST_READ = 80;
const OFFLINE = "/offline/";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FIRST).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("yugong-") && ![FIRST, READ].includes(name)).map((name) => caches.delete(name)));
  };
  event.waitUntil(old());
});

async function keep(request, answer) {
  const cache = await caches.open(READ);
  await cache.delete(request);
  await cache.put(request, answer);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_READ)).map((oldest) => cache.delete(oldest)));
}

/** 页面：先问网络；网络不通才用存下的。 */
async function page(request) {
  try {
    const answer = await fetch(request);
    const cache = await caches.open(READ);
    if (answer.ok) await keep(request, answer.clone());
    else if (answer.status === 404 || answer.status === 410) await cache.delete(request, { ignoreSearch: true });
    return answer;
  } catch {
    const options = { ignoreSearch: true };
    const read = await (await caches.open(READ)).match(request, options);
    return read ?? (await caches.match(request, options)) ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

/** 样式、脚本、照片：名字里带着内容的指纹，存下的就是对的。 */
async function file(request) {
  const found = await caches.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await keep(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (/^\/assets\/(css|js)\//u.test(url.pathname) || (request.destination === "image" && url.pathname.startsWith("/photos/"))) {
    event.respondWith(file(request));
  }
});
