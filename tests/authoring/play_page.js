// node play_page.js JOB ANSWER: plays a page's own game, as its browser would, along each journey's choices.
const fs = require("fs");
const vm = require("vm");
const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const page = fs.readFileSync(job.page, "utf8");
const json = (id) => page.split(`<script type="application/json" id="${id}">`)[1].split("</script>")[0];
const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map((match) => match[1]);

const room = vm.createContext({ compiled: json("story-json"), data: JSON.parse(json("data-json")), console });
vm.runInContext(scripts[0], room);
vm.runInContext(`${scripts[1]}; this.game = new Game(inkjs.Story, compiled, data); this.moment = moment;`, room);
const { game, data, moment } = room;

const answer = job.journeys.map(({ traveller, seed, short, choices }) => {
  game.begin(traveller, seed, short);
  const steps = choices.map((taken) => {
    const { passage } = game;
    const step = {
      lines: passage.lines.map(({ text }) => text),
      menu: passage.options.map(({ say, locked }) => [say, locked]),
      standing: `${moment(data.clock, passage.tick, passage.hour)}; ${passage.place || ""}; ${passage.title}`,
    };
    if (taken >= 0) game.choose({ scene: passage.scene, choice: passage.options[taken].id });
    return step;
  });
  const made = { steps, saved: game.saved(), facts: game.facts(), errors: [...game.errors] };
  const moves = [...game.moves];
  game.begin(traveller, seed, short, moves);
  return { ...made, again: game.saved() };
});
fs.writeFileSync(process.argv[3], JSON.stringify(answer));
