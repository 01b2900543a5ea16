import { lists } from "../../posts.js";

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

export async function getStaticPaths() {
  return (await lists())
    .filter(([folder]) => ["news", "columns", "districts"].includes(folder))
    .map(([folder, name, title, posts]) => ({ params: { feed: `${folder}/${name || "all"}` }, props: { title, posts: posts.slice(0, 50) } }));
}

export function GET({ props }) {
  const items = props.posts.map(
    (post) => `<item><title>${escaped(post.title)}</title><link>https://bench.example${post.url}</link><description>${escaped(post.entry.rendered?.html ?? "")}</description></item>`,
  );
  return new Response(`<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>${escaped(props.title)}</title><link>https://bench.example/</link><description>渝工</description>${items.join("\n")}</channel></rss>`);
}
