// In the page, by its own links: sets out, and gives what a person reads at each step of a journey.
async ({ short, seed, marked, name, choices }) => {
  const shown = () => document.querySelector("#passages .passage:not(.passage-out)");
  const called = (words) => [...shown().querySelectorAll("a")].find((each) => each.innerText === words);
  const follow = (link) =>
    new Promise((done) => {
      jQuery(document).one(":passageend", done);
      link.click();
    });

  for (const dial of short) SugarCube.State.variables[dial] = true;
  jQuery("#passages input").val(seed).trigger("change");
  if (marked) called("Show what was reported, or hide it").click();
  await follow(called(name));
  await follow(called("Set out"));

  const steps = [];
  for (const taken of choices) {
    for (const each of shown().querySelectorAll("em")) each.replaceWith(`*${each.textContent}*`);
    const parts = [...shown().querySelectorAll("p, h2, h3")].map((each) => ({
      tag: each.localName, apart: each.classList.contains("apart"), locked: each.classList.contains("locked"),
      link: each.querySelector("a") !== null, text: each.innerText,
    }));
    steps.push({ parts, errors: [...shown().querySelectorAll(".error")].map((each) => each.innerText) });
    if (taken >= 0) await follow([...shown().querySelectorAll("p:has(> a), p.locked")][taken].querySelector("a"));
  }
  sessionStorage.clear(); // else the page would go on here when it is opened again
  return steps;
}
