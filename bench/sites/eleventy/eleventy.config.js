const SIZE = 20;

function lists(posts) {
  const found = [["news", "", "新闻", posts]];
  for (const [folder, names] of [
    ["columns", (post) => [post.data.column]],
    ["districts", (post) => [post.data.district]],
    ["tags", (post) => post.data.labels],
    ["years", (post) => [String(post.data.year)]],
  ]) {
    const byName = new Map();
    for (const post of posts) for (const name of names(post)) byName.set(name, [...(byName.get(name) ?? []), post]);
    for (const [name, some] of byName) found.push([folder, name, name, some]);
  }
  return found;
}

function pages(posts) {
  return lists(posts).flatMap(([folder, name, title, some]) => {
    const root = name ? `/${folder}/${name}/` : `/${folder}/`;
    const count = Math.ceil(some.length / SIZE);
    const at = (number) => (number === 1 ? root : `${root}page/${number}/`);
    return Array.from({ length: count }, (_, index) => ({
      title,
      number: index + 1,
      count,
      url: at(index + 1),
      previous: index ? at(index) : "",
      next: index + 1 < count ? at(index + 2) : "",
      posts: some.slice(index * SIZE, (index + 1) * SIZE),
    }));
  });
}

export default function (config) {
  const newest = (api) => api.getFilteredByGlob("content/news/**/*.md").sort((a, b) => (a.fileSlug < b.fileSlug ? 1 : -1));
  config.addCollection("news", newest);
  config.addCollection("pages", (api) => pages(newest(api)));
  config.addCollection("feeds", (api) =>
    lists(newest(api))
      .filter(([folder]) => ["news", "columns", "districts"].includes(folder))
      .map(([folder, name, title, posts]) => ({ url: `/feeds/${folder}/${name || "all"}.xml`, title, posts: posts.slice(0, 50) })),
  );
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("before", (posts, page) => posts[posts.findIndex((post) => post.url === page.url) + 1]);
  config.addFilter("after", (posts, page) => posts[posts.findIndex((post) => post.url === page.url) - 1]);
  config.setFrontMatterParsingOptions({});
  return { dir: { input: "content", includes: "../layouts", output: "output" } };
}
