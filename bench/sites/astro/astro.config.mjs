import { defineConfig } from "astro/config";

export default defineConfig({ site: "https://bench.example", outDir: "./output", compressHTML: false, markdown: { syntaxHighlight: false } });
