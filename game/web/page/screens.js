// The game on screens: xterm.js before, Textual behind.
import { Terminal } from "./xterm/xterm.mjs";
import { FitAddon } from "./addon-fit/addon-fit.mjs";
import { ask } from "./ask.js";
import { look, watchLook } from "./look.js";
import { listenToTouch, touched } from "./touch.js";

const GAMES_LETTERS = '"Cascadia Code", ui-monospace, monospace';
const DEVICES_LETTERS = 'ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace';
const WIDTH_OF_A_LETTER = 0.6; // of its height
const COLUMNS_ON_A_PHONE = 48;
const BROWSERS_KEYS = new Set(["F5", "F11", "F12"]);

export async function begin(game, place, code) {
  document.getElementById("screens").hidden = false;
  const home = document.getElementById("terminal");
  const terminal = new Terminal({ cursorBlink: false, scrollback: 0, theme: { background: "#12161c" } });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(home);
  terminal.textarea.setAttribute("aria-label", "The game on screens. Shift and Tab lead out of it, to the game as text.");
  terminal.attachCustomKeyEventHandler((event) => !isBrowsers(event));

  let driver = null;
  const forPython = {
    get cols() { return terminal.cols; },
    get rows() { return terminal.rows; },
    write: (data) => terminal.write(data),
    attach: (attached) => { driver = attached?.copy() ?? null; },
  };
  const type = (data) => driver?.typed(data);
  terminal.onData(type);
  terminal.onResize(({ cols, rows }) => driver?.resized(cols, rows));
  watchLook(() => { dress(terminal); fit.fit(); });
  new ResizeObserver(() => { dress(terminal); fit.fit(); }).observe(home);
  listenToTouch(home, terminal, type, document.getElementById("keys"));

  play(game, forPython, place, code, terminal);
  terminal.focus();
  return () => game.place();
}

async function play(game, forPython, place, code, terminal) {
  for (;;) {
    await (code === null ? game.screens(forPython, place) : game.in_class(forPython, ask, code));
    place = "";
    await goOn(terminal);
  }
}

function goOn(terminal) {
  terminal.write("\x1b[2J\x1b[H\r\n  The game is kept in this browser.\r\n\r\n  Press any key, or tap, to go on.");
  return new Promise((resolve) => {
    const heard = [terminal.onData(done)];
    terminal.element.addEventListener("pointerup", done, { once: true });
    function done() {
      heard.forEach((each) => each.dispose());
      resolve();
    }
  });
}

function dress(terminal) {
  const usual = innerWidth < 600 ? innerWidth / COLUMNS_ON_A_PHONE / WIDTH_OF_A_LETTER : Math.min(17, Math.max(14, innerWidth / 85));
  terminal.options.fontSize = Math.round(usual * look.size * 2) / 2;
  terminal.options.fontFamily = look.plain ? DEVICES_LETTERS : GAMES_LETTERS;
  terminal.options.letterSpacing = look.wide ? 1.5 : 0;
  terminal.options.lineHeight = look.wide || touched() ? 1.3 : 1; // a line is as high as a finger needs
}

function isBrowsers(event) {
  if (event.key === "Tab" && event.shiftKey) return true; // the way out of the terminal, to the bar above it
  return BROWSERS_KEYS.has(event.key) || (event.ctrlKey && ["r", "R", "t", "w", "n", "+", "-", "0"].includes(event.key));
}
