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
        : model.axes[view.panels].label + ' = '
          + infomorph.tick(model.axes[view.panels].values[panel]);
      return {name: name, points: points, columns: columns, rows: rows};
    });
  }

  // What the view holds fixed, in words: all axes but some.
  infomorph.held = function (model, view, free) {
    var words = [];
    model.axes.forEach(function (axis, a) {
      if (free.indexOf(a) < 0 && axis.values && axis.values.length > 1) {
        words.push(axis.label + ' = ' + infomorph.tick(axis.values[view.at[a]]));
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
  function grids(count, right) {
    var across = count === 1 ? 1 : count <= 4 ? 2 : count <= 9 ? 3 : 4;
    var down = Math.ceil(count / across);
    var made = [];
    for (var k = 0; k < count; k++) {
      var width = (100 - 10 - right) / across;
      var height = (100 - 14 - 13) / down;
      made.push({
        left: 10 + (k % across) * width + '%',
        top: 14 + Math.floor(k / across) * height + (count > 1 ? 4 : 0) + '%',
        width: width - (across > 1 ? 3 : 0) + '%',
        height: height - (down > 1 ? 8 : 0) - (count > 1 ? 3 : 0) + '%'
      });
    }
    return {across: across, down: down, boxes: made};
  }

  function heading(quantity) {
    return quantity.label + (quantity.unit === quantity.id ? '' : ' (' + quantity.unit + ')');
  }

  function labels(axis) {
    return axis.values.map(infomorph.tick);
  }

  // Cells over two axes. `cell` gives the number that a point is coloured by, NaN for none.
  function cells(model, view, theme, parts, cell, visualMap, extra) {
    var option = infomorph.frame(theme, parts.title, parts.subtitle);
    var shown = parts.slices;
    var layout = grids(shown.length, parts.right);
    option.grid = layout.boxes;
    option.xAxis = [];
    option.yAxis = [];
    option.series = [];
    option.graphic = [];
    shown.forEach(function (slice, k) {
      var bottom = k >= shown.length - layout.across;
      var left = k % layout.across === 0;
      option.xAxis.push(infomorph.axisOption(theme, bottom ? model.axes[view.x].label : '', {
        type: 'category', gridIndex: k, data: labels(model.axes[view.x]), splitLine: {show: false}
      }));
      option.yAxis.push(infomorph.axisOption(theme, left ? model.axes[view.y].label : '', {
        type: 'category', gridIndex: k, data: labels(model.axes[view.y]), nameGap: 44,
        splitLine: {show: false}
      }));
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
    option.visualMap = visualMap;
    option.visualMap.dimension = 2;
    option.visualMap.seriesIndex = shown.map(function (slice, k) { return k; });
    if (extra) {
      extra(option, shown);
    }
    return option;
  }

  // Points of a plan without a grid, where they lie.
  function scatter(model, view, theme, title, cell, visualMap) {
    var option = infomorph.frame(theme, title, 'every point of the plan, whatever its other axes');
    option.grid = {left: '11%', right: '17%', top: '14%', bottom: '13%'};
    var data = [];
    for (var i = 0; i < model.points; i++) {
      var value = cell(i);
      if (!isNaN(value)) {
        data.push([coordinate(model, view.x, i), coordinate(model, view.y, i), value, i]);
      }
    }
    option.xAxis = freeAxis(model, view.x, theme);
    option.yAxis = freeAxis(model, view.y, theme);
    option.yAxis.nameGap = 44;
    option.series = [{
      type: 'scatter', data: data, symbolSize: data.length > 5000 ? 3 : 8, progressive: 0
    }];
    option.visualMap = visualMap;
    option.visualMap.dimension = 2;
    return option;
  }

  function coordinate(model, axis, i) {
    if (axis < 0) {
      return 0;
    }
    var value = model.axisValue(axis, i);
    return typeof value === 'number' ? value : infomorph.tick(value);
  }

  function freeAxis(model, axis, theme) {
    if (axis < 0) {
      return infomorph.axisOption(theme, '', {type: 'value', show: false});
    }
    var kind = model.axes[axis];
    var numeric = kind.type === 'number' || kind.type === 'integer';
    var type = !numeric ? 'category' : kind.scale === 'log' ? 'log' : 'value';
    return infomorph.axisOption(theme, kind.label, {type: type, scale: true});
  }

  // One axis alone: the quantity along it, with its confidence.
  function line(model, view, theme, quantity, points, subtitle) {
    var option = infomorph.frame(theme, heading(quantity), subtitle);
    var axis = model.axes[view.x];
    option.grid = {left: '11%', right: '6%', top: '14%', bottom: '13%'};
    option.xAxis = infomorph.axisOption(theme, axis.label, {type: 'category', data: labels(axis)});
    option.yAxis = infomorph.axisOption(theme, quantity.unit, {type: 'value', scale: true,
      nameGap: 44});
    var means = [];
    var bars = [];
    points.forEach(function (p) {
      var mean = model.value(quantity.id, p[2]);
      if (!isNaN(mean)) {
        means.push([p[0], mean, NaN, p[2]]);
        var half = model.halfWidth(quantity.id, p[2]);
        if (!isNaN(half)) {
          bars.push([p[0], mean - half, mean + half]);
        }
      }
    });
    option.series = [
      {type: 'line', data: means.map(function (m) { return {value: m}; }), symbolSize: 7,
        lineStyle: {color: infomorph.colour(0)}, itemStyle: {color: infomorph.colour(0)},
        encode: {x: 0, y: 1}},
      infomorph.errorBars(bars, theme.text)
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
      var cell = function (i) { return model.value(quantity.id, i); };
      var scale = infomorph.scaleOf(quantity.least, quantity.greatest);
      var visualMap = {
        min: scale.least, max: scale.greatest, calculable: true, right: 4, top: 'middle', borderColor: 'transparent',
        align: 'left', itemWidth: 14, itemHeight: 180, precision: 3, inRange: {color: scale.colours},
        textStyle: {color: theme.dim, fontSize: 11},
        formatter: infomorph.number
      };
      var names = quantity.half === undefined ? [quantity.label]
        : [quantity.label, quantity.label + ' half width'];
      var values = function (i) {
        return quantity.half === undefined ? [cell(i)]
          : [cell(i), model.halfWidth(quantity.id, i)];
      };
      if (isNaN(quantity.least)) {
        return nothing(id, quantity.label, 'No point has a number for ' + quantity.label + '.');
      }
      var option;
      var points;
      if (!model.isGrid) {
        option = scatter(model, view, theme, heading(quantity), cell, visualMap);
        points = allPoints(model);
      } else {
        var shown = slices(model, view);
        points = shownPoints(shown);
        var missing = points.filter(function (i) { return isNaN(cell(i)); }).length;
        var subtitle = describe([held(model, view),
          missing > 0 ? missing + ' of ' + points.length + ' points have no number' : '']);
        if (view.x < 0) {
          return nothing(id, quantity.label, 'This sweep has one point, and no axis to draw over: '
            + quantity.label + ' is ' + infomorph.number(cell(0)) + '.');
        }
        option = view.y < 0
          ? line(model, view, theme, quantity, shown[0].points, subtitle)
          : cells(model, view, theme,
              {title: heading(quantity), subtitle: subtitle, slices: shown, right: 17},
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
      var visualMap = {type: 'piecewise', pieces: pieces, right: 4, top: 'middle', borderColor: 'transparent',
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
        var one = {x: view.x, y: view.y, panels: view.panels, at: view.at};
        option = view.y < 0
          ? strip(model, one, theme, title, shown, cell, visualMap)
          : cells(model, one, theme,
              {title: title, subtitle: held(model, view), slices: shown, right: 17}, cell,
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
    option.grid = {left: '6%', right: '17%', top: '30%', bottom: '40%'};
    option.xAxis = infomorph.axisOption(theme, model.axes[view.x].label,
      {type: 'category', data: labels(model.axes[view.x]), splitLine: {show: false}});
    option.yAxis = infomorph.axisOption(theme, '', {type: 'category', data: [''], show: false});
    var data = [];
    shown[0].points.forEach(function (p) {
      var value = cell(p[2]);
      if (!isNaN(value)) {
        data.push([p[0], 0, value, p[2]]);
      }
    });
    option.series = [{type: 'heatmap', data: data, progressive: 0}];
    option.visualMap = visualMap;
    option.visualMap.dimension = 2;
    return option;
  }
})(typeof globalThis === 'undefined' ? this : globalThis);
