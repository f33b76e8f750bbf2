// What is shown at first, and a figure as a file.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;

  // Axes along which there is something to see.
  infomorph.wideAxes = function (model) {
    var wide = [];
    model.axes.forEach(function (axis, a) {
      if (!axis.values || axis.values.length > 1) {
        wide.push(a);
      }
    });
    return wide;
  };

  // Points by the measure, the highest first.
  infomorph.ranking = function (model, most) {
    var order = [];
    for (var i = 0; i < model.points; i++) {
      if (!isNaN(model.value(model.header.measure, i))) {
        order.push(i);
      }
    }
    var sign = model.header.maximise === false ? -1 : 1;
    order.sort(function (i, j) {
      return sign * (model.value(model.header.measure, j) - model.value(model.header.measure, i))
        || i - j;
    });
    return order.slice(0, most);
  };

  infomorph.firstView = function (model) {
    var wide = infomorph.wideAxes(model);
    var best = Math.max(model.header.best, 0);
    var quantities = model.header.quantities;
    var ranks = model.header.ranks;
    // A study knows which axes matter most.
    var axes = model.study && model.study.axes ? model.study.axes : wide;
    return {
      x: axes.length > 0 ? axes[0] : -1,
      y: axes.length > 1 ? axes[1] : -1,
      // Where the axes that are not drawn are held, among the edges of cells.
      cut: model.axes.map(function (axis, a) {
        return !model.cells || model.cells.count === 0 ? 0
          : infomorph.between(model.cells.edges(a), model.axisValue(a, best));
      }),
      panels: -1,
      at: model.axes.map(function (axis, a) {
        return axis.values && model.points > 0 ? model.place(a, best) : 0;
      }),
      quantity: model.quantity(ranks) ? ranks
        : quantities.length > 0 ? quantities[0].id : '',
      score: model.header.measure,
      layer: model.header.layers.length - 1,
      atoms: 'size',
      scatterX: wide.length > 0 ? 'axis:' + wide[0] : '',
      scatterY: model.header.measure,
      brush: {},
      point: best,
      field: Math.max(0, model.header.fields.map(function (f) { return f.point; }).indexOf(best))
    };
  };

  // Which point has these values of the axes; -1 if none has.
  infomorph.pointOf = function (model, values) {
    for (var i = 0; i < model.points; i++) {
      var same = true;
      for (var a = 0; a < values.length && same; a++) {
        same = String(model.axisValue(a, i)) === String(values[a]);
      }
      if (same) {
        return i;
      }
    }
    return -1;
  };

  // The view of a sweep that has gone on: the same point, axes and places, wherever they are now.
  infomorph.carried = function (old, view, model) {
    var first = infomorph.firstView(model);
    if (old.axes.length !== model.axes.length) {
      return first;
    }
    var kept = {};
    Object.keys(first).forEach(function (key) { kept[key] = view[key]; });
    kept.at = model.axes.map(function (axis, a) {
      var value = old.axes[a].values ? old.axes[a].values[view.at[a]] : undefined;
      var place = axis.values ? axis.values.indexOf(value) : 0;
      return place < 0 ? first.at[a] : place;
    });
    if (old.points > 0) {
      var point = infomorph.pointOf(model, old.axes.map(function (axis, a) {
        return old.axisValue(a, view.point);
      }));
      kept.point = point < 0 ? first.point : point;
    }
    ['x', 'y', 'panels'].forEach(function (side) {
      if (infomorph.wideAxes(model).indexOf(view[side]) < 0) {
        kept[side] = first[side];
      }
    });
    if (kept.x < 0 || (kept.y < 0 && first.y >= 0) || kept.x === kept.y) {
      kept.x = first.x;
      kept.y = first.y;
    }
    if (!model.quantity(view.quantity)) {
      kept.quantity = first.quantity;
    }
    var layer = old.header.layers[view.layer];
    kept.layer = model.header.layers.findIndex(function (l) { return layer && l.name === layer.name; });
    kept.layer = kept.layer < 0 ? first.layer : kept.layer;
    kept.field = Math.max(0, Math.min(view.field, model.header.fields.length - 1));
    return kept;
  };

  // Figures that hold the axes that they do not draw, or show one point.
  var HELD = ['map', 'phases', 'profile', 'profile-epochs', 'lattice', 'curves', 'neurons',
    'cells'];

  // Every figure that a sweep has, as the view that shows it.
  infomorph.allFigures = function (model, start) {
    var all = [];
    function first() {
      var view = infomorph.firstView(model);
      Object.keys(start || {}).forEach(function (key) { view[key] = start[key]; });
      return view;
    }
    function add(id, change) {
      var figure = infomorph.figures.filter(function (f) { return f.id === id; })[0];
      var view = first();
      Object.keys(change).forEach(function (key) { view[key] = change[key]; });
      if (figure.absent && figure.absent(model, view)) {
        return;
      }
      all.push({figure: figure, view: view, slice: ''});
    }
    ['cells', 'path', 'candidates', 'rungs', 'effects', 'capacities', 'confirmation']
      .forEach(function (id) { add(id, {}); });
    model.header.quantities.forEach(function (quantity) {
      add('map', {quantity: quantity.id});
    });
    model.header.layers.forEach(function (layer, k) {
      add('phases', {layer: k});
      add('profile-epochs', {layer: k});
      add('lattice', {layer: k});
      add('neurons', {layer: k});
    });
    add('profile', {});
    add('curves', {});
    var best = first();
    model.header.fields.forEach(function (field, k) {
      if (field.trial === model.header.fields[best.field].trial) {
        add('fields', {field: k});
      }
    });
    add('recall', {});
    ['history', 'distribution', 'importance'].forEach(function (id) { add(id, {}); });
    return all;
  };

  function list(things) {
    return things.slice(0, 20).join(', ') + (things.length > 20 ? ', …' : '');
  }

  function axisOf(model, label) {
    return model.axes.findIndex(function (axis) { return axis.label === label; });
  }

  // Which value of an axis a text means; -1 if none.
  function placeOf(axis, text) {
    return axis.values.findIndex(function (value) {
      return String(value) === text || infomorph.tick(value) === text
        || (typeof value === 'number' && text !== '' && value === Number(text));
    });
  }

  // What shows a place along all axes, and the point there.
  function viewAt(model, at) {
    var view = {at: at, cut: model.axes.map(function (axis, a) {
      return !model.cells || model.cells.count === 0 ? 0
        : infomorph.between(model.cells.edges(a), axis.values ? axis.values[at[a]]
          : model.axisValue(a, Math.max(model.header.best, 0)));
    })};
    var point = model.isGrid ? model.pointAt(at) : -1;
    if (point >= 0) {
      view.point = point;
      var field = model.header.fields.findIndex(function (f) { return f.point === point; });
      if (field >= 0) {
        view.field = field;
      }
    }
    return view;
  }

  // The figures that are wished for as {figures}, or {error} in words.
  infomorph.wished = function (model, wish) {
    var kinds = infomorph.figures.map(function (f) { return f.id; })
      .filter(function (id) { return id !== 'scatter' && id !== 'parallel'; });
    var unknown = wish.only.filter(function (id) { return kinds.indexOf(id) < 0; });
    if (unknown.length > 0) {
      return {error: '--only: there is no figure ' + unknown[0] + '; allowed are ' + list(kinds)};
    }
    var labels = model.axes.map(function (axis) { return axis.label; });
    var names = Object.keys(wish.at).concat(wish.slices ? [wish.slices] : []);
    for (var k = 0; k < names.length; k++) {
      var option = k < names.length - (wish.slices ? 1 : 0) ? '--at' : '--slices';
      var axis = model.axes[axisOf(model, names[k])];
      if (!axis) {
        return {error: option + ': there is no axis ' + names[k] + '; allowed are ' + list(labels)};
      }
      if (!axis.values) {
        return {error: option + ': the axis ' + names[k] + ' has no list of values; allowed are axes'
          + ' of a grid'};
      }
    }
    var base = infomorph.firstView(model);
    for (var label in wish.at) {
      var of = model.axes[axisOf(model, label)];
      var place = placeOf(of, wish.at[label]);
      if (place < 0) {
        return {error: '--at: the axis ' + label + ' has no value ' + wish.at[label]
          + '; allowed are ' + list(of.values.map(infomorph.tick))};
      }
      base.at[axisOf(model, label)] = place;
    }
    var start = {narrow: wish.narrow, alone: true};
    if (Object.keys(wish.at).length > 0) {
      Object.assign(start, viewAt(model, base.at));
    }
    var slice = axisOf(model, wish.slices);
    if (slice >= 0) { // the others are drawn
      var drawn = infomorph.wideAxes(model).filter(function (a) { return a !== slice; });
      start.x = drawn.indexOf(base.x) >= 0 ? base.x : drawn.length > 0 ? drawn[0] : -1;
      var second = drawn.filter(function (a) { return a !== start.x; });
      start.y = second.indexOf(base.y) >= 0 ? base.y : second.length > 0 ? second[0] : -1;
    }
    var all = infomorph.allFigures(model, start).filter(function (entry) {
      return wish.only.length === 0 || wish.only.indexOf(entry.figure.id) >= 0;
    });
    if (slice < 0) {
      return {figures: all};
    }
    var each = [];
    all.forEach(function (entry) {
      if (HELD.indexOf(entry.figure.id) < 0) {
        each.push(entry);
        return;
      }
      model.axes[slice].values.forEach(function (value, v) {
        var at = entry.view.at.slice();
        at[slice] = v;
        each.push({figure: entry.figure, slice: '--' + wish.slices + '-' + infomorph.tick(value),
          view: Object.assign({}, entry.view, viewAt(model, at))});
      });
    });
    return {figures: each};
  };

  // Cuts words above a figure that are longer than it is wide.
  infomorph.fitTitle = function (option, width) {
    [option.title.textStyle, option.title.subtextStyle].forEach(function (style) {
      style.width = width - 16;
      style.overflow = 'truncate';
    });
  };

  // Drawn by the same library as on the page, without a browser.
  infomorph.svg = function (echarts, drawn, width, height) {
    var chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: width,
      height: height});
    infomorph.fitTitle(drawn.option, width);
    chart.setOption(drawn.option);
    var svg = chart.renderToSVGString();
    chart.dispose();
    // What answers to a mouse has no place in a file.
    return svg.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ class="[^"]*"/g, '')
      .replace(/<image /g, '<image style="image-rendering:pixelated" ');
  };

  function cell(value) {
    if (value === null || value === undefined || (typeof value === 'number' && isNaN(value))) {
      return '';
    }
    var text = String(value);
    return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  infomorph.csv = function (table) {
    return [table.columns].concat(table.rows).map(function (row) {
      return row.map(cell).join(',');
    }).join('\n') + '\n';
  };
})(typeof globalThis === 'undefined' ? this : globalThis);
