// Cells of a refinement: rectangles of different size, each with its label and how sure it is.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;

  var BOUNDARIES = ['none', 'crosses', 'open'];

  // Cells as functions of their number; null for sweeps without any.
  infomorph.openCells = function (header, read) {
    var cells = header.study && header.study.cells;
    if (!cells) {
      return null;
    }
    var flags = read(cells.flags);
    var lower = cells.axes.map(function (axis) { return read(axis.lower); });
    var upper = cells.axes.map(function (axis) { return read(axis.upper); });
    return {
      count: cells.count,
      labels: cells.labels,
      edges: function (axis) { return cells.axes[axis].edges; },
      // Places in the list of edges.
      lower: function (axis, i) { return lower[axis](i); },
      upper: function (axis, i) { return upper[axis](i); },
      label: function (i) { return cells.labels[flags(i)]; },
      boundary: function (i) { return BOUNDARIES[flags(cells.count + i)]; },
      probability: read(cells.probability)
    };
  };

  // The place among a list's intervals where a value lies.
  infomorph.between = function (edges, value) {
    var k = 0;
    while (k < edges.length - 2 && edges[k + 1] <= value) {
      k++;
    }
    return k;
  };

  // The interval in which an axis that is not drawn is held, in words.
  infomorph.cutWords = function (model, view, a) {
    var edges = model.cells.edges(a);
    return infomorph.tick(edges[view.cut[a]]) + ' to ' + infomorph.tick(edges[view.cut[a] + 1]);
  };

  var KINDS = {failed: 'failed', unknown: 'not known'};

  function kindOf(cells, i) {
    var label = cells.label(i);
    return label === 'failed' ? KINDS.failed
      : label === '' && cells.probability(i) === 0 ? KINDS.unknown : label;
  }

  // A label of one layer without the layer's name, as in the other figures.
  function shortName(label) {
    if (label === '') {
      return 'no label';
    }
    return /^[^ =,]+=[^ ,]+$/.test(label) ? label.slice(label.indexOf('=') + 1) : label;
  }

  function colourOf(model, kinds, kind, theme) {
    if (kind === KINDS.failed || kind === KINDS.unknown || kind === '') {
      return kind === '' ? theme.mixed : theme.none;
    }
    var name = shortName(kind);
    return name === kind ? infomorph.colour(kinds.indexOf(kind))
      : infomorph.kindColour(model, name, theme);
  }

  function isShown(model, view, i) {
    return model.axes.every(function (axis, a) {
      return a === view.x || a === view.y || view.cut[a] >= model.cells.lower(a, i)
        && view.cut[a] < model.cells.upper(a, i);
    });
  }

  function ends(model, a, i) {
    var edges = model.cells.edges(a);
    return [edges[model.cells.lower(a, i)], edges[model.cells.upper(a, i)]];
  }

  // A cell's drawing; a cross for one whose trials failed.
  function shape(kind, colour, theme) {
    return function (params, api) {
      var one = api.coord([api.value(0), api.value(1)]);
      var other = api.coord([api.value(2), api.value(3)]);
      var box = {x: Math.min(one[0], other[0]), y: Math.min(one[1], other[1]),
        width: Math.abs(other[0] - one[0]), height: Math.abs(other[1] - one[1])};
      var wide = Math.min(box.width, box.height) >= 4;
      var crossed = api.value(5) === 1;
      var dashed = kind === KINDS.unknown || api.value(5) === 2;
      var open = kind === KINDS.failed || kind === KINDS.unknown;
      var parts = [{type: 'rect', shape: box, style: {fill: theme.paper}},
        {type: 'rect', shape: box, style: {fill: colour,
          opacity: open ? 1 : 0.15 + 0.85 * api.value(4),
          stroke: crossed ? theme.edge : dashed ? theme.dim : theme.paper,
          lineWidth: crossed ? (wide ? 1.2 : 0.6) : (wide ? 1 : 0.3),
          lineDash: dashed ? [3, 3] : null}}];
      if (kind === KINDS.failed) {
        [[0, 1], [1, 0]].forEach(function (ends) {
          parts.push({type: 'line', style: {stroke: theme.dim, lineWidth: 1},
            shape: {x1: box.x, y1: box.y + ends[0] * box.height,
              x2: box.x + box.width, y2: box.y + ends[1] * box.height}});
        });
      }
      return {type: 'group', children: parts};
    };
  }

  function axisOf(model, a, theme, more) {
    var edges = model.cells.edges(a);
    var log = model.axes[a].scale === 'log';
    var option = {type: log ? 'log' : 'value', min: edges[0], max: edges[edges.length - 1],
      splitLine: {show: false}};
    Object.keys(more).forEach(function (key) { option[key] = more[key]; });
    return infomorph.axisOption(theme, infomorph.axisName(model.axes[a]), option);
  }

  function tooltip(model, kind, i) {
    var cells = model.cells;
    var lines = ['<b>' + infomorph.escape(kind === '' ? 'no label' : kind) + '</b>'];
    if (kind !== KINDS.unknown) {
      lines.push('whole cell with probability <b>' + infomorph.number(cells.probability(i))
        + '</b>');
    }
    if (cells.boundary(i) !== 'none') {
      lines.push(cells.boundary(i) === 'open' ? 'a boundary may cross it: not decided yet'
        : 'a boundary crosses it');
    }
    model.axes.forEach(function (axis, a) {
      var of = ends(model, a, i);
      lines.push(infomorph.escape(infomorph.axisName(axis)) + ' ' + infomorph.number(of[0]) + ' to '
        + infomorph.number(of[1]));
    });
    return lines.join('<br>');
  }

  infomorph.figures.push({
    id: 'cells',
    absent: function (model) {
      return !model.cells;
    },
    draw: function (model, view, theme) {
      var cells = model.cells;
      var title = 'Cells of the refinement';
      if (cells.count === 0) {
        return infomorph.nothing('cells', title, 'The coarse grid is not measured yet.');
      }
      var kinds = [];
      var rows = {};
      var points = [];
      for (var i = 0; i < cells.count; i++) {
        var kind = kindOf(cells, i);
        if (kinds.indexOf(kind) < 0) {
          kinds.push(kind);
          rows[kind] = [];
        }
        if (isShown(model, view, i)) {
          points.push(i);
          var x = ends(model, view.x, i);
          var y = view.y < 0 ? [0, 1] : ends(model, view.y, i);
          rows[kind].push([x[0], y[0], x[1], y[1], cells.probability(i),
            BOUNDARIES.indexOf(cells.boundary(i)), i]);
        }
      }
      kinds.sort();
      var held = model.axes.map(function (axis, a) {
        return a === view.x || a === view.y ? ''
          : infomorph.axisName(axis) + ' ' + infomorph.cutWords(model, view, a);
      }).filter(function (word) { return word !== ''; });
      var option = infomorph.frame(theme, title,
        held.concat(['pale: less sure; outlined: a boundary crosses; dashed: it may']).join('; '));
      option.grid = {left: '11%', right: '5%', top: '22%', bottom: '14%'};
      option.legend = {data: kinds.map(shortName), top: '12%', left: 8, itemGap: 18,
        borderColor: 'transparent', type: 'scroll', itemHeight: 10, itemWidth: 14, icon: 'rect',
        textStyle: {color: theme.text, fontSize: 11}, pageTextStyle: {color: theme.dim}};
      option.xAxis = axisOf(model, view.x, theme, {});
      option.yAxis = view.y < 0
        ? infomorph.axisOption(theme, '', {type: 'value', show: false, min: 0, max: 1})
        : axisOf(model, view.y, theme, {nameGap: 44});
      option.series = kinds.map(function (kind) {
        var colour = colourOf(model, kinds, kind, theme);
        return {type: 'custom', name: shortName(kind), data: rows[kind], progressive: 0,
          clip: true, itemStyle: {color: colour}, encode: {x: [0, 2], y: [1, 3]},
          renderItem: shape(kind, colour, theme)};
      });
      option.tooltip.formatter = function (item) {
        return tooltip(model, kinds[item.seriesIndex], item.value[6]);
      };
      var columns = [];
      model.axes.forEach(function (axis) {
        columns.push(axis.label + '_lower', axis.label + '_upper');
      });
      return {id: 'cells', title: title, option: option,
        table: {columns: columns.concat(['label', 'probability', 'boundary']),
          rows: points.map(function (i) {
            var row = [];
            model.axes.forEach(function (axis, a) {
              row = row.concat(ends(model, a, i));
            });
            return row.concat([cells.label(i), cells.probability(i), cells.boundary(i)]);
          })}};
    }
  });

  // The measured point that is nearest to a cell's middle, each axis as long as the others.
  infomorph.nearestPoint = function (model, cell) {
    var best = -1;
    var least = Infinity;
    function place(axis, value) {
      return axis.scale === 'log' ? Math.log(value) : value;
    }
    var middles = model.axes.map(function (axis, a) {
      var of = ends(model, a, cell);
      return (place(axis, of[0]) + place(axis, of[1])) / 2;
    });
    for (var i = 0; i < model.points; i++) {
      var distance = 0;
      for (var a = 0; a < model.axes.length; a++) {
        var edges = model.cells.edges(a);
        var whole = place(model.axes[a], edges[edges.length - 1]) - place(model.axes[a], edges[0]);
        var d = (place(model.axes[a], model.axisValue(a, i)) - middles[a]) / whole;
        distance += d * d;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  };
})(typeof globalThis === 'undefined' ? this : globalThis);
