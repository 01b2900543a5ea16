// eleventy-img on the same photos: node photos_eleventy.mjs FOLDER PHOTOS OUT FORMATS WIDTHS
// FOLDER is where @11ty/eleventy-img is installed. AVIF at effort 0, which is the encoder's fastest speed, as ours.
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, photos, out, formats, widths] = process.argv;
const require = createRequire(join(folder, "package.json"));
const { default: Image } = await import(pathToFileURL(require.resolve("@11ty/eleventy-img")));

await Promise.all(
  readdirSync(photos).filter((name) => name.endsWith(".jpg")).sort().map((name) =>
    Image(join(photos, name), {
      widths: widths.split(",").map(Number),
      formats: formats.split("+"),
      outputDir: out,
      urlPath: "/",
      useCache: false,
      sharpJpegOptions: { quality: 80, optimiseCoding: true },
      sharpAvifOptions: { quality: 60, effort: 0, chromaSubsampling: "4:2:0" },
    })
  )
);
