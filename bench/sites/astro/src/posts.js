import { getCollection } from "astro:content";

const SIZE = 20;
let known;

/** Every article, the newest first, with its address. */
export async function posts() {
  known ??= (await getCollection("news"))
    .map((entry) => ({ entry, ...entry.data, slug: entry.id.split("/").pop() }))
    .sort((a, b) => (a.slug < b.slug ? 1 : -1))
    .map((post) => ({ ...post, url: `/news/${post.year}/${post.slug}/` }));
  return known;
}

/** Every list: folder, name, title, articles. */
export async function lists() {
  const all = await posts();
  const found = [["news", "", "新闻", all]];
  for (const [folder, names] of [
    ["columns", (post) => [post.column]],
    ["districts", (post) => [post.district]],
    ["tags", (post) => post.labels],
    ["years", (post) => [String(post.year)]],
  ]) {
    const byName = new Map();
    for (const post of all) for (const name of names(post)) byName.set(name, [...(byName.get(name) ?? []), post]);
    for (const [name, some] of byName) found.push([folder, name, name, some]);
  }
  return found;
}

/** Every page of every list. */
export async function pages() {
  return (await lists()).flatMap(([folder, name, title, some]) => {
    const root = name ? `${folder}/${name}` : folder;
    const count = Math.ceil(some.length / SIZE);
    const at = (number) => (number === 1 ? root : `${root}/page/${number}`);
    return Array.from({ length: count }, (_, index) => ({
      path: at(index + 1),
      title,
      number: index + 1,
      count,
      previous: index ? `/${at(index)}/` : "",
      next: index + 1 < count ? `/${at(index + 2)}/` : "",
      posts: some.slice(index * SIZE, (index + 1) * SIZE),
    }));
  });
}
