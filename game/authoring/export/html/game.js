// The game behind the page: a traveller, a seed and a list of choices, played in ink. It touches no screen.
"use strict";

/** In the language that the page was made in; WORDS stands before this, by the English text. */
function _(text, values = {}) { return filled(WORDS[text] ?? text, values); }

function ngettext(one, many, count) {
  const forms = WORDS[one];
  return filled(forms ? forms[count < forms.length ? count : 100 + (count % 100)] : count === 1 ? one : many, { count });
}

function filled(text, values) { return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place); }

const MARK = /[ \t]?\[(~?[A-Z]\d+[a-z]?(?:,\s*~?[A-Z]\d+[a-z]?)*)\]/g;

const mix = (h) => {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

/** The keyed luck of the terminal's game: a number in 0 .. total - 1. */
const draw = (seed, deck, visit, total) =>
  Math.floor(((mix(mix(deck ^ mix(seed)) ^ mix(visit)) >>> 0) * total) / 4294967296);

class Game {
  constructor(Story, compiled, data) {
    this.data = data;
    this.story = new Story(compiled);
    this.seed = 0;
    this.errors = [];
    this.story.onError = (message) => this.errors.push(message);
    if (data.draws)
      this.story.BindExternalFunction("draw", (deck, visit, total) => draw(this.seed, deck, visit, total), true);
  }

  /** Begins anew, and makes choices again as far as they stand. `short`: the dials that are turned down. */
  begin(traveller, seed, short = [], moves = []) {
    Object.assign(this, { traveller, seed, short, moves: [], passages: [], errors: [] });
    const who = this.data.travellers.find((each) => each.id === traveller);
    this.story.ResetState();
    this.story.variablesState.seed = seed | 0;
    this.story.variablesState.marks = true;
    for (const dial of this.data.dials) this.story.variablesState[dial.variable] = short.includes(dial.id);
    this.story.ChoosePathString(who.begins);
    this.tell("");
    for (const move of moves) if (!this.choose(move)) break;
    return this;
  }

  get passage() {
    return this.passages[this.passages.length - 1];
  }

  get tick() {
    return this.value("clock");
  }

  value(name) {
    return Number(this.story.variablesState[this.data.variables[name].ink]);
  }

  /** Makes a choice, given by its scene and id; says whether it is open here. */
  choose({ scene, choice }) {
    const option = this.passage.options.find((each) => each.id === choice && !each.locked);
    if (!option || scene !== this.passage.scene) return false;
    this.moves.push({ scene, choice });
    this.story.ChooseChoiceIndex(option.index);
    this.tell(option.say);
    return true;
  }

  undo() {
    if (!this.moves.length) return false;
    this.begin(this.traveller, this.seed, this.short, this.moves.slice(0, -1));
    return true;
  }

  tell(ledBy) {
    const before = this.passages.length ? this.passage : {};
    const passage = { ledBy, lines: [], debrief: [], facts: [], ask: [], place: before.place, title: "", hour: "" };
    let debriefs = false;
    this.passages.push(passage);
    while (this.story.canContinue) {
      const text = this.story.Continue().trim();
      const tags = this.story.currentTags || [];
      for (const tag of tags) this.note(passage, tag);
      const heading = tags.includes("heading");
      debriefs = debriefs || heading;
      if (text) (debriefs ? passage.debrief : passage.lines).push({ text, heading });
      if (!debriefs) passage.facts.push(...marked(text));
    }
    passage.facts = [...new Set(passage.facts)];
    passage.tick = this.tick;
    passage.options = this.story.currentChoices.map((each) => this.option(passage, each));
  }

  note(passage, tag) {
    const [, name, value] = /^(\w+): (.*)$/.exec(tag) || [tag, tag, ""];
    if (name === "scene") Object.assign(passage, { scene: value, hour: "" });
    else if (name === "facts") passage.facts.push(...value.split(", "));
    else if (name === "ask") passage.ask.push(value);
    else if (["place", "title", "hour", "ending", "group"].includes(name)) passage[name] = value;
  }

  option(passage, choice) {
    const number = Number(choice.targetPath.lastComponent.name.replace("c-", "")); // as ink counts a knot's choices
    const locked = (choice.tags || []).includes("UNCLICKABLE");
    return { id: this.data.choices[passage.scene][number], index: choice.index, say: choice.text, locked };
  }

  /** The ids of the facts met so far, in order. */
  facts() {
    return [...new Set(this.passages.flatMap((passage) => passage.facts))];
  }

  /** The playthrough as the file that the terminal's game reads. */
  saved() {
    const moves = this.moves.map(({ scene, choice }) => `  - ${scene}: ${choice}`);
    return [
      "playthrough: 1",
      `story: ${this.data.about.id}`,
      `traveller: ${this.traveller}`,
      `seed: ${this.seed}`,
      ...(moves.length ? ["choices:", ...moves] : ["choices: []"]),
      "...",
      "",
    ].join("\n");
  }
}

/** Reads a playthrough file; null where the text is none of this story. */
function read(text, data) {
  const field = (name) => (new RegExp(`^${name}: *(\\S+) *$`, "m").exec(text) || [])[1];
  const seed = Number(field("seed"));
  const traveller = data.travellers.find((each) => each.id === field("traveller"));
  if (field("story") !== data.about.id || !traveller || !(seed >= 0 && seed < 4294967296)) return null;
  const moves = [...text.matchAll(/^ *- +(\S+): +(\S+) *$/gm)].map(([, scene, choice]) => ({ scene, choice }));
  return { traveller: traveller.id, seed, moves };
}

/** The facts that a text is marked with. */
function marked(text) {
  return [...text.matchAll(MARK)].flatMap(([, names]) => names.split(",").map((name) => name.trim().replace("~", "")));
}

const DAYS = [_("Sunday"), _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday")];
const MONTHS = [_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
  _("September"), _("October"), _("November"), _("December")];

/** `Wednesday 21 September, dawn`, as the terminal's game says it. */
function moment(clock, tick, hour) {
  const day = new Date(Date.parse(`${clock.start.replace(" ", "T")}:00Z`) + tick * clock.tickMinutes * 60000);
  const name = clock.names[tick % clock.names.length];
  const named = { weekday: DAYS[day.getUTCDay()], day: day.getUTCDate(), month: MONTHS[day.getUTCMonth()] };
  const date = _("{weekday} {day} {month}", named);
  return `${date}, ${hour || name || day.toISOString().slice(11, 16)}`;
}

/** `3 days 6 hours`. */
function span(hours) {
  const days = Math.floor(hours / 24), rest = hours % 24;
  const parts = [days && ngettext("{count} day", "{count} days", days), rest && ngettext("{count} hour", "{count} hours", rest)];
  return parts.filter(Boolean).join(" ") || _("no time");
}

if (typeof module !== "undefined") module.exports = { Game, read, draw, moment };
