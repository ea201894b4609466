(function () {
  "use strict";
  var box = document.getElementById("search");
  var found = document.getElementById("found");
  var rows = Array.prototype.slice.call(document.querySelectorAll("tbody tr"));
  var texts = null;
  var waiting = null;
  function look() {
    if (!texts) {
      texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    }
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row, at) {
      var hit = words.every(function (word) { return texts[at].indexOf(word) >= 0; });
      row.hidden = !hit;
      if (hit) { count += 1; }
    });
    found.textContent = words.length ? count + " of " + rows.length + " rows" : "";
  }
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  }
  box.addEventListener("input", later);
  // A link to a row that the search hides shows it.
  window.addEventListener("hashchange", function () {
    var row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.hidden) { box.value = ""; look(); row.scrollIntoView(); }
  });
}());
