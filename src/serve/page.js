// Comfort for pages that are whole without it: keys, the palette, the picture, dropping files. It writes text, never HTML.
"use strict";
(function () {
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var one = function (selector, from) { return (from || document).querySelector(selector); };
  var make = function (tag, text, attributes) {
    var node = document.createElement(tag);
    if (text) { node.textContent = text; }
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    return node;
  };
  var isField = function (node) { return node && /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && !/^(checkbox|radio|button|submit)$/.test(node.type); };

  // Claims, by keys.
  var cards = function () { return all("article.claim"); };
  var current = function () {
    var card = document.activeElement && document.activeElement.closest("article.claim");
    return card || one("aside article.claim") || cards()[0];
  };
  var step = function (by) {
    var list = cards(), at = list.indexOf(document.activeElement && document.activeElement.closest("article.claim"));
    var next = list[at < 0 ? 0 : Math.max(0, Math.min(list.length - 1, at + by))];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  var press = function (card, key) {
    var button = (card && one("button[data-key='" + key + "']", card)) || one("main [data-key='" + key + "']");
    if (button) { button.click(); }
    return Boolean(button);
  };
  var KEYS = {
    a: ["accept", function () { return press(current(), "a"); }],
    r: ["reject", function () { return press(current(), "r"); }],
    c: ["correct", function () {
      var card = current(), fold = card && one("details.correct", card);
      if (!fold) { return false; }
      fold.open = true;
      one("select, input:not([type=hidden]), textarea", fold).focus();
      return true;
    }],
    u: ["undo your last decision", function () { return press(null, "u"); }],
    y: ["redo", function () { return press(null, "y"); }],
    j: ["next", function () { if (one("main a[data-key='j']")) { return press(null, "j"); } step(1); return true; }],
    k: ["previous", function () { if (one("main a[data-key='k']")) { return press(null, "k"); } step(-1); return true; }],
    "/": ["search the quotes", function () { one("#find").focus(); return true; }],
    "?": ["this help", function () { help(); return true; }]
  };
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") { event.preventDefault(); palette(); return; }
    if (event.key === "Escape" && isField(document.activeElement) && !document.activeElement.closest("dialog")) {
      var card = document.activeElement.closest("article.claim");
      if (card) { card.focus(); } else { document.activeElement.blur(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || one("dialog[open]")) { return; }
    var row = KEYS[event.key];
    if (row && row[1]()) { event.preventDefault(); }
  });

  var dialog = function (label) {
    var box = make("dialog", "", { "aria-label": label });
    box.addEventListener("close", function () { box.remove(); });
    box.addEventListener("click", function (event) { if (event.target === box) { box.close(); } });
    document.body.appendChild(box);
    return box;
  };
  var help = function () {
    var box = dialog("Keys");
    box.appendChild(make("h2", "Keys"));
    var list = make("dl");
    Object.keys(KEYS).concat(["Ctrl-K"]).forEach(function (key) {
      var row = make("p");
      row.appendChild(make("kbd", key));
      row.appendChild(document.createTextNode(" " + (KEYS[key] ? KEYS[key][0] : "go to a page, an actor, a proposition")));
      list.appendChild(row);
    });
    box.appendChild(list);
    var close = make("button", "Close", { type: "button" });
    close.addEventListener("click", function () { box.close(); });
    box.appendChild(close);
    box.showModal();
  };

  // The palette: everything that has a page, by its name.
  var offers = null;
  var palette = function () {
    if (one("dialog[open]")) { return; }
    var box = dialog("Go to"), field = make("input", "", { type: "search", "aria-label": "Go to a page, an actor, a proposition", role: "combobox", "aria-expanded": "true", "aria-controls": "offers", autocomplete: "off", placeholder: "Page, actor, proposition …" });
    var list = make("ul", "", { role: "listbox", id: "offers", "aria-label": "Found" }), found = [], at = 0;
    box.appendChild(field);
    box.appendChild(list);
    var show = function () {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      found = (offers || []).filter(function (offer) {
        var name = offer.name.toLowerCase();
        return words.every(function (word) { return name.indexOf(word) >= 0; });
      }).slice(0, 30);
      if (words.length) { found.push({ kind: "search", name: "Quotes with “" + field.value + "”", href: "/search?q=" + encodeURIComponent(field.value) }); }
      at = Math.max(0, Math.min(at, found.length - 1));
      list.textContent = "";
      found.forEach(function (offer, place) {
        var row = make("li", offer.name, { role: "option", id: "offer-" + place, "aria-selected": String(place === at) });
        row.appendChild(make("span", offer.kind, { "class": "kind" }));
        row.addEventListener("click", function () { location.href = offer.href; });
        list.appendChild(row);
      });
      if (found.length) { field.setAttribute("aria-activedescendant", "offer-" + at); one("#offer-" + at).scrollIntoView({ block: "nearest" }); }
    };
    field.addEventListener("input", function () { at = 0; show(); });
    field.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { at += event.key === "ArrowDown" ? 1 : -1; event.preventDefault(); show(); }
      if (event.key === "Enter" && found[at]) { event.preventDefault(); location.href = found[at].href; }
    });
    box.showModal();
    field.focus();
    if (offers) { show(); return; }
    fetch("/palette.json").then(function (answer) { return answer.json(); }).then(function (read) { offers = read; show(); });
  };

  // The matrix is one stop for the tabulator; arrows go from cell to cell.
  var grid = one("#matrix");
  if (grid) {
    var links = all("td a", grid);
    var stop = function (link) { links.forEach(function (other) { other.tabIndex = other === link ? 0 : -1; }); };
    if (links.length) { stop(links[0]); }
    grid.addEventListener("focusin", function (event) { if (links.indexOf(event.target) >= 0) { stop(event.target); } });
    grid.addEventListener("keydown", function (event) {
      var way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      var cell = event.target.closest("td");
      if (!way || !cell) { return; }
      event.preventDefault();
      var row = cell.parentNode, column = cell.cellIndex;
      for (var n = 0; n < 1000; n += 1) {
        column += way[0];
        if (way[1]) { row = way[1] > 0 ? row.nextElementSibling : row.previousElementSibling; }
        var next = row && row.cells[column];
        if (!next || next.tagName !== "TD") { return; }
        var link = one("a", next);
        if (link) { link.focus(); return; }
      }
    });
  }

  // The picture: moved by dragging, arrows and the wheel; searched by its labels.
  var picture = one("#picture"), svg = picture && one("svg", picture);
  if (svg) {
    one("#tools").hidden = false;
    var whole = svg.getAttribute("viewBox").split(" ").map(Number), seen = whole.slice();
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    var draw = function () { svg.setAttribute("viewBox", seen.join(" ")); };
    var zoom = function (by, x, y) {
      var wide = Math.max(whole[2] / 40, Math.min(whole[2] * 2, seen[2] * by)), high = wide * whole[3] / whole[2];
      seen = [seen[0] + (seen[2] - wide) * x, seen[1] + (seen[3] - high) * y, wide, high];
      draw();
    };
    all("[data-zoom]").forEach(function (button) {
      button.addEventListener("click", function () {
        if (button.dataset.zoom === "all") { seen = whole.slice(); draw(); } else { zoom(button.dataset.zoom === "in" ? 0.7 : 1.4, 0.5, 0.5); }
      });
    });
    picture.addEventListener("wheel", function (event) {
      event.preventDefault();
      var box = picture.getBoundingClientRect();
      zoom(event.deltaY > 0 ? 1.15 : 0.87, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    }, { passive: false });
    picture.addEventListener("keydown", function (event) {
      var way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      if (way) { seen[0] += way[0] * seen[2] / 10; seen[1] += way[1] * seen[3] / 10; draw(); event.preventDefault(); }
      if (event.key === "+" || event.key === "-") { zoom(event.key === "+" ? 0.8 : 1.25, 0.5, 0.5); event.preventDefault(); }
    });
    var from = null;
    picture.addEventListener("pointerdown", function (event) { from = [event.clientX, event.clientY, seen[0], seen[1]]; picture.setPointerCapture(event.pointerId); });
    picture.addEventListener("pointermove", function (event) {
      if (!from) { return; }
      var scale = seen[2] / picture.clientWidth;
      seen[0] = from[2] - (event.clientX - from[0]) * scale;
      seen[1] = from[3] - (event.clientY - from[1]) * scale;
      draw();
    });
    ["pointerup", "pointercancel"].forEach(function (kind) { picture.addEventListener(kind, function () { from = null; }); });
    // The period by sliders, beside the lists.
    all("select[data-slider]").forEach(function (choice) {
      var last = choice.options.length - 1;
      if (last < 2) { return; }
      var label = choice.parentNode.firstChild.textContent.trim();
      var slider = make("input", "", { type: "range", min: "0", max: String(last), "aria-label": label + " (slider)" });
      // All years stand before the first for "From", and after the last for "To".
      var isTo = choice.name === "to", place = function (at) { return isTo ? (at === 0 ? last : at - 1) : at; };
      slider.value = String(place(choice.selectedIndex));
      slider.addEventListener("input", function () {
        var at = Number(slider.value);
        choice.selectedIndex = isTo ? (at === last ? 0 : at + 1) : at;
      });
      slider.addEventListener("change", function () { choice.form.submit(); });
      choice.parentNode.appendChild(slider);
    });
    var nodes = all("g.node", svg), name = function (node) { return node.textContent.toLowerCase(); };
    one("#within").addEventListener("input", function (event) {
      var word = event.target.value.trim().toLowerCase(), count = 0;
      nodes.forEach(function (node) {
        var is = !word || name(node).indexOf(word) >= 0;
        count += is && word ? 1 : 0;
        node.classList.toggle("faint", !is);
      });
      all("g.lines", svg).forEach(function (lines) { lines.classList.toggle("faint", Boolean(word)); });
      one("#within-found").textContent = word ? count + " found" : "";
    });
    // Twice on an actor draws its surroundings.
    svg.addEventListener("dblclick", function (event) {
      var node = event.target.closest("g.node"), choice = one("#ego");
      var words = node ? all("text", node).map(function (text) { return text.textContent.trim(); }) : [];
      var found = all("option", choice).filter(function (option) { return option.value && (words.indexOf(option.value) >= 0 || words.join(" ").indexOf(option.textContent) >= 0); })[0];
      if (found) { choice.value = found.value; choice.form.submit(); }
    });
  }

  // The reader: words that are marked go into the form.
  var text = one("#text"), adding = one("#adding textarea[name=quote]");
  if (text) {
    var here = one("#here"), aside = one(".reader aside");
    // On a phone the claim stands above the words, not beside them.
    if (here && aside.offsetTop < text.offsetTop) { if (location.hash) { aside.scrollIntoView(); } } else if (here) { here.scrollIntoView({ block: "center" }); }
    document.addEventListener("selectionchange", function () {
      var chosen = getSelection();
      if (adding && !chosen.isCollapsed && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode)) { adding.value = chosen.toString(); }
    });
  }

  // Import: dropping files, how much is sent, how much is read.
  var form = one("#import"), drop = one("#drop"), state = one("#state");
  if (form) {
    ["dragover", "dragleave", "drop"].forEach(function (kind) {
      document.addEventListener(kind, function (event) {
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) { one("#files").files = event.dataTransfer.files; form.requestSubmit(); }
      });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var sent = one("#sent"), request = new XMLHttpRequest();
      sent.hidden = false;
      request.upload.addEventListener("progress", function (event) { if (event.lengthComputable) { sent.value = event.loaded / event.total; } });
      request.addEventListener("load", function () {
        if (request.status < 400) { location.href = "/import"; return; }
        var read = new DOMParser().parseFromString(request.responseText, "text/html");
        say([(one(".fault", read) || {}).textContent || "The upload was refused."]);
        sent.hidden = true;
      });
      request.addEventListener("error", function () { say(["The upload was refused, or the server is gone."]); sent.hidden = true; });
      request.open("POST", form.getAttribute("action"));
      request.send(new FormData(form));
    });
    var say = function (lines) {
      state.textContent = "";
      lines.forEach(function (line) { state.appendChild(make("p", line)); });
    };
    var ask = function () {
      fetch("/import.json").then(function (answer) { return answer.json(); }).then(function (now) {
        if (!now.running) { location.reload(); return; }
        say(["Reading: " + now.done + " documents done."]);
        setTimeout(ask, 500);
      });
    };
    if (state.dataset.running === "true") { setTimeout(ask, 300); }
  }
}());
