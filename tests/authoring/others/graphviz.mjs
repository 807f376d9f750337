// node graphviz.mjs MAP.dot MAP.svg: what Graphviz draws, which complains where it cannot.
import { readFileSync, writeFileSync } from "node:fs";
import { instance } from "@viz-js/viz";

const viz = await instance();
writeFileSync(process.argv[3], viz.renderString(readFileSync(process.argv[2], "utf8"), { format: "svg" }));
