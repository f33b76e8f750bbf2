// Figures over the axes of a sweep: a quantity, and the phases.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var MOST_PANELS = 12;

  // The points that a view shows: all places of two axes, the others where the view holds them; one
  // such slice for each panel.
  function slices(model, view) {
    var panels = view.panels >= 0
      ? model.axes[view.panels].values.slice(0, MOST_PANELS).map(function (v, k) { return k; })
      : [null];
    return panels.map(function (panel) {
      var at = view.at.slice();
      if (panel !== null) {
        at[view.panels] = panel;
      }
      var points = [];
      var columns = view.x >= 0 ? model.axes[view.x].values.length : 1;
      var rows = view.y >= 0 ? model.axes[view.y].values.length : 1;
      for (var x = 0; x < columns; x++) {
        for (var y = 0; y < rows; y++) {
          if (view.x >= 0) {
            at[view.x] = x;
          }
          if (view.y >= 0) {
            at[view.y] = y;
          }
          var point = model.pointAt(at);
          if (point >= 0) {
            points.push([x, y, point]);
          }
        }
      }
      var name = panel === null ? ''
        : infomorph.axisName(model.axes[view.panels]) + ' = '
          + infomorph.tick(model.axes[view.panels].values[panel]);
      return {name: name, points: points, columns: columns, rows: rows};
    });
  }

  // What the view holds fixed, in words: all axes but some.
  infomorph.held = function (model, view, free) {
    var words = [];
    model.axes.forEach(function (axis, a) {
      if (free.indexOf(a) < 0 && axis.values && axis.values.length > 1) {
        words.push(infomorph.axisName(axis) + ' = ' + infomorph.tick(axis.values[view.at[a]]));
      }
    });
    return words.join(', ');
  };

  function held(model, view) {
    return infomorph.held(model, view, [view.x, view.y, view.panels]);
  }

  function describe(words) {
    return words.filter(function (word) { return word !== ''; }).join('; ');
  }

  // Panels side by side, in percent of the figure, clear of its title and legend.
  function grids(count, view) {
    var across = count === 1 ? 1 : count <= 2 ? 2 : count <= 3 ? 3 : count <= 4 ? 2
      : count <= 9 ? 3 : 4;
    if (view.narrow) {
      across = Math.min(across, 2);
    }
    var down = Math.ceil(count / across);
    var left = view.narrow ? 15 : 10;
    var right = view.narrow ? 4 : 17;
    var bottom = view.narrow ? 27 : 13;
    var made = [];
    for (var k = 0; k < count; k++) {
      var width = (100 - left - right) / across;
      var height = (100 - 14 - bottom) / down;
      made.push({
        left: left + (k % across) * width + '%',
        top: 14 + Math.floor(k / across) * height + (count > 1 ? 4 : 0) + '%',
        width: width - (across > 1 ? 3 : 0) + '%',
        height: height - (down > 1 ? 8 : 0) - (count > 1 ? 3 : 0) + '%'
      });
    }
    return {across: across, down: down, boxes: made};
  }

  // The colours' legend: at the right, or below the map where the figure is narrow.
  function placed(visualMap, view) {
    if (view.narrow) {
      visualMap.orient = 'horizontal';
      visualMap.left = 'center';
      visualMap.bottom = 2;
      if (visualMap.type !== 'piecewise') {
        visualMap.itemHeight = 150;
        visualMap.align = 'top';
      } else {
        visualMap.itemGap = 8;
        visualMap.width = '94%';
      }
    } else {
      visualMap.right = 4;
      visualMap.top = 'middle';
    }
    return visualMap;
  }

  function heading(quantity) {
    return quantity.label + (quantity.label.indexOf(quantity.unit) >= 0 ? ''
      : ' (' + quantity.unit + ')');
  }

  // What is chosen, and what is best, in the order in which marks are drawn.
  function marks(model, view, theme, points, k, loose) {
    var rows = [];
    points.forEach(function (p) {
      if (p[2] === model.header.best) {
        rows.push([p[0], p[1], 1]);
      }
      if (p[2] === view.point) {
        rows.push([p[0], p[1], 0]);
      }
    });
    return {
      type: 'custom', silent: true, xAxisIndex: k, yAxisIndex: k, z: 6, data: rows,
      encode: {x: 0, y: 1}, tooltip: {show: false},
      renderItem: function (params, api) {
        var centre = api.coord([api.value(0), api.value(1)]);
        // Around a cell, or around a point that has no size of its own.
        var size = loose ? [16, 16] : api.size([1, 1]);
        var width = Math.max(size[0], 7);
        var height = Math.max(size[1], 7);
        if (api.value(2) === 1) {
          return {type: 'text', style: {text: '★', x: centre[0], y: centre[1], fill: '#fff',
            stroke: '#000', lineWidth: 2, fontSize: Math.max(10, Math.min(18, width * 0.7)),
            textAlign: 'center', textVerticalAlign: 'middle'}};
        }
        function frame(inset, colour) {
          return {type: 'rect', style: {fill: 'none', stroke: colour, lineWidth: 2},
            shape: {x: centre[0] - width / 2 + inset, y: centre[1] - height / 2 + inset,
              width: width - 2 * inset, height: height - 2 * inset}};
        }
        return {type: 'group', children: [frame(0, '#000'), frame(1.5, '#fff')]};
      }
    };
  }

  function markWords(model, shown, view) {
    var points = shownPoints(shown);
    return [points.indexOf(model.header.best) >= 0 ? '★ best point' : '',
      points.indexOf(view.point) >= 0 && model.points > 1 ? 'frame: ' + shownWords(view) : '']
      .filter(function (word) { return word !== ''; }).join(', ');
  }

  // Cells over two axes. `cell` gives the number that a point is coloured by, NaN for none.
  function cells(model, view, theme, parts, cell, visualMap, extra) {
    var option = infomorph.frame(theme, parts.title, parts.subtitle);
    var shown = parts.slices;
    var layout = grids(shown.length, view);
    option.grid = layout.boxes;
    option.xAxis = [];
    option.yAxis = [];
    option.series = [];
    option.graphic = [];
    shown.forEach(function (slice, k) {
      var bottom = k >= shown.length - layout.across;
      var left = k % layout.across === 0;
      var x = infomorph.cellAxis(theme, model.axes[view.x], bottom ? infomorph.axisName(model.axes[view.x]) : '',
        {gridIndex: k});
      var y = infomorph.cellAxis(theme, model.axes[view.y], left ? infomorph.axisName(model.axes[view.y]) : '',
        {gridIndex: k, nameGap: 44});
      y.axisLabel.show = left; // those of a panel further right would lie on its neighbour
      if (shown.length === 1 && !infomorph.isNumber(model.axes[view.x])) {
        infomorph.allNames({xAxis: x, grid: layout.boxes[k]}, view, view.narrow ? 50 : 0);
        if (layout.boxes[k].bottom !== undefined) {
          delete layout.boxes[k].height;
        }
      }
      option.xAxis.push(x);
      option.yAxis.push(y);
      var data = [];
      slice.points.forEach(function (p) {
        var value = cell(p[2]);
        if (!isNaN(value)) {
          data.push([p[0], p[1], value, p[2]]);
        }
      });
      option.series.push({
        name: slice.name, type: 'heatmap', xAxisIndex: k, yAxisIndex: k, data: data,
        itemStyle: {borderWidth: 0},
        emphasis: {itemStyle: {borderColor: theme.edge, borderWidth: 2}}, progressive: 0
      });
      if (slice.name !== '') {
        option.graphic.push({
          type: 'text', left: layout.boxes[k].left, silent: true,
          top: parseFloat(layout.boxes[k].top) - 4.5 + '%',
          style: {text: slice.name, fill: theme.text, fontSize: 11}
        });
      }
    });
    option.visualMap = placed(visualMap, view);
    option.visualMap.dimension = 2;
    option.visualMap.seriesIndex = shown.map(function (slice, k) { return k; });
    if (extra) {
      extra(option, shown);
    }
    shown.forEach(function (slice, k) {
      option.series.push(marks(model, view, theme, slice.points, k));
    });
    return option;
  }

  // A file has nothing below it.
  function shownWords(view) {
    return view.alone ? 'the chosen point' : 'the point shown below';
  }

  // Points of a plan without a grid, where they lie.
  function scatter(model, view, theme, title, cell, visualMap) {
    var data = [];
    var special = [];
    for (var i = 0; i < model.points; i++) {
      var value = cell(i);
      if (!isNaN(value)) {
        var at = [coordinate(model, view.x, i), coordinate(model, view.y, i), value, i];
        data.push(at);
        if (i === model.header.best || i === view.point) {
          special.push([at[0], at[1], i]);
        }
      }
    }
    var all = data.length;
    data = infomorph.thinned(data, function (d) {
      return d[3] === model.header.best || d[3] === view.point;
    });
    var option = infomorph.frame(theme, title, infomorph.shownOf(data.length, all, 'points')
      + ' of the plan, whatever the other axes; ★ best; frame: ' + shownWords(view));
    option.grid = view.narrow ? {left: '15%', right: '4%', top: '14%', bottom: '27%'}
      : {left: '11%', right: '17%', top: '14%', bottom: '13%'};
    option.xAxis = freeAxis(model, view.x, theme);
    option.yAxis = freeAxis(model, view.y, theme);
    option.yAxis.nameGap = 44;
    option.series = [{
      type: 'scatter', data: data, symbolSize: data.length > 5000 ? 3 : 8, progressive: 0,
      itemStyle: infomorph.rim(theme, data.length)
    }];
    option.visualMap = placed(visualMap, view);
    option.visualMap.dimension = 2;
    option.visualMap.seriesIndex = [0];
    option.series.push(marks(model, view, theme, special, 0, true));
    return option;
  }

  function coordinate(model, axis, i) {
    if (axis < 0) {
      return 0;
    }
    var value = model.axisValue(axis, i);
    return typeof value === 'number' ? value : infomorph.tick(value);
  }

  infomorph.coordinate = coordinate;

  function freeAxis(model, axis, theme) {
    if (axis < 0) {
      return infomorph.axisOption(theme, '', {type: 'value', show: false});
    }
    var kind = model.axes[axis];
    var numeric = kind.type === 'number' || kind.type === 'integer';
    var type = !numeric ? 'category' : kind.scale === 'log' ? 'log' : 'value';
    return infomorph.axisOption(theme, infomorph.axisName(kind), {type: type, scale: true});
  }

  infomorph.freeAxis = freeAxis;

  // One axis alone: the quantity along it, with its confidence.
  function line(model, view, theme, quantity, cell, points, subtitle) {
    var axis = model.axes[view.x];
    // A line says that there is something between two points: so there is between numbers alone.
    var numbers = infomorph.isNumber(axis);
    var log = numbers && axis.scale === 'log' && axis.values[0] > 0;
    var means = [];
    var bars = [];
    points.forEach(function (p) {
      var mean = cell(p[2]);
      if (!isNaN(mean)) {
        var x = numbers ? axis.values[p[0]] : p[0];
        means.push([x, mean, NaN, p[2]]);
        var ends = infomorph.interval(model, quantity.id, mean, model.halfWidth(quantity.id, p[2]));
        if (ends) {
          bars.push([x, ends[0], ends[1]]);
        }
      }
    });
    var option = infomorph.frame(theme, heading(quantity), describe([subtitle,
      bars.length > 0 ? 'bars: ' + infomorph.intervalWords(model) : '']));
    option.grid = {left: view.narrow ? '15%' : '11%', right: '6%', top: '14%', bottom: '13%'};
    option.xAxis = numbers
      ? infomorph.axisOption(theme, infomorph.axisName(axis), {type: log ? 'log' : 'value',
        min: 'dataMin', max: 'dataMax'})
      : infomorph.cellAxis(theme, axis, infomorph.axisName(axis));
    if (!numbers) {
      infomorph.allNames(option, view, 0);
    }
    option.yAxis = infomorph.axisOption(theme, quantity.unit, {type: 'value', scale: true,
      nameGap: 44});
    var chosen = means.filter(function (m) { return m[3] === view.point; });
    option.series = [
      {type: numbers ? 'line' : 'scatter', data: means.map(function (m) { return {value: m}; }),
        symbolSize: numbers ? 7 : 11,
        lineStyle: {color: infomorph.colour(0, theme)},
        itemStyle: {color: infomorph.colour(0, theme)}, encode: {x: 0, y: 1}},
      infomorph.errorBars(bars, theme.text),
      {type: 'scatter', silent: true, symbolSize: 15, encode: {x: 0, y: 1}, data: chosen,
        tooltip: {show: false},
        itemStyle: {color: 'transparent', borderColor: theme.text, borderWidth: 2}}
    ];
    return option;
  }

  // From the second to the third number of each row, at the first: a confidence interval.
  infomorph.errorBars = function (rows, colour, axes) {
    return {
      type: 'custom', silent: true, z: 5, data: rows, encode: {x: 0, y: [1, 2]},
      xAxisIndex: axes || 0, yAxisIndex: axes || 0,
      renderItem: function (params, api) {
        var low = api.coord([api.value(0), api.value(1)]);
        var high = api.coord([api.value(0), api.value(2)]);
        var style = {stroke: colour, lineWidth: 1.2, fill: null};
        function bar(x1, y1, x2, y2) {
          return {type: 'line', shape: {x1: x1, y1: y1, x2: x2, y2: y2}, style: style};
        }
        return {type: 'group', children: [
          bar(low[0], low[1], high[0], high[1]),
          bar(low[0] - 4, low[1], low[0] + 4, low[1]),
          bar(high[0] - 4, high[1], high[0] + 4, high[1])]};
      }
    };
  };

  function tableOf(model, points, names, values) {
    return {
      columns: model.axes.map(function (a) { return a.label; }).concat(names),
      rows: points.map(function (i) {
        return model.axes.map(function (a, k) { return model.axisValue(k, i); })
          .concat(values(i));
      })
    };
  }

  function allPoints(model) {
    var points = [];
    for (var i = 0; i < model.points; i++) {
      points.push(i);
    }
    return points;
  }

  function shownPoints(shown) {
    var points = [];
    shown.forEach(function (slice) {
      slice.points.forEach(function (p) { points.push(p[2]); });
    });
    return points;
  }

  function nothing(id, title, why) {
    return {id: id, title: title, empty: why};
  }

  infomorph.nothing = nothing;

  infomorph.figures.push({
    id: 'map',
    draw: function (model, view, theme) {
      var quantity = model.quantity(view.quantity);
      if (!quantity) {
        return nothing('map', 'Map', 'No trial of this sweep has a score yet.');
      }
      var id = 'map-' + quantity.id;
      var learns = learner(model, quantity);
      var cell = function (i) { return learns(i) ? model.value(quantity.id, i) : NaN; };
      var range = quantity.id === CONVERGENCE ? rangeOf(model, cell) : quantity;
      var scale = infomorph.scaleOf(range.least, range.greatest);
      var visualMap = {
        min: scale.least, max: scale.greatest, calculable: true, borderColor: 'transparent',
        align: 'left', itemWidth: 14, itemHeight: 180, precision: 6, inRange: {color: scale.colours},
        textStyle: {color: theme.dim, fontSize: 11},
        formatter: infomorph.number
      };
      var names = quantity.half === undefined ? [quantity.label]
        : [quantity.label, quantity.label + ' half width'];
      var values = function (i) {
        return quantity.half === undefined ? [cell(i)]
          : [cell(i), model.halfWidth(quantity.id, i)];
      };
      if (!(range.least <= range.greatest)) {
        return nothing(id, quantity.label, 'No point has a number for ' + quantity.label + '.');
      }
      var silent = quantity.id === CONVERGENCE ? silentWords(model, learns) : '';
      var option;
      var points;
      if (!model.isGrid) {
        option = scatter(model, view, theme, heading(quantity), cell, visualMap);
        points = allPoints(model);
      } else {
        var shown = slices(model, view);
        points = shownPoints(shown);
        var missing = points.filter(function (i) {
          return isNaN(model.value(quantity.id, i));
        }).length;
        var subtitle = describe([held(model, view),
          view.y < 0 ? 'ring: ' + shownWords(view) : markWords(model, shown, view), silent,
          missing > 0 ? missing + ' of ' + points.length + ' points have no number' : '']);
        if (view.x < 0) {
          return nothing(id, quantity.label, 'This sweep has one point, and no axis to draw over: '
            + quantity.label + ' is ' + infomorph.number(cell(0)) + '.');
        }
        option = view.y < 0
          ? line(model, view, theme, quantity, cell, shown[0].points, subtitle)
          : cells(model, view, theme,
              {title: heading(quantity), subtitle: subtitle, slices: shown},
              cell, visualMap);
      }
      option.tooltip.formatter = function (item) {
        var i = item.value[3];
        var half = model.halfWidth(quantity.id, i);
        return infomorph.escape(quantity.label) + ' <b>' + infomorph.number(cell(i)) + '</b>'
          + (isNaN(half) ? '' : ' ± ' + infomorph.number(half) + ' (95 %)') + '<br>'
          + infomorph.whereabouts(model, i);
      };
      return {id: id, title: quantity.label, option: option,
        table: tableOf(model, points, names, values)};
    }
  });

  var CONVERGENCE = 'convergence_epoch';

  // Which points a map of a quantity shows. A silent network learns nothing: its scores only
  // fluctuate, and the epoch from which on they stay is no time of learning.
  function learner(model, quantity) {
    var phases = model.header.phases[model.header.phases.length - 1];
    if (quantity.id !== CONVERGENCE || !phases) {
      return function () { return true; };
    }
    return function (i) { return model.phase(phases, i) !== 'silent'; };
  }

  function silentWords(model, learns) {
    var count = allPoints(model).filter(function (i) { return !learns(i); }).length;
    return count === 0 ? '' : infomorph.count(count, 'silent point')
      + ' left out: what learns nothing does not converge';
  }

  function rangeOf(model, cell) {
    var least = Infinity;
    var greatest = -Infinity;
    for (var i = 0; i < model.points; i++) {
      var value = cell(i);
      if (isFinite(value)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    return {least: least, greatest: greatest};
  }

  // Lines between neighbouring cells whose phases differ.
  function boundaries(model, phases, slice, theme, k) {
    var at = {};
    slice.points.forEach(function (p) {
      at[p[0] + ',' + p[1]] = model.phase(phases, p[2]);
    });
    var edges = [];
    slice.points.forEach(function (p) {
      var own = at[p[0] + ',' + p[1]];
      var right = at[p[0] + 1 + ',' + p[1]];
      var above = at[p[0] + ',' + (p[1] + 1)];
      if (own && right && own !== right) {
        edges.push([p[0], p[1], 1]);
      }
      if (own && above && own !== above) {
        edges.push([p[0], p[1], 0]);
      }
    });
    return {
      type: 'custom', silent: true, xAxisIndex: k, yAxisIndex: k, z: 5, data: edges,
      encode: {x: 0, y: 1}, tooltip: {show: false},
      renderItem: function (params, api) {
        var centre = api.coord([api.value(0), api.value(1)]);
        var size = api.size([1, 1]);
        var x = centre[0] + size[0] / 2;
        var y = centre[1] - size[1] / 2;
        var upright = api.value(2) === 1;
        return {type: 'line', style: {stroke: theme.edge, lineWidth: 2, lineCap: 'square'},
          shape: upright
            ? {x1: x, y1: centre[1] - size[1] / 2, x2: x, y2: centre[1] + size[1] / 2}
            : {x1: centre[0] - size[0] / 2, y1: y, x2: centre[0] + size[0] / 2, y2: y}};
      }
    };
  }

  infomorph.figures.push({
    id: 'phases',
    draw: function (model, view, theme) {
      var phases = model.header.phases[view.layer];
      if (!phases) {
        return nothing('phases', 'Phases',
          'No layer has a profile: its neurons have no atoms, or no trial has finished.');
      }
      var id = 'phases-' + phases.layer;
      var title = 'Phases of layer ' + phases.layer;
      var cell = function (i) {
        var name = model.phase(phases, i);
        return name === null ? NaN : phases.names.indexOf(name);
      };
      var present = {};
      var some = false;
      for (var i = 0; i < model.points; i++) {
        var name = model.phase(phases, i);
        if (name !== null) {
          present[name] = true;
          some = true;
        }
      }
      if (!some) {
        return nothing(id, title, 'No point has a finished trial.');
      }
      var pieces = [];
      phases.names.forEach(function (name, k) {
        if (present[name]) {
          pieces.push({value: k, label: name, color: infomorph.kindColour(model, name, theme)});
        }
      });
      var visualMap = {type: 'piecewise', pieces: pieces, borderColor: 'transparent',
        orient: 'vertical', textStyle: {color: theme.text, fontSize: 12}, itemSymbol: 'rect'};
      var option;
      var points;
      if (!model.isGrid) {
        option = scatter(model, view, theme, title, cell, visualMap);
        points = allPoints(model);
      } else {
        if (view.x < 0) {
          return nothing(id, title, 'This sweep has one point; its phase is '
            + model.phase(phases, 0) + '.');
        }
        var shown = slices(model, view);
        points = shownPoints(shown);
        option = view.y < 0
          ? strip(model, view, theme, title, shown, cell, visualMap)
          : cells(model, view, theme,
              {title: title, subtitle: describe([held(model, view),
                markWords(model, shown, view)]), slices: shown}, cell,
              visualMap, function (made, parts) {
                parts.forEach(function (slice, k) {
                  made.series.push(boundaries(model, phases, slice, theme, k));
                });
              });
      }
      option.tooltip.formatter = function (item) {
        var point = item.value[3];
        var share = model.value('share:' + phases.layer, point);
        return '<b>' + infomorph.escape(model.phase(phases, point)) + '</b>'
          + (isNaN(share) ? '' : ', largest share ' + infomorph.number(share)) + '<br>'
          + infomorph.whereabouts(model, point);
      };
      return {id: id, title: title, option: option,
        table: tableOf(model, points, ['phase'],
          function (i) { return [model.phase(phases, i)]; })};
    }
  });

  // One axis alone: a strip of cells.
  function strip(model, view, theme, title, shown, cell, visualMap) {
    var option = infomorph.frame(theme, title, held(model, view));
    option.grid = {left: '6%', right: view.narrow ? '4%' : '17%', top: '30%', bottom: '40%'};
    option.xAxis = infomorph.cellAxis(theme, model.axes[view.x],
      infomorph.axisName(model.axes[view.x]));
    if (!infomorph.isNumber(model.axes[view.x])) {
      infomorph.allNames(option, view);
    }
    option.yAxis = infomorph.axisOption(theme, '', {type: 'category', data: [''], show: false});
    var data = [];
    shown[0].points.forEach(function (p) {
      var value = cell(p[2]);
      if (!isNaN(value)) {
        data.push([p[0], 0, value, p[2]]);
      }
    });
    // Cells of the same phase are still points of their own.
    option.series = [{type: 'heatmap', data: data, progressive: 0,
      itemStyle: {borderColor: theme.paper, borderWidth: data.length <= 60 ? 2 : 0}}];
    option.visualMap = placed(visualMap, view);
    option.visualMap.dimension = 2;
    option.visualMap.seriesIndex = [0];
    option.series.push(marks(model, view, theme, shown[0].points, 0));
    return option;
  }
})(typeof globalThis === 'undefined' ? this : globalThis);
