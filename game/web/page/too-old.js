// The only script that an old browser runs.
document.addEventListener("DOMContentLoaded", function () {
  document.getElementById("coming-words").textContent = "This browser is too old for the game.";
  document.getElementById("coming-note").textContent =
    "Chrome, Edge or Firefox from 2023 on, or Safari from 16.4 on, will do.";
  document.getElementById("coming-share").style.display = "none";
});
