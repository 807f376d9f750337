"use strict";
(() => {
  const sheet = document.documentElement;
  const whole = sheet.viewBox.baseVal;
  const all = { x: 0, y: 0, width: whole.width, height: whole.height };
  sheet.setAttribute("width", "100%");
  sheet.setAttribute("height", "100%");
  const show = (x, y, width, height) => Object.assign(whole, { x, y, width, height });
  const shape = () => window.innerHeight / window.innerWidth;
  const opening = Number(sheet.dataset.opening);

  const zoom = (by, clientX, clientY) => {
    const at = new DOMPoint(clientX, clientY).matrixTransform(sheet.getScreenCTM().inverse());
    const width = Math.min(Math.max(whole.width * by, 200), all.width * 3);
    const part = width / whole.width;
    show(at.x - (at.x - whole.x) * part, at.y - (at.y - whole.y) * part, width, whole.height * part);
  };
  const goTo = (thing, width) => {
    const box = thing.getBoundingClientRect();
    const from = sheet.getScreenCTM().inverse();
    const one = new DOMPoint(box.left, box.top).matrixTransform(from);
    const two = new DOMPoint(box.right, box.bottom).matrixTransform(from);
    const wide = width || Math.max((two.x - one.x) * 1.06, ((two.y - one.y) * 1.06) / shape());
    show((one.x + two.x - wide) / 2, (one.y + two.y - wide * shape()) / 2, wide, wide * shape());
  };
  const find = () => {
    const words = (window.prompt("Find a scene, by a part of its name") || "").trim().toLowerCase();
    if (!words) return;
    const scenes = [...document.querySelectorAll(".scene")];
    const found = scenes.filter((each) => each.dataset.name.toLowerCase().includes(words));
    document.querySelectorAll(".found").forEach((each) => each.classList.remove("found"));
    found.forEach((each) => each.classList.add("found"));
    if (found.length) goTo(found[0], 1400);
  };

  sheet.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(event.deltaY * 0.0012), event.clientX, event.clientY);
  }, { passive: false });
  let held = null;
  let moved = false;
  sheet.addEventListener("pointerdown", (event) => { held = event; moved = false; });
  sheet.addEventListener("pointermove", (event) => {
    if (!held || !event.buttons) return;
    const scale = 1 / sheet.getScreenCTM().a;
    const [x, y] = [event.clientX - held.clientX, event.clientY - held.clientY];
    if (!moved && Math.abs(x) + Math.abs(y) < 4) return;
    moved = true;
    show(whole.x - x * scale, whole.y - y * scale, whole.width, whole.height);
    held = event;
  });
  sheet.addEventListener("pointerup", () => { held = null; });
  sheet.addEventListener("dragstart", (event) => event.preventDefault());
  sheet.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    if (moved) return;
    const thing = document.getElementById(link.getAttribute("href").slice(1));
    goTo(thing, thing.classList.contains("panel") ? 0 : 1400);
    light(thing);
  });
  const light = (thing) => {
    document.querySelectorAll(".on").forEach((each) => each.classList.remove("on"));
    const scene = thing && thing.closest(".scene");
    const way = thing && thing.closest(".way");
    sheet.classList.toggle("lit", Boolean(scene || way));
    const ways = way ? [way] : scene
      ? document.querySelectorAll(`.way[data-from="${scene.id.slice(1)}"],.way[data-to="${scene.id.slice(1)}"]`) : [];
    for (const each of ways) {
      each.classList.add("on");
      for (const end of [each.dataset.from, each.dataset.to]) document.getElementById(`s${end}`).classList.add("on");
    }
  };
  sheet.addEventListener("pointerover", (event) => { if (!event.buttons) light(event.target); });
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [x, y] = [window.innerWidth / 2, window.innerHeight / 2];
    const step = whole.width / 8;
    const does = {
      "+": () => zoom(0.8, x, y), "=": () => zoom(0.8, x, y), "-": () => zoom(1.25, x, y),
      "0": () => show(0, 0, all.width, all.height), "/": find,
      ArrowLeft: () => { whole.x -= step; }, ArrowRight: () => { whole.x += step; },
      ArrowUp: () => { whole.y -= step; }, ArrowDown: () => { whole.y += step; },
    }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
  window.addEventListener("resize", () => show(whole.x, whole.y, whole.width, whole.width * shape()));
  show(0, 0, opening, opening * shape());
})();
