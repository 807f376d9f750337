/* The vote of one pupil. Joins the class, waits for a vote to be opened, sends what is chosen; it can be changed until
   the vote is closed. Written for old browsers: no framework, nothing newer than XMLHttpRequest.
   What it says is in WORDS, in the language of the class. */
(function () {
  "use strict";
  var code = location.pathname.split("/")[2].replace(/\D/g, "");
  var api = "/api/" + code + "/";
  var kept = store("vote-" + code) || {};
  var version = 0;
  var ballot = null;
  var gone = false;
  var away = false;

  function store(key, value) {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify(value));
    } catch (error) { /* a browser that keeps nothing: the vote counts all the same */ }
    return null;
  }

  function token() {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
  }

  function ask(method, where, body, then) {
    var request = new XMLHttpRequest();
    request.open(method, api + where);
    request.setRequestHeader("Authorization", "Bearer " + kept.token);
    if (body) request.setRequestHeader("Content-Type", "application/json");
    request.timeout = 40000;
    request.onloadend = function () {
      var answer = {};
      try { answer = JSON.parse(request.responseText); } catch (error) { /* no answer */ }
      then(request.status, answer, Number(request.getResponseHeader("Retry-After")) || 2);
    };
    request.send(body ? JSON.stringify(body) : null);
  }

  function at(id) { return document.getElementById(id); }

  function filled(words, place, value) { return words.split(place).join(value); }

  function say(words) {
    if (at("said").textContent !== words) at("said").textContent = words;
  }

  function head(words) {
    if (at("question").textContent !== words) at("question").textContent = words;
  }

  function join() {
    kept.token = kept.token || token();
    store("vote-" + code, kept);
    ask("POST", "join", { pseudonym: "" }, function (status, answer, seconds) {
      if (status === 200) { show(answer.standing); follow(); }
      else if (status === 404 || status === 422) end(answer.reason || WORDS.none);
      else later(join, seconds);
    });
  }

  function follow() {
    if (gone) return;
    ask("GET", "seen?after=" + version, null, function (status, answer, seconds) {
      if (gone) return;
      if (status === 200) { if (away) { away = false; say(ballot ? state() : ""); } show(answer.standing); follow(); }
      else if (status === 401) end(WORDS.over);
      else later(follow, seconds);
    });
  }

  function later(what, seconds) {
    if (gone) return;
    away = true;
    say(WORDS.away);
    setTimeout(what, seconds * 1000);
  }

  function end(words) {
    gone = true;
    offer(null);
    head(words);
    say("");
  }

  function show(standing) {
    version = standing.version;
    if (standing.phase === "ended") { end(WORDS.over); return; }
    var opened = standing.ballot && (!ballot || ballot.id !== standing.ballot.id);
    if (standing.ballot) {
      if (opened) { offer(standing.ballot); say(state()); }
      return;
    }
    if (ballot) say(chosen() ? WORDS.closed : WORDS.without);
    offer(null);
    head(standing.phase === "talking" ? standing.question : WORDS.look);
  }

  function state() { return chosen() ? WORDS.isIn : WORDS.choose; }

  function chosen() { return ballot && kept.ballot === ballot.id ? kept.choice : ""; }

  function offer(next) {
    var list = at("choices");
    ballot = next;
    while (list.firstChild) list.removeChild(list.firstChild);
    if (!next) return;
    head(next.question);
    next.options.forEach(function (option, index) { list.appendChild(button(option, index)); });
    mark();
    at("question").focus();
  }

  function button(option, index) {
    var made = document.createElement("button");
    made.type = "button";
    made.value = option[0];
    made.textContent = index + 1 + "  " + option[1];
    made.onclick = function () { vote(option[0], made.textContent); };
    return made;
  }

  function mark() {
    var all = at("choices").children;
    for (var i = 0; i < all.length; i += 1) all[i].setAttribute("aria-pressed", String(all[i].value === chosen()));
  }

  function vote(choice, words) {
    var id = ballot.id;
    say(WORDS.sending);
    ask("POST", "vote", { ballot: id, choice: choice }, function (status, answer) {
      if (status === 200) {
        kept.ballot = id;
        kept.choice = choice;
        store("vote-" + code, kept);
        if (ballot && ballot.id === id) { mark(); say(filled(WORDS.isInSo, "{words}", words)); }
      } else say(filled(WORDS.notTaken, "{reason}", answer.reason || WORDS.unreached));
    });
  }

  at("leave").onclick = function () {
    ask("POST", "leave", { forget: false }, function () {});
    at("leave").parentNode.removeChild(at("leave"));
    end(WORDS.left);
  };

  document.onkeydown = function (event) {
    var all = at("choices").children;
    var number = Number(event.key);
    if (number >= 1 && number <= all.length && !event.ctrlKey && !event.altKey && !event.metaKey) all[number - 1].click();
  };

  join();
})();
