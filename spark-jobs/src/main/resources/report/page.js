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
    box.textContent = axis.label;
    var input = document.createElement('input');
    input.type = 'range';
    input.min = 0;
    input.max = axis.values.length - 1;
    input.value = view.at[a];
    var output = document.createElement('output');
    output.textContent = infomorph.tick(axis.values[view.at[a]]);
    input.oninput = function () {
      view.at[a] = Number(input.value);
      output.textContent = infomorph.tick(axis.values[view.at[a]]);
      drawMaps();
    };
    box.append(input, output);
    return box;
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
      view.quantity = value;
      if (model.quantity(value).group === 'score') {
        view.score = value;
      }
      drawAll();
    });
    grouped(box.querySelector('select'));
    box.querySelector('select').value = view.quantity;
    nav.appendChild(box);
    var wide = infomorph.wideAxes(model);
    var names = wide.map(function (a) { return [String(a), model.axes[a].label]; });
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
        return [String(a), model.axes[a].label];
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
    if (model.header.layers.length > 1) {
      nav.appendChild(choice('layer', model.header.layers.map(function (layer, k) {
        return [String(k), layer.name];
      }), String(view.layer), function (value) {
        view.layer = Number(value);
        drawAll();
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
    if (id === 'fields' && model.header.fields.length > 1) {
      var box = choice('', model.header.fields.map(function (field, k) {
        return [String(k), field.trial.slice(0, 8) + ', ' + field.layer + ' ' + field.source];
      }), String(view.field), function (value) {
        view.field = Number(value);
        draw('fields');
      });
      bar.appendChild(box.querySelector('select'));
    }
    [['SVG', function () {
      saveText(drawn.id + '.svg', infomorph.svg(echarts, drawn, 720, 480), 'image/svg+xml');
    }], ['PNG', function () {
      savePng(drawn);
    }], ['CSV', function () {
      saveText(drawn.id + '.csv', infomorph.csv(drawn.table), 'text/csv');
    }]].forEach(function (tool) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = tool[0];
      button.title = 'save as ' + tool[0];
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

  function draw(id) {
    var section = document.querySelector('[data-figure="' + id + '"]');
    var figure = figureOf(id);
    if (charts[id]) {
      charts[id].dispose();
      delete charts[id];
    }
    section.textContent = '';
    section.hidden = Boolean(figure.absent && figure.absent(model));
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
    box.setAttribute('aria-label', drawn.title);
    section.appendChild(box);
    tools(section, id, drawn);
    var chart = echarts.init(box, null, {renderer: drawn.pixels ? 'svg' : 'canvas'});
    chart.setOption(drawn.option);
    if (id === 'map' || id === 'phases') {
      chart.on('click', function (item) {
        if (item.value && item.value.length > 3) {
          choose(item.value[3]);
        }
      });
    }
    charts[id] = chart;
  }

  function drawMaps() {
    ['map', 'phases', 'recall'].forEach(draw);
  }

  function drawPoint() {
    element('point').innerHTML = pointWords();
    ['profile', 'curves', 'profile-epochs', 'neurons', 'fields', 'recall'].forEach(draw);
  }

  function drawAll() {
    draw('map');
    draw('phases');
    drawPoint();
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
    drawPoint();
  }

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
      return '<th>' + escape(name) + '</th>';
    }).join('') + '</tr></thead><tbody>';
    rows.forEach(function (row, k) {
      html += '<tr' + (pick ? ' class="pick" data-row="' + k + '"' : '') + '>'
        + row.map(function (cell, c) {
          return '<td' + (head[c] === 'message' ? ' class="message"' : '') + '>'
            + escape(typeof cell === 'number' ? number(cell) : cell) + '</td>';
        }).join('') + '</tr>';
    });
    return html + '</tbody></table>';
  }

  function bestPoints() {
    var measure = model.header.measure;
    var order = infomorph.ranking(model, 10);
    if (order.length === 0) {
      element('best').innerHTML = '<p class="note">No point has a number for ' + escape(measure)
        + ', by which this sweep ranks its points.</p>';
      return;
    }
    var head = model.axes.map(function (a) { return a.label; }).concat([measure, '± (95 %)', 'phase']);
    var phases = model.header.phases[model.header.phases.length - 1];
    element('best').innerHTML = table(head, order.map(function (i) {
      var half = model.halfWidth(measure, i);
      return model.axes.map(function (a, k) { return model.axisValue(k, i); })
        .concat([model.value(measure, i), isNaN(half) ? '' : half,
          phases ? model.phase(phases, i) || '' : '']);
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
      + '; ranked by ' + header.measure + '.';
    var html = '<dl>';
    header.facts.forEach(function (fact) {
      html += '<dt>' + escape(fact[0]) + '</dt><dd>' + escape(fact[1]) + '</dd>';
    });
    html += '</dl>';
    header.notes.forEach(function (note) {
      html += '<p class="note">' + escape(note) + '</p>';
    });
    if (failed > 0) {
      html += '<h3>Trials that failed or diverged</h3><div class="scroll">'
        + table(['trials', 'status', 'message', 'such as'], header.failures.map(function (f) {
          return [f.count, f.status, f.message, f.examples.join(', ')];
        })) + '</div>';
    }
    html += '<h3>Where it ran</h3><div class="scroll">' + table(['trials', 'environment'],
      header.environments.map(function (e) { return [e.trials, e.text]; })) + '</div>';
    element('run').innerHTML = html;
    element('spec').textContent = header.spec;
    element('legend').innerHTML = '<p>' + header.legend.map(escape).join('</p><p>') + '</p>';
    element('foot').textContent = 'infomorph ' + header.version + ', ' + header.generated
      + '. Figures: Apache ECharts ' + echarts.version + ' (Apache License 2.0), in this file; '
      + 'nothing is loaded from the network.';
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
    var data = await unpack('data');
    var length = new DataView(data).getUint32(0, true);
    var header = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
    model = infomorph.openModel(header, data.slice(4 + length));
    view = infomorph.firstView(model);
    startTheme();
    words();
    bestPoints();
    makeControls();
    drawAll();
    var waiting;
    window.addEventListener('resize', function () {
      clearTimeout(waiting);
      waiting = setTimeout(function () {
        Object.keys(charts).forEach(function (id) { charts[id].resize(); });
      }, 150);
    });
    document.documentElement.dataset.ready = 'true';
  }

  start().catch(fail);
})();
