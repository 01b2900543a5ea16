import { posts } from "../posts.js";

export async function GET() {
  const urls = (await posts()).map((post) => `<url><loc>https://bench.example${post.url}</loc></url>`);
  return new Response(`<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("")}</urlset>`);
}
