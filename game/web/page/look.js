// How the game looks, on screens or as text, and its letters; kept in this browser.
const KEY = "otherbank:/look";
const SMALLEST = 0.6, LARGEST = 2.5, STEP = 0.125;

export const look = { size: 1, wide: false, plain: false, asText: false, ...read() };
const watchers = [];

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

export function watchLook(watcher) {
  watchers.push(watcher);
  watcher(look);
}

export function changeLook(changes) {
  Object.assign(look, changes);
  localStorage.setItem(KEY, JSON.stringify(look));
  for (const watcher of watchers) watcher(look);
}

export function listenToLook(forget) {
  const $ = (id) => document.getElementById(id);
  const size = (by) => changeLook({ size: Math.min(LARGEST, Math.max(SMALLEST, look.size + by)) });
  $("look-open").addEventListener("click", () => $("look").showModal());
  $("smaller").addEventListener("click", () => size(-STEP));
  $("larger").addEventListener("click", () => size(STEP));
  for (const [id, name] of [["wide", "wide"], ["plain-letters", "plain"]]) {
    $(id).checked = look[name];
    $(id).addEventListener("change", () => changeLook({ [name]: $(id).checked }));
  }
  $("forget").addEventListener("click", () => {
    if (!confirm("Delete all games and settings that this browser keeps of The Other Bank?")) return;
    forget();
    location.reload();
  });
}
