// node play_twee.js JOB ANSWER: reads Twee 3 strictly by its specification, and plays the part of SugarCube that the export
// writes, many journeys a second; test_twine.py plays a few of them in SugarCube itself.
const fs = require("fs");
const vm = require("vm");
const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));

function passagesOf(source) {
  const passages = new Map();
  if (!source.startsWith(":: ")) throw new Error("text before the first passage");
  for (const piece of source.split(/^::/m).slice(1)) {
    const [head, ...rest] = piece.split("\n");
    const match = /^ ([^[\]{}\\]+?)(?: \[([a-z ]+)\])?( \{.*\})?$/.exec(head);
    if (!match) throw new Error(`no header: ${head}`);
    if (match[3] && !/^\d+,\d+$/.test(JSON.parse(match[3]).position)) throw new Error(`no place: ${head}`);
    if (passages.has(match[1])) throw new Error(`a passage twice: ${match[1]}`);
    passages.set(match[1], { tags: match[2] || "", text: rest.join("\n").trimEnd() });
  }
  const about = JSON.parse(passages.get("StoryData").text);
  if (!/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/.test(about.ifid)) throw new Error("no IFID");
  if (!passages.has(about.start) || !passages.has("StoryTitle")) throw new Error("no start, or no title");
  for (const [, target] of source.matchAll(/\[\[([^\]]+)\]\]/g)) if (!passages.has(target)) throw new Error(`no ${target}`);
  return passages;
}

const TOKEN = /<<(\/?[a-z=]+)((?:"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'|(?!>>)[^])*?)>>/g;

function treeOf(text) {
  const root = { body: [] };
  const open = [root];
  let at = 0;
  const bare = text.replace(/\/\*[^]*?\*\//g, "");
  for (const token of bare.matchAll(TOKEN)) {
    const here = open[open.length - 1];
    const node = { name: token[1], rest: token[2].trim(), body: [] };
    here.body.push(bare.slice(at, token.index));
    at = token.index + token[0].length;
    if (token[1] === "/if") open.pop(), open.pop();
    else if (token[1] === "/link") open.pop();
    else if (token[1] === "elseif" || token[1] === "else") { open.pop(); open[open.length - 1].ways.push(node); open.push(node); }
    else if (token[1] === "if") { const fork = { name: "fork", ways: [node] }; here.body.push(fork); open.push(fork, node); }
    else { here.body.push(node); if (token[1] === "link") open.push(node); }
  }
  if (open.length !== 1) throw new Error("a macro is not closed");
  root.body.push(bare.slice(at));
  return root.body;
}

const decoded = (html) => html.replace(/<[^>]*>/g, "").replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));

function play({ source, journeys }) {
  const passages = passagesOf(source);
  const trees = new Map();
  return journeys.map((journey) => {
    const room = vm.createContext({ setup: {}, State: { variables: {} }, Config: { passages: {} }, TextEncoder });
    const run = (code) => vm.runInContext(code.replace(/\$(\w+)/g, "State.variables.$1"), room);
    let out, links, next;
    vm.runInContext(passages.get("Story JavaScript").text, room);
    const show = (nodes) => {
      for (const node of nodes) {
        if (typeof node === "string") out += node.replace(/\s*\n\s*/g, " ");
        else if (node.name === "fork") {
          const way = node.ways.find((each) => each.name === "else" || run(`!!(${each.rest})`));
          if (way) show(way.body);
        } else if (node.name === "set") run(node.rest.replace(/^(\S+) to /, "$1 = "));
        else if (node.name === "run") run(node.rest);
        else if (node.name === "=") out += run(node.rest);
        else if (node.name === "include") include(run(node.rest));
        else if (node.name === "goto") next = run(node.rest);
        else if (node.name === "link") {
          const say = run(node.rest.replace(/^`|`$/g, ""));
          links.push(node.body);
          out += `\u0001${say}`;
        }
      }
    };
    const include = (name) => {
      if (!passages.has(name)) throw new Error(`no passage ${name}`);
      if (!trees.has(name)) trees.set(name, treeOf(passages.get(name).text));
      show(trees.get(name));
    };
    const turn = (name) => { out = ""; links = []; include(name); };
    out = ""; links = [];
    include("StoryInit");
    room.State.variables.seed = journey.seed;
    for (const dial of journey.short) room.State.variables[dial] = true;
    turn(`traveller ${journey.traveller}`);
    show(links[0]);
    turn(next);
    return journey.choices.map((taken) => {
      const told = journey.marked ? out : out.replace(/<span class="mark">.*?<\/span>/g, "");
      const parts = [...told.matchAll(/<(p|h2|h3)( class="\w+")?>(.*?)<\/\1>/g)].map(([, tag, kind, inner]) => ({
        tag, apart: (kind || "").includes("apart"), locked: (kind || "").includes("locked"),
        link: inner.startsWith("\u0001"), text: decoded(inner.replace(/<\/?em>/g, "*").replace("\u0001", "")),
      }));
      if (taken >= 0) {
        const open = parts.filter((each) => each.link || each.locked);
        show(links[open.slice(0, taken).filter((each) => each.link).length]);
        turn(next);
      }
      return parts;
    });
  });
}

fs.writeFileSync(process.argv[3], JSON.stringify(job.stories.map(play)));
