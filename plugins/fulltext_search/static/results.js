// Results as elements: made node by node, so that no text can become markup.

import { made } from "./elements.js";
import { TITLE_HAS } from "./closeness.js";
import { directiveOf, excerptOf, snippetOf } from "./snippets.js";

const MOST_EVENTS = 4;
const MOST_PHOTOS = 6;

function marked(parts) {
  return parts.map(([text, isMark]) => (isMark ? made("mark", "", text) : text.replace(/\n/g, " ")));
}

export function dayInChinese(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

export function addressWithin(site, url) {
  return new URL(url.replace(/^\/+/, ""), site);
}

/** One result: the page first, then what it is, then the passage that has the words. */
export function resultItem({ record, tier, needles }, site) {
  const [title] = record.passages;
  const passage = excerptOf(needles, record.passages);
  const address = addressWithin(site, record.url);
  const elsewhere = tier < TITLE_HAS && needles.length > 0;
  if (elsewhere && passage.anchor) address.hash = passage.anchor;
  const link = made("a", "result-title");
  link.href = address.href;
  link.append(...marked(snippetOf(title, needles, title.given.length, title.given.length)));
  const directive = elsewhere ? directiveOf(passage, needles) : "";
  if (directive) link.dataset.directive = directive;
  const facts = made("p", "result-meta");
  const day = made("time", "", dayInChinese(record.day));
  day.dateTime = record.day;
  facts.append(day, ...(record.labels ?? []).flatMap((label) => [" ", made("span", "result-label", label)]));
  const item = made("li", "result");
  item.append(link, facts);
  if (passage !== title) {
    const snippet = made("p", "result-snippet");
    snippet.append(...marked(snippetOf(passage, needles)));
    item.append(snippet);
  }
  return item;
}

/** The link leads to the phrase as well; the phrase joins the address when the link is used, so that it stays plain. */
export function leadToPhrase(event) {
  const link = event.target.closest?.("a[data-directive]");
  if (!link) return;
  const [plain, anchor = ""] = link.href.split("#");
  link.href = `${plain}#${anchor.split(":~:")[0]}${link.dataset.directive}`;
}

/** People, events and photos of the documents found that hold the needles themselves: {people, events, photos}. */
export function kindsIn(hits) {
  const people = new Map();
  const events = new Map();
  const photos = new Map();
  for (const { record, needles } of hits) {
    const { normalise } = record;
    const holds = (text) => needles.length > 0 && needles.every((needle) => normalise(text).text.includes(needle));
    const asks = (name) => needles.some((needle) => needle.includes(normalise(name).text) || (needle.length > 1 && normalise(name).text.includes(needle)));
    for (const [name, url] of record.people ?? []) if (asks(name)) people.set(url, { name, url });
    for (const [name, day, place, url] of record.events ?? []) if (holds(`${name} ${place}`)) events.set(url + name, { name, day, place, url });
    for (const [caption, source, alt, url] of record.photos ?? []) {
      // The same photo may stand in several articles: its own place tells more than a page that shows it somewhere.
      if (holds(`${caption} ${alt}`) && !(photos.get(source)?.own)) photos.set(source, { caption, source, alt, url, own: url !== record.url });
    }
  }
  return {
    people: [...people.values()],
    events: [...events.values()].sort((a, b) => (a.day < b.day ? 1 : -1)).slice(0, MOST_EVENTS),
    photos: [...photos.values()].slice(0, MOST_PHOTOS),
  };
}

/** Items of the lists of people, of events, of photos. */
export function personItem({ name, url }, site) {
  const item = made("li");
  const link = made("a", "search-person", name);
  link.href = addressWithin(site, url).href;
  item.append(link);
  return item;
}

export function eventItem({ name, day, place, url }, site) {
  const item = made("li");
  const link = made("a", "search-event", name);
  link.href = addressWithin(site, url).href;
  const when = made("time", "", dayInChinese(day));
  when.dateTime = day;
  item.append(when, " ", link, place ? ` ${place}` : "");
  return item;
}

export function photoItem({ caption, source, alt, url }, site) {
  const item = made("li");
  const link = made("a", "search-photo");
  link.href = addressWithin(site, url).href;
  const image = made("img");
  image.src = addressWithin(site, source).href;
  image.alt = "";
  image.loading = "lazy";
  image.addEventListener("error", () => image.remove());
  link.append(image, made("span", "", caption || alt));
  item.append(link);
  return item;
}
