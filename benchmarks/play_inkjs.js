// Plays an ink story at random with inkjs, the text of each passage and choice produced; prints turns per second.
// node play_inkjs.js STORY.ink TURNS [COMPILED.json]: with a third argument it also writes the compiled story.
const fs = require("fs");
const { Compiler } = require("inkjs/full");
const { Story } = require("inkjs");

const [source, turns, compiled] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
const json = new Compiler(fs.readFileSync(source, "utf8")).Compile().ToJson();
if (compiled) fs.writeFileSync(compiled, json);

let state = 12345;
const below = (n) => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 8) % n;

function play(count) {
  const story = new Story(json);
  let length = 0;
  const begun = process.hrtime.bigint();
  for (let turn = 0; turn < count; turn++) {
    length += story.ContinueMaximally().length;
    const choices = story.currentChoices;
    for (const choice of choices) length += choice.text.length;
    story.ChooseChoiceIndex(below(choices.length));
  }
  return { rate: count / (Number(process.hrtime.bigint() - begun) / 1e9), length: length / count };
}

play(Math.min(turns, 2000));
console.log(JSON.stringify(play(turns)));
