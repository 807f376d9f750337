// What the passages call. The luck is keyed: the same seed, deck and visit give the same draw everywhere.
setup.held = (number, least, most) => Math.max(least, Math.min(most, +number));
setup.quotient = (a, b) => (b ? Math.floor(a / b) : 0);
setup.remainder = (a, b) => (b ? a - b * Math.floor(a / b) : 0);
setup.visits = (scene) => State.variables.visits[scene] || 0;
setup.arrive = (scene) => { State.variables.visits[scene] = setup.visits(scene) + 1; };
setup.choose = (scene, choice) => { State.variables.chosen[`${scene}: ${choice}`] = true; };
setup.chose = (scene, choice) => State.variables.chosen[`${scene}: ${choice}`] === true;
setup.hashed = (deck) =>
  [...new TextEncoder().encode(deck)].reduce((h, byte) => Math.imul(h ^ byte, 16777619), 2166136261 | 0);
setup.mix = (h) => {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};
setup.draw = (deck, visit, total) => {
  const h = setup.mix(setup.mix(setup.hashed(deck) ^ setup.mix(State.variables.seed)) ^ setup.mix(visit));
  return Math.floor(((h >>> 0) * total) / 4294967296);
};
setup.pick = (deck, visit, weights) => {
  const held = weights.map((weight) => Math.max(0, +weight));
  const total = held.reduce((sum, weight) => sum + weight, 0);
  let left = total ? setup.draw(deck, visit, total) : 0;
  return total ? held.findIndex((weight) => (left -= weight) < 0) : -1;
};
