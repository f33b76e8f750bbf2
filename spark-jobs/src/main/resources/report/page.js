// The page: what is shown is a view; controls and clicks change it, and the figures follow.
(function () {
  'use strict';
  var infomorph = globalThis.infomorph;
  var escape = infomorph.escape;
  var number = infomorph.number;
  var charts = {};
  var model;
  var view;
  var theme;
  var printing = false;

  function element(id) {
    return document.getElementById(id);
  }

  async function unpack(id) {
    var text = atob(element(id).textContent.trim());
    var bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) {
      bytes[i] = text.charCodeAt(i);
    }
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).arrayBuffer();
  }

  function startTheme() {
    var dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
    setTheme(dark ? 'dark' : 'light');
    element('theme').onclick = function () {
      setTheme(theme.name === 'dark' ? 'light' : 'dark');
      drawAll();
    };
  }

  function setTheme(name) {
    theme = infomorph.themes[name];
    document.documentElement.dataset.theme = name;
  }

  // Paper is white, whatever the screen is.
  function printOnWhite() {
    var before;
    window.addEventListener('beforeprint', function () {
      before = theme.name;
      setTheme('light');
      printing = true;
      drawAll();
    });
    window.addEventListener('afterprint', function () {
      printing = false;
      setTheme(before);
      drawAll();
    });
  }

  // --- controls ---

  function choice(label, options, value, change) {
    var box = document.createElement('label');
    box.textContent = label;
    var select = document.createElement('select');
    options.forEach(function (option) {
      var made = document.createElement('option');
      made.value = option[0];
      made.textContent = option[1];
      select.appendChild(made);
    });
    select.value = value;
    select.onchange = function () { change(select.value); };
    box.appendChild(select);
    return box;
  }

  function slider(axis, a) {
    var box = document.createElement('label');
    box.textContent = infomorph.axisName(axis);
    var input = document.createElement('input');
    input.type = 'range';
    input.min = 0;
    input.max = axis.values.length - 1;
    input.value = view.at[a];
    var output = document.createElement('output');
    function say() {
      output.textContent = infomorph.tick(axis.values[view.at[a]]);
      input.setAttribute('aria-valuetext', output.textContent); // not the number of the step
    }
    say();
    input.oninput = function () {
      view.at[a] = Number(input.value);
      say();
      follow(a);
      drawMaps();
      drawPoint();
    };
    box.append(input, output);
    return box;
  }

  // The interval in which cells hold an axis that is not drawn.
  function cut(axis, a) {
    var box = document.createElement('label');
    box.textContent = infomorph.axisName(axis);
    var input = document.createElement('input');
    input.type = 'range';
    input.min = 0;
    input.max = model.cells.edges(a).length - 2;
    input.value = view.cut[a];
    var output = document.createElement('output');
    function show() {
      output.textContent = infomorph.cutWords(model, view, a);
      input.setAttribute('aria-valuetext', output.textContent);
    }
    show();
    input.oninput = function () {
      view.cut[a] = Number(input.value);
      show();
      draw('cells');
    };
    box.append(input, output);
    return box;
  }

  // The point that is shown comes along to the slice that is shown, if it has one there.
  function follow(axis) {
    var at = model.axes.map(function (each, a) {
      return a === axis ? view.at[a] : model.place(a, view.point);
    });
    var point = model.pointAt(at);
    if (point >= 0) {
      view.point = point;
    }
  }

  function grouped(select) {
    var parts = {};
    model.header.quantities.forEach(function (quantity) {
      if (!parts[quantity.group]) {
        parts[quantity.group] = document.createElement('optgroup');
        parts[quantity.group].label = {score: 'scores', atom: 'atoms, in bits',
          phase: 'phases'}[quantity.group] || quantity.group;
        select.appendChild(parts[quantity.group]);
      }
      var option = document.createElement('option');
      option.value = quantity.id;
      option.textContent = quantity.label;
      parts[quantity.group].appendChild(option);
    });
  }

  function makeControls() {
    var nav = element('controls');
    nav.textContent = '';
    var box = choice('colour', [], '', function (value) {
      if (!model.quantity(value)) {
        return;
      }
      view.quantity = value;
      if (model.quantity(value).group === 'score') {
        view.score = value;
      }
      drawMaps();
      drawPoint();
    });
    grouped(box.querySelector('select'));
    box.querySelector('select').value = view.quantity;
    nav.appendChild(box);
    var wide = infomorph.wideAxes(model);
    var names = wide.map(function (a) { return [String(a), infomorph.axisName(model.axes[a])]; });
    if (wide.length > 1) {
      ['x', 'y'].forEach(function (side) {
        nav.appendChild(choice(side, names, String(view[side]), function (value) {
          var other = side === 'x' ? 'y' : 'x';
          if (Number(value) === view[other]) {
            view[other] = view[side];
          }
          view[side] = Number(value);
          if (view.panels === view.x || view.panels === view.y) {
            view.panels = -1;
          }
          makeControls();
          drawMaps();
        }));
      });
    }
    var rest = wide.filter(function (a) { return a !== view.x && a !== view.y; });
    if (model.isGrid && rest.length > 0) {
      nav.appendChild(choice('side by side', [['-1', 'nothing']].concat(rest.map(function (a) {
        return [String(a), infomorph.axisName(model.axes[a])];
      })), String(view.panels), function (value) {
        view.panels = Number(value);
        makeControls();
        drawMaps();
      }));
      rest.forEach(function (a) {
        if (a !== view.panels) {
          nav.appendChild(slider(model.axes[a], a));
        }
      });
    }
    if (model.cells) {
      rest.forEach(function (a) { nav.appendChild(cut(model.axes[a], a)); });
    }
    if (model.header.layers.length > 1) {
      nav.appendChild(choice('layer', model.header.layers.map(function (layer, k) {
        return [String(k), layer.name];
      }), String(view.layer), function (value) {
        view.layer = Number(value);
        drawMaps();
        drawPoint();
      }));
    }
    if (model.header.layers.some(function (layer) { return layer.atoms.length > 10; })) {
      nav.appendChild(choice('atoms', infomorph.atomOrders, view.atoms, function (value) {
        view.atoms = value;
        drawPoint();
      }));
    }
  }

  // --- figures ---

  function figureOf(id) {
    return infomorph.figures.filter(function (figure) { return figure.id === id; })[0];
  }

  function save(name, url) {
    var link = document.createElement('a');
    link.href = url;
    link.download = model.header.name + '-' + name;
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  function saveText(name, text, type) {
    var url = URL.createObjectURL(new Blob([text], {type: type}));
    save(name, url);
    setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
  }

  function tools(section, id, drawn) {
    var bar = document.createElement('div');
    bar.className = 'tools';
    if (figureOf(id).controls) {
      figureOf(id).controls(model, view).forEach(function (control) {
        bar.appendChild(choice(control.label, control.options, String(view[control.key]),
          function (value) {
            view[control.key] = value;
            draw(id);
          }));
      });
    }
    if (id === 'fields' && model.header.fields.length > 1) {
      var box = choice('', model.header.fields.map(function (field, k) {
        return [String(k), field.trial.slice(0, 8) + ', ' + field.layer + ' ' + field.source];
      }), String(view.field), function (value) {
        view.field = Number(value);
        draw('fields');
      });
      box.querySelector('select').setAttribute('aria-label', 'network, layer and source');
      bar.appendChild(box.querySelector('select'));
    }
    // Files are for papers, whose paper is white, and as wide as on a screen.
    function forPaper() {
      var wide = Object.assign({}, view, {narrow: false, alone: true});
      return figureOf(id).draw(model, wide, infomorph.themes.light);
    }
    [['SVG', function () {
      saveText(drawn.id + '.svg', infomorph.svg(echarts, forPaper(), 720, 480), 'image/svg+xml');
    }], ['PNG', function () {
      savePng(forPaper());
    }], ['CSV', function () {
      saveText(drawn.id + '.csv', infomorph.csv(drawn.table), 'text/csv');
    }]].forEach(function (tool) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = tool[0];
      button.title = 'save as ' + tool[0];
      button.setAttribute('aria-label', drawn.title + ': save as ' + tool[0]);
      button.onclick = tool[1];
      bar.appendChild(button);
    });
    section.appendChild(bar);
  }

  function savePng(drawn) {
    var source = infomorph.svg(echarts, drawn, 720, 480);
    var image = new Image();
    image.onload = function () {
      var canvas = document.createElement('canvas');
      canvas.width = 1440;
      canvas.height = 960;
      canvas.getContext('2d').drawImage(image, 0, 0, 1440, 960);
      canvas.toBlob(function (blob) {
        var url = URL.createObjectURL(blob);
        save(drawn.id + '.png', url);
        setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
      });
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(source);
  }

  // A chart that is disposed of while it still paints a large figure would throw an error.
  function later(chart) {
    setTimeout(function () { chart.dispose(); }, 5000);
  }

  function draw(id) {
    var section = document.querySelector('[data-figure="' + id + '"]');
    var figure = figureOf(id);
    var focused = section.contains(document.activeElement)
      && document.activeElement.classList.contains('chart');
    view.narrow = !printing && section.clientWidth > 0 && section.clientWidth < 560;
    if (charts[id]) {
      later(charts[id]);
      delete charts[id];
    }
    section.textContent = '';
    section.hidden = Boolean(figure.absent && figure.absent(model, view));
    if (section.hidden) {
      return;
    }
    var drawn = figure.draw(model, view, theme);
    if (drawn.empty) {
      var words = document.createElement('p');
      words.className = 'empty';
      words.textContent = drawn.title + ': ' + drawn.empty;
      section.appendChild(words);
      return;
    }
    var box = document.createElement('div');
    box.className = 'chart';
    box.setAttribute('role', 'img');
    box.setAttribute('aria-label', drawn.title + (drawn.option.title && drawn.option.title.subtext
      ? ': ' + drawn.option.title.subtext : ''));
    section.appendChild(box);
    if (printing) { // as lines and letters, which take whatever width the paper has
      box.innerHTML = infomorph.svg(echarts, drawn, id === 'parallel' ? 1100 : 620,
        id === 'parallel' ? 380 : 430);
      return;
    }
    if (MAPS.indexOf(id) >= 0 && model.isGrid && view.x >= 0) {
      byKeys(box);
      if (focused) {
        box.focus();
      }
    }
    tools(section, id, drawn);
    var chart = echarts.init(box, null, {renderer: drawn.pixels ? 'svg' : 'canvas'});
    infomorph.fitTitle(drawn.option, chart.getWidth());
    chart.setOption(drawn.option);
    if (figure.pointOf || MAPS.indexOf(id) >= 0 || OF_STUDIES.indexOf(id) >= 0) {
      chart.on('click', function (item) {
        var point = figure.pointOf ? figure.pointOf(item)
          : item.value && item.value.length > 3 ? item.value[3] : undefined;
        if (point !== undefined) {
          choose(point);
        }
      });
    } else if (id === 'cells') {
      chart.on('click', function (item) {
        choose(infomorph.nearestPoint(model, item.value[6]));
      });
    }
    if (figure.ready) {
      figure.ready(chart, model, view, page);
    }
    charts[id] = chart;
  }

  var MAPS = ['map', 'phases'];
  var OF_STUDIES = ['path', 'candidates', 'rungs', 'capacities', 'confirmation'];

  // Arrows go to the next point that there is; Home goes to the best one.
  function byKeys(box) {
    box.tabIndex = 0;
    box.setAttribute('role', 'application');
    box.setAttribute('aria-roledescription', 'map; arrow keys choose a point, Home the best one');
    box.onkeydown = function (event) {
      var steps = {ArrowLeft: [view.x, -1], ArrowRight: [view.x, 1], ArrowDown: [view.y, -1],
        ArrowUp: [view.y, 1]}[event.key];
      if (event.key === 'Home' && model.header.best >= 0) {
        event.preventDefault();
        choose(model.header.best);
      } else if (steps && steps[0] >= 0) {
        event.preventDefault();
        var at = model.axes.map(function (axis, a) { return model.place(a, view.point); });
        var count = model.axes[steps[0]].values.length;
        for (at[steps[0]] += steps[1]; at[steps[0]] >= 0 && at[steps[0]] < count;
          at[steps[0]] += steps[1]) {
          if (model.pointAt(at) >= 0) {
            choose(model.pointAt(at));
            return;
          }
        }
      }
    };
  }

  function drawMaps() {
    ['cells', 'candidates', 'map', 'phases', 'recall'].forEach(draw);
    page.changed();
  }

  // What is about all points and trials, and not about one.
  function drawPoints() {
    ['scatter', 'history', 'distribution', 'importance', 'parallel'].forEach(draw);
  }

  function drawPoint() {
    element('point').innerHTML = pointWords();
    ['profile', 'lattice', 'curves', 'profile-epochs', 'neurons', 'fields'].forEach(draw);
    page.changed();
  }

  function drawAll() {
    ['path', 'rungs', 'effects', 'capacities', 'confirmation'].forEach(draw);
    drawMaps();
    drawPoint();
    drawPoints();
  }

  function choose(point) {
    view.point = point;
    for (var a = 0; a < model.axes.length; a++) {
      if (model.axes[a].values) {
        view.at[a] = model.place(a, point);
      }
    }
    var field = model.header.fields.findIndex(function (f) { return f.point === point; });
    if (field >= 0) {
      view.field = field;
    }
    makeControls();
    drawMaps(); // the frame around it
    drawPoint();
  }

  // What the page's other scripts may see and do.
  var page = {
    model: function () { return model; },
    view: function () { return view; },
    choose: choose,
    drawAll: function () {
      makeControls();
      drawAll();
    },
    redraw: drawAll,
    drawPoint: drawPoint,
    refill: function () {},
    reset: function () { view = infomorph.firstView(model); },
    table: table,
    listeners: [],
    changed: function () {
      page.listeners.forEach(function (listener) { listener(); });
    },
    // Shows other data; what is chosen stays chosen.
    show: function (data) {
      var old = {model: model, view: view};
      openData(data);
      view = old.model ? infomorph.carried(old.model, old.view, model) : infomorph.firstView(model);
      words();
      bestPoints();
    }
  };

  // --- words ---

  function pointWords() {
    if (model.points === 0) {
      return 'The sweep has no point.';
    }
    var words = infomorph.whereabouts(model, view.point).split('<br>').join(' · ');
    var ids = model.ids(view.point);
    if (!ids.trials && !ids.point) {
      words += ' · point number ' + view.point + ' of the plan (no room for ids in this file)';
    }
    return words + (view.point === model.header.best ? ' · <b>the best point</b>' : '')
      + (model.points > 1 ? '. A click into a map chooses another one.' : '.');
  }

  function table(head, rows, pick) {
    var html = '<table><thead><tr>' + head.map(function (name) {
      return '<th scope="col">' + escape(name) + '</th>';
    }).join('') + '</tr></thead><tbody>';
    rows.forEach(function (row, k) {
      html += '<tr' + (pick ? ' class="pick" data-row="' + k + '"' : '') + '>'
        + row.map(function (cell, c) {
          return '<td' + (head[c] === 'message' ? ' class="message"' : '') + '>'
            + (pick && c === 0 ? '<button type="button" aria-label="'
              + escape(typeof cell === 'number' ? number(cell) : cell) + ', row ' + (k + 1)
              + ': show its point">' : '')
            + escape(typeof cell === 'number' ? number(cell) : cell)
            + (pick && c === 0 ? '</button>' : '') + '</td>';
        }).join('') + '</tr>';
    });
    return html + '</tbody></table>';
  }

  // What is wider than the page can be scrolled by keyboard, too.
  function scrolling(name) {
    return '<div class="scroll" tabindex="0" role="region" aria-label="' + name + '">';
  }

  function bestPoints() {
    var measure = model.header.ranks;
    var order = model.header.ranking;
    if (order.length === 0) {
      element('best').innerHTML = '<p class="note">No point has a number for ' + escape(measure)
        + ', by which this sweep ranks its points.</p>';
      return;
    }
    var head = ['rank'].concat(model.axes.map(function (a) { return a.label; }))
      .concat([measure, '± (95 %)', 'phase']);
    var phases = model.header.phases[model.header.phases.length - 1];
    element('best').innerHTML = table(head, order.map(function (i, rank) {
      var half = model.halfWidth(measure, i);
      return [String(rank + 1)].concat(model.axes.map(function (a, k) { return model.axisValue(k, i); })
        .concat([model.value(measure, i), isNaN(half) ? '' : half,
          phases ? model.phase(phases, i) || '' : '']));
    }), true);
    element('best').querySelectorAll('tr.pick').forEach(function (row) {
      row.onclick = function () { choose(order[Number(row.dataset.row)]); };
    });
  }

  function words() {
    var header = model.header;
    var counts = header.counts;
    var failed = counts.failed + counts.diverged;
    element('summary').textContent = counts.finished + ' of '
      + infomorph.count(counts.planned, 'trial') + ' at ' + infomorph.count(header.points, 'point')
      + (counts.diverged > 0 ? ', ' + counts.diverged + ' diverged' : '')
      + (counts.failed > 0 ? ', ' + counts.failed + ' failed' : '')
      + '; ' + (header.trained ? header.trained + '; ' : '') + 'ranked by ' + header.ranks
      + (header.maximise === false ? ', the lowest first' : '')
      + (header.chosen && header.ranks === header.measure ? ' (' + header.chosen + ')' : '') + '.';
    if (model.study) {
      element('study').innerHTML = '<h2>What the study found</h2>'
        + model.study.sentences.map(function (sentence) {
          return '<p>' + escape(sentence) + '</p>';
        }).join('');
    }
    var html = '<dl>';
    header.facts.forEach(function (fact) {
      html += '<dt>' + escape(fact[0]) + '</dt><dd>' + escape(fact[1]) + '</dd>';
    });
    html += '</dl>';
    header.notes.forEach(function (note) {
      html += '<p class="note">' + escape(note) + '</p>';
    });
    if (failed > 0) {
      html += '<h3>Trials that failed or diverged</h3>' + scrolling('failures')
        + table(['trials', 'status', 'message', 'such as'], header.failures.map(function (f) {
          return [f.count, f.status, f.message, f.examples.join(', ')];
        })) + '</div>';
    }
    html += '<h3>Where it ran</h3>' + scrolling('environments') + table(['trials', 'environment'],
      header.environments.map(function (e) { return [e.trials, e.text]; })) + '</div>';
    element('run').innerHTML = html;
    element('spec').textContent = header.spec;
    element('legend').innerHTML = '<p>' + header.legend.map(escape).join('</p><p>') + '</p>';
    element('foot').textContent = 'infomorph ' + header.version + ', ' + header.generated
      + '. Figures: Apache ECharts ' + echarts.version + ' (Apache License 2.0), in this file; '
      + 'nothing is loaded from the network.';
  }

  function openData(data) {
    var length = new DataView(data).getUint32(0, true);
    var header = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
    model = infomorph.openModel(header, data.slice(4 + length));
  }

  function fail(error) {
    var note = element('broken');
    note.hidden = false;
    note.textContent = 'This page could not be drawn: ' + error
      + '. It needs a browser of 2023 or newer (Chrome 80, Firefox 113, Safari 16.4).';
    throw error;
  }

  async function start() {
    if (typeof DecompressionStream === 'undefined') {
      throw new Error('the browser cannot unpack data (DecompressionStream)');
    }
    var library = document.createElement('script');
    library.textContent = new TextDecoder().decode(await unpack('library'));
    document.head.appendChild(library);
    var live = document.documentElement.dataset.live === 'true';
    page.show(live ? await infomorph.fetchData() : await unpack('data'));
    startTheme();
    printOnWhite();
    infomorph.startAddress(page);
    infomorph.startTable(page);
    makeControls();
    drawAll();
    if (live) {
      infomorph.startLive(page);
    }
    var waiting;
    window.addEventListener('resize', function () {
      clearTimeout(waiting);
      waiting = setTimeout(function () {
        drawAll(); // a narrow figure is arranged otherwise
      }, 150);
    });
    document.documentElement.dataset.ready = 'true';
  }

  start().catch(fail);
})();
