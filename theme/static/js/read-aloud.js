// 朗读：把题目和正文一段一段交给浏览器自己的语音，读到哪里就标出哪里；不用任何外面的服务。

const LONGEST = 160; // 有的浏览器念不完很长的一段
const BLOCKS = "h1, .subtitle, .kicker, .prose :is(h2, h3, h4, p, li, td, th, blockquote p), .caption__text";
let left = [];
let here = null;
let running = 0;

function pieces(text) {
  const found = [];
  for (const sentence of text.match(/[^。！？；\n]+[。！？；]?/gu) ?? []) {
    const last = found.at(-1);
    if (last !== undefined && last.length + sentence.length <= LONGEST) found[found.length - 1] = last + sentence;
    else found.push(sentence);
  }
  return found;
}

function toRead() {
  const place = document.querySelector("main .story") ?? document.querySelector("main");
  const blocks = [...place.querySelectorAll(BLOCKS)].filter((block) => block.checkVisibility());
  const chosen = blocks.length > 1 ? blocks : [place];
  return chosen.flatMap((block) => pieces(block.innerText.trim()).map((text) => ({ block, text })));
}

function mark(block) {
  here?.classList.remove("being-read");
  here = block;
  if (!block) return;
  block.classList.add("being-read");
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  block.scrollIntoView({ block: "nearest", behavior: quiet ? "auto" : "smooth" });
}

function show(button, on) {
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? "停止" : "朗读";
}

function stop(button) {
  running += 1;
  left = [];
  speechSynthesis.cancel();
  mark(null);
  show(button, false);
}

function next(button, turn) {
  if (turn !== running) return;
  const piece = left.shift();
  if (!piece) {
    stop(button);
    return;
  }
  if (piece.block !== here) mark(piece.block);
  const words = new SpeechSynthesisUtterance(piece.text);
  words.lang = "zh-CN";
  words.voice = speechSynthesis.getVoices().find((voice) => /^zh[-_]CN/u.test(voice.lang)) ?? null;
  words.addEventListener("end", () => next(button, turn));
  words.addEventListener("error", () => turn === running && stop(button));
  speechSynthesis.speak(words);
}

/** 开始读；正在读就停下。 */
export function toggle(button) {
  if (button.getAttribute("aria-pressed") === "true") {
    stop(button);
    return;
  }
  speechSynthesis.cancel();
  running += 1;
  left = toRead();
  show(button, true);
  next(button, running);
}

addEventListener("pagehide", () => speechSynthesis.cancel());
