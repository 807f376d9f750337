// The page: shows the game, sends choices back.
"use strict";

const $ = (id) => document.getElementById(id);
const json = (id) => JSON.parse($(id).textContent);
const data = json("data-json");
const game = new Game(inkjs.Story, $("story-json").textContent, data);
const KEPT = `otherbank:${data.about.id}`;

/** What this browser keeps, where it lets anything be kept. */
const kept = {
  get(name, otherwise) {
    try { return JSON.parse(localStorage.getItem(`${KEPT}:${name}`)) ?? otherwise; } catch { return otherwise; }
  },
  set(name, value) {
    try { localStorage.setItem(`${KEPT}:${name}`, JSON.stringify(value)); } catch { /* a private window keeps nothing */ }
  },
};
const settings = kept.get("settings", { theme: "", face: "", large: false, marks: false, short: [] });

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((each) => each != null));
  return made;
}

/** A line as it is read: emphasis, and marks that show their source. */
function spans(text, within = "") {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    parts.push(...emphasis(text.slice(at, match.index)));
    const names = match[1].split(",").map((name) => name.trim());
    parts.push(within === "button" ? element("span", { class: "mark" }, match[1])
      : element("button", { class: "mark", type: "button", "aria-label": _("Source: {names}", { names: match[1] }), onclick: () => sources(names) }, match[1]));
    at = match.index + match[0].length;
  }
  return [...parts, ...emphasis(text.slice(at))];
}

function emphasis(text) {
  return text.split(/\*(?=\S)([^*\n]*[^*\s])\*/).map((part, n) => (n % 2 ? element("em", {}, part) : part)).filter(Boolean);
}

const plain = (text) => text.replace(MARK, "").replace(/\*(?=\S)([^*\n]*[^*\s])\*/g, "$1");

function paragraphs(lines) {
  const made = [];
  for (const { text, heading } of lines) {
    const last = made[made.length - 1];
    if (heading) made.push(element("h3", {}, text.replace(/[.:]$/, "")));
    else if (!text.startsWith("> ")) made.push(element("p", {}, ...spans(text)));
    else if (last && last.className === "apart") last.append(element("p", {}, ...spans(text.slice(2))));
    else made.push(element("blockquote", { class: "apart" }, element("p", {}, ...spans(text.slice(2)))));
  }
  return made;
}

const prose = (text) => paragraphs(text.split(/\n\s*\n/).filter((part) => part.trim()).map((part) => ({ text: part.trim().replace(/\s*\n\s*/g, " ") })));

function only(id) {
  for (const each of ["start", "play", "stopped"]) $(each).hidden = each !== id;
  $("tools").hidden = id !== "play";
  $("leave").hidden = id === "stopped";
}

function say(words) { $("status").textContent = ""; setTimeout(() => { $("status").textContent = words; }, 50); }

function start() {
  const { about } = data;
  const seed = element("input", { type: "text", id: "seed", inputmode: "numeric", placeholder: _("any"), value: asked.get("seed") });
  const who = data.travellers.map((each, n) => element("label", { class: "who" },
    element("input", { type: "radio", name: "traveller", value: each.id, checked: asked.get("traveller") ? each.id === asked.get("traveller") : n === 0 }),
    element("span", {}, element("strong", {}, each.name), each.invented ? element("em", { class: "soft" }, _("An invented person, made from several who were reported.")) : null, ...prose(each.card))));
  const saved = kept.get("playthrough", "");
  $("start").replaceChildren(
    element("h1", { id: "story-title" }, about.title),
    ...prose(about.about),
    element("aside", { class: "note", "aria-label": _("Before you begin") }, ...prose(about.content), ...prose(about.invented),
      element("p", {}, _("You can stop at any moment with the button at the top."), data.dials.length ? [" ", element("button", { type: "button", onclick: showSettings }, _("What may be told in short"))] : null)),
    ...(saved ? [element("p", {}, element("button", { class: "begin", type: "button", onclick: () => open(saved) }, _("Go on where I was")))] : []),
    element("form", { onsubmit: (event) => { event.preventDefault(); begin(new FormData(event.target).get("traveller"), seed.value.trim()); } },
      element("fieldset", {}, element("legend", {}, _("Whose road?")), ...who),
      element("p", {}, element("label", {}, _("Number of the luck"), " ", seed), " ", element("span", { class: "soft" }, _("The same number and the same choices are the same journey."))),
      element("button", { class: "begin" }, _("Set out"))),
    element("p", { class: "soft" }, [about.by, about.licence].filter(Boolean).join(" · ")));
  $("standing").textContent = about.title;
  only("start");
}

function begin(traveller, seed) {
  const number = /^\d{1,10}$/.test(seed) && Number(seed) < 4294967296 ? Number(seed) : 1 + Math.floor(Math.random() * 99999);
  game.begin(traveller, number, settings.short);
  show();
}

function open(text) {
  const found = read(text, data);
  if (!found) return say(_("That is no playthrough of this story."));
  game.begin(found.traveller, found.seed, settings.short, found.moves);
  show();
  if (game.moves.length < found.moves.length) say(_("The story has changed since: {some} of {all} choices still stand.", { some: game.moves.length, all: found.moves.length }));
  return true;
}

function show() {
  const { passage } = game;
  $("told").replaceChildren(
    ...(passage.ledBy ? [element("p", { class: "led" }, element("span", { class: "unseen" }, _("You: {choice}", { choice: "" })), ...spans(passage.ledBy))] : []),
    ...(passage.title ? [element("h2", {}, passage.title)] : []),
    ...paragraphs(passage.lines),
    ...(passage.ask.length ? [element("aside", { class: "note" }, element("p", {}, _("Stop here, and talk.")), element("ul", {}, ...passage.ask.map((each) => element("li", {}, each))))] : []),
    ...(passage.ending ? ending(passage) : []));
  $("choices").replaceChildren(...passage.options.map((option, n) => element("li", {},
    element("button", { type: "button", "data-number": n + 1, "aria-disabled": option.locked ? "true" : null, onclick: () => choose(n) }, ...spans(option.say, "button")))));
  $("standing").textContent = standing();
  kept.set("playthrough", game.saved());
  only("play");
  if (!$("panel").open) $("told").focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function choose(number) {
  const option = game.passage.options[number];
  if (!option) return;
  if (option.locked) say(plain(option.say));
  else if (game.choose({ scene: game.passage.scene, choice: option.id })) show();
}

function undo() {
  if (game.undo()) { show(); say(_("You take that back.")); } else say(_("There is nothing to take back."));
}

function shown(name) {
  const variable = data.variables[name], value = game.value(name);
  if (variable.kind === "bool") return value ? _("yes") : _("no");
  return variable.labels ? variable.labels[value] : `${value} ${variable.unit || ""}`.trim();
}

function standing() {
  const { passage, tick } = game;
  const hours = (each) => Math.floor(((each.tick - tick) * data.clock.tickMinutes) / 60);
  const next = data.deadlines.filter((each) => each.known <= tick && hours(each) > 0 && (!each.travellers.length || each.travellers.includes(game.traveller)))
    .sort((a, b) => a.tick - b.tick)[0];
  return [
    moment(data.clock, passage.tick, passage.hour), passage.place,
    ...Object.entries(data.variables).filter(([, each]) => each.on_screen).map(([name, each]) => `${each.meaning.toLowerCase()}: ${shown(name)}`),
    next && _("{what} in {span}", { what: next.name, span: span(hours(next)) }),
  ].filter(Boolean).join("; ");
}

function ending(passage) {
  return [
    ...paragraphs(passage.debrief),
    element("h3", {}, _("Your playthrough")),
    element("p", { class: "soft" }, _("This is the whole of it: copy it to hand it in, to go on elsewhere, or to open it in the terminal’s game.")),
    code(),
    element("p", {}, element("button", { class: "begin", type: "button", onclick: start }, _("Another road"))),
    element("h3", {}, _("What was reported, as you met it")), factList(game.facts()),
  ];
}

function code() {
  const area = element("textarea", { readonly: true, "aria-label": _("Playthrough") });
  area.value = game.saved();
  const copy = element("button", { type: "button", onclick: async () => {
    area.select();
    try { await navigator.clipboard.writeText(area.value); } catch { document.execCommand("copy"); }
    say(_("Copied"));
    copy.textContent = _("Copied");
  } }, _("Copy"));
  return element("div", {}, area, element("p", {}, copy));
}

function fact(name) {
  const what = data.facts[name];
  const caution = what.note ? ` ${what.confidence === "estimate" ? what.note : _("Caution: {note}", { note: what.note })}` : "";
  const by = what.confidence === "estimate" ? [_("The authors’ estimate, which nobody reported.")] : [
    `${what.by ? `${what.by}; ` : ""}`,
    ...what.sources.flatMap((source, n) => [n ? "; " : "", source.url ? element("a", { href: source.url, rel: "noreferrer noopener", target: "_blank" }, source.cited) : source.cited]),
    `; ${what.sure}.`];
  return element("li", {}, `[${name}] ${what.claim} `, element("span", { class: "soft" }, ...by, caution));
}

const factList = (names) => element("ul", {}, ...names.filter((name) => data.facts[name]).map(fact));

function panel(title, ...body) {
  $("panel-title").textContent = title;
  $("panel-body").replaceChildren(...body);
  if (!$("panel").open) $("panel").showModal();
}

function sources(names) {
  const inferred = names.some((name) => name.startsWith("~"));
  panel(inferred ? _("Inferred from what was reported") : _("Reported"), factList(names.map((name) => name.replace("~", ""))));
}

const showJournal = () => panel(_("Facts met so far: {count}.", { count: game.facts().length }), factList(game.facts()));

function showPapers() {
  const list = element("dl");
  const group = (heading, entries) => entries.length && list.append(element("dt", {}, heading), ...entries.map((each) => element("dd", {}, each)));
  const headed = Object.entries(data.variables).filter(([name, each]) => each.heading && (each.kind === "int" || game.value(name)));
  for (const heading of new Set(headed.map(([, each]) => each.heading)))
    group(heading, headed.filter(([, each]) => each.heading === heading).map(([name, each]) => each.meaning + (each.kind === "bool" ? "" : `: ${shown(name)}`)));
  const claims = Object.entries(data.variables).filter(([name, each]) => each.topic && game.value(name));
  group(_("What you have told guards"), claims.length ? claims.map(([name, each]) => `${each.meaning}: ${shown(name)}`) : [_("Nothing yet.")]);
  panel(_("Papers and belongings"), list);
}

function showNews() {
  const news = data.news.filter((each) => each.tick <= game.tick).reverse();
  panel(_("News"), ...(news.length ? news.map((each) => element("div", {}, element("p", { class: "soft" }, `${moment(data.clock, each.tick)}, ${each.outlet}`), ...prose(each.text))) : [_("No news yet.")]));
}

const soFar = () => game.passages.flatMap((passage) => [
  ...(passage.ledBy ? [element("p", { class: "led" }, _("You: {choice}", { choice: plain(passage.ledBy) }))] : []), ...(passage.title ? [element("h3", {}, passage.title)] : []),
  ...paragraphs(passage.lines), ...paragraphs(passage.debrief)]);

const showSoFar = () => panel(_("The story so far"), ...soFar());

function showSettings() {
  const pick = (name, label, options) => element("label", {}, label, element("select", { onchange: (event) => { settings[name] = event.target.value; apply(); } },
    ...options.map(([value, words]) => element("option", { value, selected: settings[name] === value }, words))));
  const tick = (label, checked, change) => element("label", {}, element("input", { type: "checkbox", checked, onchange: (event) => { change(event.target.checked); apply(); } }), ` ${label}`);
  const turn = (id, down) => { settings.short = settings.short.filter((each) => each !== id).concat(down ? [id] : []); };
  const area = element("textarea", { "aria-label": _("A playthrough to open") });
  panel(_("Settings"), element("div", { class: "settings" },
    pick("theme", _("Colours"), [["", _("as the device has them")], ["light", _("light")], ["dark", _("dark")]]),
    pick("face", _("Letters"), [["", _("a book’s")], ["plain", _("without serifs")], ["easy", _("far apart, for easier reading")]]),
    tick(_("Larger"), settings.large, (on) => { settings.large = on; }),
    tick(_("Show what was reported, as marks in the text"), settings.marks, (on) => { settings.marks = on; }),
    ...(data.dials.length ? [element("h3", {}, _("Told in short")),
      element("p", {}, element("button", { type: "button", onclick: () => { settings.short = data.dials.filter((dial) => dial.mild).map((dial) => dial.id); apply(); showSettings(); } }, _("The mild setting"))),
      ...data.dials.map((dial) => tick(dial.name, settings.short.includes(dial.id), (on) => turn(dial.id, on)))] : []),
    element("h3", {}, _("Open a playthrough")), area,
    element("p", {}, element("button", { type: "button", onclick: () => { if (open(area.value)) $("panel").close(); } }, _("Open"))),
    ...(game.traveller ? [element("h3", {}, _("This playthrough")), code(), element("p", {}, element("button", { type: "button", onclick: () => { $("panel").close(); start(); } }, _("Begin again")))] : [])));
}

function apply() {
  const root = document.documentElement;
  root.dataset.theme = settings.theme;
  root.dataset.face = settings.face;
  root.toggleAttribute("data-large", settings.large);
  document.body.classList.toggle("marked", settings.marks);
  kept.set("settings", settings);
  const button = document.querySelector("#tools [aria-pressed]");
  if (button) button.setAttribute("aria-pressed", settings.marks);
  if (game.traveller && game.short.join() !== settings.short.join()) {
    game.begin(game.traveller, game.seed, [...settings.short], [...game.moves]);
    if (!$("play").hidden) show();
  }
}

function marks() { settings.marks = !settings.marks; apply(); say(settings.marks ? _("Marks are shown: [S…] was reported, [~…] is inferred.") : _("Marks are hidden.")); }

const TOOLS = [[_("Journal"), "j", showJournal], [_("Papers"), "p", showPapers], [_("News"), "n", showNews], [_("So far"), "b", showSoFar],
  [_("Marks"), "r", marks], [_("Take back"), "u", undo], [_("Settings"), "o", showSettings]];
$("tools").append(...TOOLS.map(([name, key, act]) => element("button", { type: "button", title: _("Key: {key}", { key }), "aria-keyshortcuts": key, "aria-pressed": act === marks ? "false" : null, onclick: act }, name)));

function leave() {
  if ($("panel").open) $("panel").close();
  only("stopped");
  $("standing").textContent = "";
  $("stopped").focus();
}

$("leave").addEventListener("click", leave);
$("go-on").addEventListener("click", () => (game.traveller ? show() : start()));
$("to-start").addEventListener("click", start);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || $("panel").open || $("play").hidden || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const tool = TOOLS.find(([, key]) => key === event.key);
  if (/^[1-9]$/.test(event.key)) choose(Number(event.key) - 1);
  else if (tool) tool[2]();
  else if (event.key === "Escape") leave();
});
window.addEventListener("beforeprint", () => {
  $("print").replaceChildren(element("h1", {}, data.about.title), ...(game.traveller ? [...soFar(), element("h2", {}, _("Facts met")), factList(game.facts())] : []));
});

const asked = new URLSearchParams(location.hash.slice(1));
apply();
start();
if (asked.has("traveller") && asked.has("seed") && data.travellers.some((each) => each.id === asked.get("traveller"))) begin(asked.get("traveller"), asked.get("seed"));
