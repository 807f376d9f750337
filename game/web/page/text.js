// The game as text: headings, paragraphs and buttons that a screen reader, a large font or a translation can work on.
import { ask } from "./ask.js";
import { watchLook } from "./look.js";

export async function begin(game, place, code) {
  const home = document.getElementById("text");
  home.hidden = false;
  watchLook((look) => {
    document.documentElement.style.fontSize = `${100 * look.size}%`;
    document.body.classList.toggle("wide", look.wide);
  });
  const shown = (view) => show(home, JSON.parse(view), say);
  const reading = code === null ? game.text(place) : game.class_as_text(shown, ask, code);
  const say = (words) => shown(reading.do(words));
  addEventListener("keydown", (event) => {
    if (event.target.matches("input, dialog *") || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") home.querySelector('[data-do="leave"]')?.click();
    if (/^[1-9]$/.test(event.key)) home.querySelectorAll("#choices button")[event.key - 1]?.click();
  });
  shown(reading.view());
  return () => reading.place;
}

function show(home, view, say) {
  const heading = made("h2", view.heading || "The story goes on");
  heading.tabIndex = -1;
  const parts = [heading];
  if (view.notice) parts.unshift(made("p", view.notice, { id: "notice", role: "status" }));
  if (view.standing) parts.push(made("p", view.standing, { id: "where" }));
  parts.push(...view.paragraphs.map(paragraph));
  if (view.choices.length) parts.push(list("ol", "choices", view.choices, say));
  if (view.field) parts.push(field(view.field, say));
  parts.push(list("ul", "more", view.more, say));
  home.replaceChildren(...parts);
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

function paragraph(words) {
  if (words.startsWith("# ")) return made("h3", words.slice(2));
  return made("p", words.trim(), words.startsWith("  ") ? { class: "apart" } : {});
}

function list(kind, id, buttons, say) {
  const items = buttons.map(({ do: words, say: label, locked }) => {
    const button = made("button", label, { type: "button", "data-do": words });
    button.addEventListener("click", () => locked || say(words));
    const item = made("li");
    item.append(button);
    if (locked) {
      button.setAttribute("aria-disabled", "true");
      item.append(made("span", ` Not now: ${locked}`));
    }
    return item;
  });
  const all = made(kind, "", { id, "aria-label": id === "choices" ? "Choices" : "More" });
  all.append(...items);
  return all;
}

function field({ do: what, say: label, press, longest }, say) {
  const form = made("form", "", { id: "keep" });
  const input = made("input", "", { name: "name", maxlength: longest, autocomplete: "off" });
  const words = made("label", `${label} `);
  words.append(input);
  form.append(words, made("button", press));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(`${what} ${input.value}`);
  });
  return form;
}

function made(kind, words = "", attributes = {}) {
  const element = document.createElement(kind);
  element.textContent = words;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
