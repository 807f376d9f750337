// Fetches Python and the game, lays the browser's storage before them, and begins: on screens, or as text.
import { fetchAll } from "./coming.js";
import { forget, storageFolder } from "./storage.js";
import { changeLook, listenToLook, look } from "./look.js";

const asked = new URLSearchParams(location.search);
const code = asked.get("class"); // of the class that this page is a pupil's of; null: the game alone
const asText = asked.has("text") || (look.asText && !asked.has("screens"));
const KEPT = "/kept";
const PLACE = "otherbank-place";

async function begin() {
  if (asText !== look.asText) changeLook({ asText }); // as it was chosen last, wherever the address does not say
  listenToLook(forget);
  showOtherWay();
  const { pyodide, front } = await fetchAll(asText ? () => import("./text.js") : () => import("./screens.js"));
  pyodide.FS.mkdirTree(KEPT);
  pyodide.FS.mount(storageFolder(pyodide.FS), {}, KEPT);
  const game = pyodide.pyimport("game.web.browser.begin").Game();
  document.getElementById("coming").hidden = true;
  const place = await front.begin(game, sessionStorage.getItem(PLACE) ?? "", code);
  const remember = () => sessionStorage.setItem(PLACE, place());
  addEventListener("pagehide", remember);
  document.addEventListener("visibilitychange", remember);
}

function showOtherWay() {
  document.body.classList.toggle("as-text", asText);
  const link = document.getElementById("other");
  link.href = `?${code === null ? "" : `class=${encodeURIComponent(code)}&`}${asText ? "screens" : "text"}`;
  if (asText) link.textContent = "On screens";
  if (code !== null) {
    document.getElementById("kept-note").textContent =
      "Games are kept in this browser. The class that you are in is told your choices, under the name that it shows you.";
  }
}

addEventListener("unhandledrejection", ({ reason }) => giveUp(reason));
begin().catch(giveUp);

function giveUp(error) {
  console.error(error);
  document.getElementById("coming").hidden = false;
  document.getElementById("screens").hidden = true;
  document.getElementById("text").hidden = true;
  document.getElementById("coming-share").hidden = true;
  document.getElementById("coming-words").textContent = "The game cannot go on here.";
  document.getElementById("coming-note").textContent =
    `What was played is kept. Load the page again; if that does not help, another browser may. (${lastLine(error)})`;
}

const lastLine = (error) => String(error).trim().split("\n").pop();
