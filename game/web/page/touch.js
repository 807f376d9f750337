// Fingers: a tap is a click, a drag turns the page, and the keys that a phone has not are buttons.
const KEYS = [
  ["Menu", "\x1b", "Escape"], ["↑", "\x1b[A", "Up"], ["↓", "\x1b[B", "Down"], ["Enter", "\r", "Enter"],
  ["Page", " ", "Read on"], ["Undo", "u", "Take back the last choice"], ["?", "?", "Help"],
];
const WHEEL_UP = 64, WHEEL_DOWN = 65;
const STILL = 12; // pixels within which a finger has not moved

export const touched = () => matchMedia("(pointer: coarse)").matches;

export function listenToTouch(home, terminal, type, keys) {
  if (!touched()) return;
  document.body.classList.add("touched");
  for (const [label, data, name] of KEYS) addKey(keys, label, name, () => type(data));
  addKey(keys, "abc", "Keyboard", () => openKeyboard(terminal));
  terminal.textarea.inputMode = "none"; // a tap on a choice opens no keyboard

  let start = null;
  home.addEventListener("touchstart", (event) => {
    event.preventDefault();
    const { clientX: x, clientY: y } = event.touches[0];
    start = { x, y, turned: y };
  }, { passive: false });
  home.addEventListener("touchmove", (event) => {
    event.preventDefault();
    const { clientX: x, clientY: y } = event.touches[0];
    const step = cell(terminal).height;
    for (; start && Math.abs(y - start.turned) >= step; start.turned += Math.sign(y - start.turned) * step) {
      mouse(type, y > start.turned ? WHEEL_UP : WHEEL_DOWN, at(terminal, x, y), "M");
    }
  }, { passive: false });
  home.addEventListener("touchend", (event) => {
    event.preventDefault();
    const { clientX: x, clientY: y } = event.changedTouches[0];
    if (start && Math.hypot(x - start.x, y - start.y) < STILL) {
      const where = at(terminal, x, y);
      mouse(type, 0, where, "M");
      mouse(type, 0, where, "m");
    }
    start = null;
  }, { passive: false });
}

function mouse(type, button, [column, row], end) {
  type(`\x1b[<${button};${column};${row}${end}`);
}

function cell(terminal) {
  const screen = terminal.element.querySelector(".xterm-screen").getBoundingClientRect();
  return { screen, width: screen.width / terminal.cols, height: screen.height / terminal.rows };
}

function at(terminal, x, y) {
  const { screen, width, height } = cell(terminal);
  return [Math.floor((x - screen.left) / width) + 1, Math.floor((y - screen.top) / height) + 1];
}

function addKey(keys, label, name, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-label", name);
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the terminal keeps the focus
  button.addEventListener("click", press);
  keys.append(button);
}

function openKeyboard(terminal) {
  terminal.textarea.inputMode = "text";
  terminal.blur();
  terminal.focus();
  terminal.textarea.addEventListener("blur", () => { terminal.textarea.inputMode = "none"; }, { once: true });
}
