// node play_ink.js JOB ANSWER: compiles each story's ink and plays its journeys, each a list of numbers of choices.
const fs = require("fs");
const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const inkjs = require(job.inkjs);

const mix = (h) => {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

let luckOf = 0;

function told({ source, journeys }) {
  const compiler = new inkjs.Compiler(source);
  let story;
  try {
    story = new inkjs.Story(compiler.Compile().ToJson());
  } catch (error) {
    return { complaints: [...compiler.errors, String(error)], journeys: [] };
  }
  story.allowExternalFunctionFallbacks = true; // as Inky does
  if (job.binds) {
    story.BindExternalFunction("draw", (deck, visit, total) => {
      const h = mix(mix(deck ^ mix(luckOf)) ^ mix(visit)) >>> 0;
      return Math.floor((h * total) / 4294967296);
    }, true);
  }
  return { complaints: [...compiler.errors, ...compiler.warnings], journeys: journeys.map((each) => play(story, each)) };
}

function play(story, journey) {
  const errors = [];
  story.ResetState();
  story.onError = (message) => errors.push(message);
  luckOf = journey.seed;
  story.variablesState.seed = journey.seed | 0;
  story.variablesState.marks = journey.marked;
  for (const dial of journey.short) story.variablesState[dial] = true;
  story.ChoosePathString(journey.begins);
  const steps = [];
  for (const choice of journey.choices) {
    const step = { lines: [], tags: [] };
    while (story.canContinue) {
      const text = story.Continue().trim();
      const tags = story.currentTags || [];
      step.tags.push(...tags);
      if (text) step.lines.push([text, tags.includes("heading")]);
    }
    step.menu = story.currentChoices.map((each) => [each.text, (each.tags || []).includes("UNCLICKABLE")]);
    steps.push(step);
    if (choice >= 0) story.ChooseChoiceIndex(choice);
  }
  return { steps, errors };
}

fs.writeFileSync(process.argv[3], JSON.stringify(job.stories.map(told)));
