// node read_twee.mjs STORY.twee ANSWER.json PAGE.html: what Twine's own tools read, and the story as a page that SugarCube plays.
import { readFileSync, writeFileSync } from "node:fs";
import { compileTwine2HTML, parseStoryFormat, parseTwee } from "extwee";
import { Story } from "twine-utils/dist/cjs/story.js";

const [twee, answer, page] = process.argv.slice(2);
const source = readFileSync(twee, "utf8");
const format = new URL("node_modules/extwee-with-formats/story-formats/sugarcube-2.31.1/format.js", import.meta.url);

const read = parseTwee(source);
const byExtwee = {
  title: read.name, ifid: read.IFID, start: read.start, format: read.format,
  script: read.storyJavaScript, style: read.storyStylesheet,
  places: Object.fromEntries(read.passages.map((each) => [each.name, each.metadata.position.split(",").map(Number)])),
  passages: Object.fromEntries(read.passages.map((each) => [each.name, [each.tags, each.text]])),
};
const { passages } = Story.fromTwee(source, 3);
const byTwineUtils = Object.fromEntries(passages.map(({ attributes, source: text }) => [attributes.name, [attributes.tags || [], text]]));

writeFileSync(answer, JSON.stringify({ byExtwee, byTwineUtils }));
writeFileSync(page, compileTwine2HTML(read, parseStoryFormat(readFileSync(format, "utf8"))));
