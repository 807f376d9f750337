// What has to come before the game can begin, and how much of it has.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const here = (file) => new URL(file, import.meta.url).href;

export async function fetchAll(importFront) {
  const share = document.getElementById("coming-share");
  let steps = 0;
  const done = (result) => {
    share.value = ++steps / 5;
    return result;
  };
  const archive = fetchWhole(here("game.zip")).then(done);
  const frontComes = importFront().then(done);
  const lettersCome = document.fonts.load('16px "Cascadia Code"', "a\u2500\u2800").then(done, done);
  const pyodide = await loadPyodide({
    indexURL: here("pyodide/"),
    stdLibURL: here("pyodide/python.zip"),
    lockFileURL: here("pyodide/lock.json"),
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  }).then(done);
  pyodide.unpackArchive(await archive, "zip");
  await lettersCome;
  return { pyodide, front: done(await frontComes) };
}

async function fetchWhole(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}
