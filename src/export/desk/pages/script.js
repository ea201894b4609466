(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  function one(id) { return doc.getElementById(id); }
  function all(selector, within) { return Array.prototype.slice.call((within || doc).querySelectorAll(selector)); }
  function target(link) { return link.getAttribute("href").slice(1); }
  var MOST = 100;

  // The pages of propositions; their quotes stay text until they are asked for.
  var entries = all(".entry").map(function (section) {
    return { section: section, id: section.id, topic: section.dataset.topic, head: section.querySelector("h2").textContent, store: section.querySelector("noscript"), rows: null, shown: false };
  });
  var byId = {};
  entries.forEach(function (entry) { byId[entry.id] = entry; });

  // A row of quotes: its source as HTML, whose it is, its stance, and the text that a search looks at.
  function rows(entry) {
    if (!entry.rows) {
      var last = "";
      entry.rows = entry.store.textContent.split("<tr").slice(2).map(function (part) {
        var html = "<tr" + part.replace(/<\/table>\s*$/, "");
        var anchor = /^<tr id=.([^"]*)"/.exec(html);
        if (anchor) { last = anchor[1]; }
        var who = /href=.#([^"]*)"/.exec(html), stance = /<td class=(\S+?)>/.exec(html);
        return { html: html, anchor: last, who: who ? who[1] : "", stance: stance ? stance[1] : "", text: null, entry: entry };
      });
    }
    return entry.rows;
  }
  var plain = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'" };
  function text(row) {
    if (row.text === null) {
      row.text = row.html.replace(/<[^>]*>/g, " ").replace(/&[^;]*;/g, function (name) { return plain[name] || name; }).toLowerCase();
    }
    return row.text;
  }
  var head = "<thead><tr><th scope=col>who<th scope=col>stance<th scope=col>in whose words<th scope=col>where</thead>";
  function table(list, caption) {
    return "<table class=quotes><caption>" + caption + "</caption>" + head + "<tbody>" + list.map(function (row) { return row.html; }).join("") + "</table>";
  }
  // All words in this page are escaped, so what is taken from it as HTML is what a browser without scripts would have shown.
  function put(place, html) { place.insertAdjacentHTML("beforeend", html); }
  function show(entry) {
    if (!entry.shown) {
      put(entry.section, entry.store.textContent);
      entry.shown = true;
      entry.lines = all("tbody tr", entry.section);
    }
  }

  // What is asked for.
  var form = one("find"), box = one("search"), topic = one("topic"), who = one("who"), stance = one("stance"), found = one("found");
  var results = one("results"), state = one("state"), matrix = one("matrix");
  function words() { return box.value.toLowerCase().split(/\s+/).filter(Boolean); }
  function holds(text, words) { return words.every(function (word) { return text.indexOf(word) >= 0; }); }
  function asked() {
    var of = null;
    if (who.value) { of = {}; who.value.split(" ").forEach(function (id) { of[id] = true; }); }
    return { words: words(), topic: topic.value, of: of, stance: stance.value };
  }
  function is(row, ask) {
    return (!ask.topic || row.entry.topic === ask.topic) && (!ask.of || ask.of[row.who]) && (!ask.stance || row.stance === ask.stance);
  }

  // Lines of the overview: to which propositions and actors they lead, and their text.
  var lines = all(".home tbody tr, .home .bar").map(function (node) {
    return { node: node, heat: matrix && matrix.contains(node), on: null };
  });
  function read(line) {
    if (line.on) { return; }
    var within = line.heat ? line.node.firstElementChild : line.node;
    var links = all("a[href]", within).map(target);
    line.on = links.filter(function (id) { return byId[id]; });
    line.of = links.filter(function (id) { return id.slice(0, 2) === "s-"; });
    if (line.node.id.slice(0, 2) === "s-") { line.of.push(line.node.id); }
    line.text = within.textContent.toLowerCase();
    line.heads = line.on.map(function (id) { return byId[id].head.toLowerCase(); }).join(" ");
  }
  var columns = matrix ? all("thead th", matrix).slice(1).map(function (th) { var a = th.querySelector("a"); return a ? target(a) : ""; }) : [];
  var wasWide = true;
  function filter() {
    var ask = asked(), hits = {};
    var anything = ask.words.length || ask.topic || ask.of || ask.stance;
    var quotes = 0, sum = 0, list = [];
    if (anything) {
      entries.forEach(function (entry) {
        rows(entry).forEach(function (row) {
          sum += 1;
          if (is(row, ask) && holds(text(row), ask.words)) {
            quotes += 1;
            hits[entry.id] = true;
            if (list.length < MOST) { list.push(row); }
          }
        });
      });
    }
    lines.forEach(function (line) {
      if (!anything) { line.node.hidden = false; return; }
      read(line);
      var ok = !ask.topic || !line.on.length || line.on.some(function (id) { return byId[id].topic === ask.topic; });
      ok = ok && (!ask.of || !line.of.length || line.of.some(function (id) { return ask.of[id]; }));
      ok = ok && (holds(line.text, ask.words) || holds(line.heads, ask.words) && line.on.length > 0 || line.on.some(function (id) { return hits[id]; }) && !line.of.length);
      if (line.heat && ask.stance && ok) { ok = marked(line.node, ask); }
      line.node.hidden = !ok;
    });
    narrow(ask);
    search(ask, list, quotes);
    found.textContent = anything ? quotes + " of " + sum + " quotes, " + Object.keys(hits).length + " of " + entries.length + " propositions" : "";
    if (open) { within(open, ask); }
  }
  function marked(node, ask) {
    var cells = node.children;
    for (var at = 1; at < cells.length; at += 1) {
      if (cells[at].classList.contains(ask.stance) && (!ask.of || ask.of[columns[at - 1]])) { return true; }
    }
    return false;
  }
  // Columns of the matrix that are not asked for go; marks of another stance fade.
  function narrow(ask) {
    if (!matrix) { return; }
    if (ask.of || !wasWide) {
      all("tr", matrix).forEach(function (row) {
        for (var at = 0; at < columns.length; at += 1) { row.children[at + 1].hidden = Boolean(ask.of) && !ask.of[columns[at]]; }
      });
      wasWide = !ask.of;
    }
    all("td.on", matrix).forEach(function (cell) { cell.classList.remove("on"); });
    if (ask.stance) {
      matrix.dataset.only = ask.stance;
      all("td." + ask.stance, matrix).forEach(function (cell) { cell.classList.add("on"); });
    } else {
      delete matrix.dataset.only;
    }
  }
  function link(id, label) {
    var a = doc.createElement("a");
    a.href = "#" + id;
    a.textContent = label;
    return a;
  }
  function listed(place, title, links) {
    if (!links.length) { return; }
    var h = doc.createElement("h3"), ul = doc.createElement("ul");
    h.textContent = title;
    links.forEach(function (a) { var li = doc.createElement("li"); li.appendChild(a); ul.appendChild(li); });
    place.appendChild(h);
    place.appendChild(ul);
  }
  // What a search found: actors, propositions, quotes with their propositions.
  function search(ask, list, quotes) {
    var place = results.lastElementChild;
    place.textContent = "";
    results.hidden = !ask.words.length;
    if (results.hidden) { mark(ask); return; }
    var actors = all("#who optgroup:last-child option").filter(function (option) { return holds(option.textContent.toLowerCase(), ask.words); });
    listed(place, "Actors", actors.slice(0, MOST).map(function (option) { return link(option.value, option.textContent); }));
    var on = entries.filter(function (entry) { return holds((entry.head + " " + entry.topic).toLowerCase(), ask.words) && (!ask.topic || entry.topic === ask.topic); });
    listed(place, "Propositions", on.map(function (entry) { return link(entry.id, entry.head); }));
    var h = doc.createElement("h3");
    h.textContent = quotes > list.length ? "Quotes: the first " + list.length + " of " + quotes : "Quotes: " + quotes;
    place.appendChild(h);
    grouped(place, list, function (row) { return row.entry.id; }, function (row) { return link(row.entry.id, row.entry.head); });
    mark(ask);
  }
  function grouped(place, list, key, label) {
    var at = 0;
    while (at < list.length) {
      var end = at;
      while (end < list.length && key(list[end]) === key(list[at])) { end += 1; }
      var h = doc.createElement("h4");
      h.appendChild(label(list[at]));
      place.appendChild(h);
      put(place, table(list.slice(at, end), ""));
      at = end;
    }
    all("tr[id]", place).forEach(function (row) { row.removeAttribute("id"); });
    all("caption", place).forEach(function (caption) { caption.remove(); });
  }
  // Found words are marked where the browser can mark words without changing them.
  function mark(ask) {
    if (!window.Highlight || !CSS.highlights) { return; }
    CSS.highlights.delete("found");
    var place = open ? open.section : results.hidden ? null : results;
    if (!place || !ask.words.length) { return; }
    var ranges = [], walker = doc.createTreeWalker(place, NodeFilter.SHOW_TEXT), node;
    while ((node = walker.nextNode()) && ranges.length < 1000) {
      var low = node.data.toLowerCase();
      ask.words.forEach(function (word) {
        for (var at = low.indexOf(word); at >= 0 && low.length === node.data.length; at = low.indexOf(word, at + word.length)) {
          var range = doc.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      });
    }
    if (ranges.length) { CSS.highlights.set("found", new Highlight(...ranges)); }
  }
  // On the page of a proposition, actors and stances that are not asked for go.
  function within(entry, ask) {
    if (!entry.lines) { return; }
    rows(entry).forEach(function (row, at) {
      if (entry.lines[at]) { entry.lines[at].hidden = !is(row, ask); }
    });
    mark(ask);
  }

  // Where we are: the overview, a proposition (p-…), a quote on it (q-…), an actor (s-…).
  var open = null, home = { y: 0, link: null }, away = false;
  function quoted(id) {
    for (var at = 0; at < entries.length; at += 1) {
      if (rows(entries[at]).some(function (row) { return row.anchor === id; })) { return entries[at]; }
    }
    return null;
  }
  function back(section) {
    var old = section.querySelector(".back");
    if (old) { old.remove(); }
    var p = doc.createElement("p");
    p.className = "back";
    p.appendChild(link("matrix", "← Overview"));
    var at = entries.indexOf(open);
    if (at > 0) { p.appendChild(link(entries[at - 1].id, "previous: " + entries[at - 1].head.split(" ")[0])); }
    if (at >= 0 && at + 1 < entries.length) { p.appendChild(link(entries[at + 1].id, "next: " + entries[at + 1].head.split(" ")[0])); }
    section.insertBefore(p, section.firstChild);
  }
  function go() {
    var id = decodeURIComponent(location.hash.slice(1));
    var entry = byId[id] || (id.slice(0, 2) === "q-" ? quoted(id) : null);
    var actor = !entry && id.slice(0, 2) === "s-" && columns.indexOf(id) >= 0;
    if (!away) { home.y = window.scrollY; }
    if (open) { open.section.classList.remove("open"); }
    open = entry;
    state.hidden = !actor;
    var was = away;
    away = Boolean(entry || actor);
    root.classList.toggle("away", away);
    results.hidden = away || !words().length;
    all(".here").forEach(function (row) { row.classList.remove("here"); });
    if (entry) {
      show(entry);
      entry.section.classList.add("open");
      back(entry.section);
      within(entry, asked());
      var row = id !== entry.id && one(id);
      if (row) {
        if (row.hidden) { form.reset(); filter(); }
        row.classList.add("here");
        row.scrollIntoView({ block: "center" });
        row.querySelector("a").focus({ preventScroll: true });
      } else {
        window.scrollTo(0, 0);
        entry.section.querySelector("h2").focus({ preventScroll: true });
      }
    } else if (actor) {
      person(id);
      window.scrollTo(0, 0);
      state.querySelector("h2").focus({ preventScroll: true });
    } else if (was && (id === "matrix" || !id)) {
      window.scrollTo(0, home.y);
      if (home.link && home.link.isConnected) { home.link.focus({ preventScroll: true }); }
    } else if (id) {
      var place = one(id);
      if (place && place.tagName === "TR") { place.hidden = false; }
      if (place) { place.scrollIntoView(); }
    }
    mark(asked());
  }
  // The page of an actor: what the matrix says of it, with the quotes behind each mark.
  function person(id) {
    var at = columns.indexOf(id), th = matrix.querySelectorAll("thead th")[at + 1], place = state.lastElementChild, sum = 0;
    state.firstElementChild.className === "back" && state.firstElementChild.remove();
    state.querySelector("h2").textContent = th.title === th.textContent ? th.title : th.title + " (" + th.textContent + ")";
    place.textContent = "";
    all("tbody tr", matrix).forEach(function (tr) {
      var cell = tr.children[at + 1], a = cell.querySelector("a");
      if (!a) { return; }
      sum += 1;
      var name = tr.firstElementChild.querySelector("a"), entry = byId[target(name)], anchor = target(a);
      var h = doc.createElement("h3"), tag = doc.createElement("span");
      tag.className = "tag " + cell.className.split(" ")[0];
      tag.textContent = a.title;
      h.appendChild(link(anchor, entry ? entry.head : name.textContent));
      h.appendChild(doc.createTextNode(" "));
      h.appendChild(tag);
      place.appendChild(h);
      var list = entry ? rows(entry).filter(function (row) { return row.anchor === anchor; }) : [];
      put(place, table(list, ""));
    });
    all("tr[id]", place).forEach(function (row) { row.removeAttribute("id"); });
    all("caption", place).forEach(function (caption) { caption.remove(); });
    state.querySelector("h2 + p").textContent = sum + " of " + entries.length + " propositions";
    back(state);
  }

  // The matrix by keyboard: one stop of the Tab key, arrows from mark to mark.
  var stop = null;
  function take(cell, focus) {
    if (!cell) { return; }
    var node = cell.querySelector("a") || cell;
    if (stop) { stop.tabIndex = -1; }
    stop = node;
    stop.tabIndex = 0;
    if (focus) { stop.focus(); cell.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  }
  function step(cell, across, down) {
    var row = cell.parentNode, at = Array.prototype.indexOf.call(row.children, cell);
    if (across) {
      for (at += across; row.children[at] && row.children[at].hidden; at += across) { }
    }
    if (down) {
      var next = down > 0 ? "nextElementSibling" : "previousElementSibling";
      do {
        row = row[next] || (row.parentNode.tagName === "TBODY" && down < 0 ? matrix.tHead.lastElementChild : row.parentNode.tagName === "THEAD" && down > 0 ? matrix.tBodies[0].firstElementChild : null);
      } while (row && row.hidden);
    }
    return row && row.children[at];
  }
  if (matrix) {
    all("a", matrix).forEach(function (a) { a.tabIndex = -1; });
    matrix.parentNode.tabIndex = -1;
    take(matrix.querySelector("td a") ? matrix.querySelector("td a").parentNode : matrix.querySelector("th"), false);
    matrix.addEventListener("keydown", function (event) {
      var cell = event.target.closest("td, th");
      var steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
      if (!cell || event.altKey || event.ctrlKey || event.metaKey) { return; }
      if (steps[event.key]) {
        take(step(cell, steps[event.key][0], steps[event.key][1]), true);
      } else if (event.key === "Home") {
        take(cell.parentNode.firstElementChild, true);
      } else if (event.key === "End") {
        take(cell.parentNode.lastElementChild, true);
      } else {
        return;
      }
      event.preventDefault();
    });
    matrix.addEventListener("focusin", function (event) {
      var cell = event.target.closest("td, th");
      if (cell) { take(cell, false); }
    });
  }

  doc.addEventListener("click", function (event) {
    var a = event.target.closest && event.target.closest("a[href]");
    if (a && !away) { home.link = a; home.y = window.scrollY; }
  });
  doc.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing) {
      box.focus();
      event.preventDefault();
    } else if (event.key === "Escape") {
      if (typing && box.value) { box.value = ""; filter(); } else if (away) { location.hash = "#matrix"; } else if (typing) { box.blur(); }
    }
  });
  var waiting = null;
  box.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      if (away && words().length) { location.hash = "#results"; }
      filter();
    }, 120);
  });
  [topic, who, stance].forEach(function (select) { select.addEventListener("change", filter); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", go);
  // On paper the overview is followed by all quotes; the page of a proposition stands alone.
  window.addEventListener("beforeprint", function () {
    if (!away) {
      entries.forEach(show);
      all("details").forEach(function (details) { details.open = true; });
      root.classList.remove("js");
    }
  });
  window.addEventListener("afterprint", function () { root.classList.add("js"); });
  form.hidden = false;
  if (location.hash) { go(); }
}());
