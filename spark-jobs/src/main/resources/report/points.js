// Figures of all points and all trials at once: any two numbers, the order of time, the
// distribution, what matters, and all axes side by side.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var nothing = infomorph.nothing;
  var MOST_LINES = 3000;

  // What can lie along a side: the axes, and all quantities.
  function sides(model) {
    return model.axes.map(function (axis, a) { return ['axis:' + a, infomorph.axisName(axis)]; })
      .concat(model.header.quantities.map(function (q) { return [q.id, q.label]; }));
  }

  function known(model, side) {
    return sides(model).some(function (one) { return one[0] === side; });
  }

  function side(model, id) {
    if (id.indexOf('axis:') === 0) {
      var a = Number(id.slice(5));
      var axis = model.axes[a];
      return {label: axis.label, name: infomorph.axisName(axis), log: axis.scale === 'log',
        category: !infomorph.isNumber(axis),
        names: axis.values ? axis.values.map(infomorph.tick) : null,
        value: infomorph.isNumber(axis)
          ? function (i) { return model.axisValue(a, i); }
          : function (i) { return model.place(a, i); }};
    }
    var quantity = model.quantity(id);
    return {label: quantity.label, name: quantity.label, log: false, category: false,
      value: function (i) { return model.value(id, i); }};
  }

  function sideAxis(theme, one, gap) {
    if (one.category && one.names) {
      return infomorph.axisOption(theme, one.name, {type: 'category', data: one.names,
        nameGap: gap, splitLine: {show: false}});
    }
    return infomorph.axisOption(theme, one.name, {type: one.log ? 'log' : 'value', scale: true,
      nameGap: gap});
  }

  // The rank of each point by the measure, as a share: 1 is the best.
  infomorph.ranks = function (model) {
    if (!model.ranks) {
      var order = infomorph.ranking(model, model.points);
      model.ranks = {};
      order.forEach(function (i, k) {
        model.ranks[i] = order.length > 1 ? 1 - k / (order.length - 1) : 1;
      });
    }
    return model.ranks;
  };

  function rankMap(theme, view, dimension) {
    var map = {min: 0, max: 1, dimension: dimension, calculable: false,
      borderColor: 'transparent', align: 'left', itemWidth: 14, itemHeight: 160,
      inRange: {color: infomorph.scaleOf(0, 1).colours}, text: ['best', 'worst'],
      textStyle: {color: theme.dim, fontSize: 11}};
    if (view.narrow) {
      map.orient = 'horizontal';
      map.left = 'center';
      map.bottom = 2;
      map.text = ['best', 'worst'];
    } else {
      map.right = 4;
      map.top = 'middle';
    }
    return map;
  }

  infomorph.figures.push({
    id: 'scatter',
    absent: function (model) {
      return model.points < 2 || model.axes.length === 0;
    },
    controls: function (model) {
      return [{label: 'x', key: 'scatterX', options: sides(model)},
        {label: 'y', key: 'scatterY', options: sides(model)}];
    },
    pointOf: function (item) {
      return item.seriesIndex === 0 ? item.value[3] : undefined;
    },
    draw: function (model, view, theme) {
      var ids = [known(model, view.scatterX) ? view.scatterX : 'axis:0',
        known(model, view.scatterY) ? view.scatterY : model.header.measure];
      if (!known(model, ids[1])) {
        return nothing('scatter', 'Points', 'No trial of this sweep has a score yet.');
      }
      var x = side(model, ids[0]);
      var y = side(model, ids[1]);
      var ranks = infomorph.ranks(model);
      var data = [];
      var rows = [];
      for (var i = 0; i < model.points; i++) {
        var at = [x.value(i), y.value(i), ranks[i], i];
        if (ranks[i] !== undefined && !isNaN(at[0]) && !isNaN(at[1])) {
          data.push(at);
          rows.push([i, at[0], at[1], model.value(model.header.measure, i)]);
        }
      }
      if (data.length === 0) {
        return nothing('scatter', 'Points', 'No point has both numbers and the measure.');
      }
      data.sort(function (p, q) { return p[2] - q[2]; }); // the best ones on top
      var shown = infomorph.thinned(data, function (d) { return d[3] === view.point; });
      var option = infomorph.frame(theme, y.name + ' over ' + x.name,
        infomorph.shownOf(shown.length, data.length, 'points') + '; coloured by rank in '
          + model.header.measure);
      option.grid = view.narrow ? {left: '16%', right: '5%', top: '14%', bottom: '27%'}
        : {left: '12%', right: '17%', top: '14%', bottom: '14%'};
      option.xAxis = sideAxis(theme, x, 28);
      if (x.category && x.names) {
        infomorph.allNames(option, view, view.narrow ? 50 : 0);
      }
      option.yAxis = sideAxis(theme, y, 48);
      option.visualMap = rankMap(theme, view, 2);
      option.visualMap.seriesIndex = [0];
      var own = data.filter(function (d) { return d[3] === view.point; });
      option.series = [{type: 'scatter', data: shown, progressive: 0,
        itemStyle: infomorph.rim(theme, shown.length),
        symbolSize: shown.length > 5000 ? 3 : shown.length > 500 ? 5 : 9},
        {type: 'scatter', silent: true, symbolSize: 15, data: own, tooltip: {show: false},
          itemStyle: {color: 'transparent', borderColor: theme.text, borderWidth: 2}}];
      option.tooltip.formatter = function (item) {
        var point = item.value[3];
        return infomorph.escape(y.name) + ' <b>' + infomorph.number(item.value[1]) + '</b><br>'
          + infomorph.escape(model.header.measure) + ' '
          + infomorph.number(model.value(model.header.measure, point)) + '<br>'
          + infomorph.whereabouts(model, point);
      };
      return {id: 'scatter', title: 'Points', option: option,
        table: {columns: ['point', x.label, y.label, model.header.measure], rows: rows}};
    }
  });

  // Trials that have the measure, in the order in which they ended.
  function ended(model) {
    var trials = [];
    var each = model.header.trials ? model.header.trials.each : 0;
    for (var i = 0; i < model.points; i++) {
      for (var s = 0; s < each; s++) {
        var value = model.ofTrial('value', i, s);
        if (!isNaN(value)) {
          trials.push({point: i, value: value,
            end: model.ofTrial('started', i, s) + model.ofTrial('seconds', i, s)});
        }
      }
    }
    trials.sort(function (p, q) { return p.end - q.end || p.point - q.point; });
    return trials;
  }

  function noRoom(model) {
    return model.header.trials ? 'No trial has the measure yet.'
      : 'No room in this file for single trials; the table trials has them.';
  }

  infomorph.figures.push({
    id: 'history',
    absent: function (model) {
      return model.points * ((model.header.trials || {each: 2}).each) < 2;
    },
    pointOf: function (item) {
      return item.seriesIndex === 0 ? item.value[2] : undefined;
    },
    draw: function (model, view, theme) {
      var measure = model.header.measure;
      var trials = ended(model);
      if (trials.length === 0) {
        return nothing('history', 'History', noRoom(model));
      }
      var lowest = model.header.maximise === false;
      var best = NaN;
      var line = [];
      var rows = [];
      var data = trials.map(function (trial, k) {
        var better = isNaN(best) || (lowest ? trial.value < best : trial.value > best);
        if (better) {
          best = trial.value;
          line.push([k + 1, best]);
        }
        rows.push([k + 1, trial.point, trial.value, best]);
        return [k + 1, trial.value, trial.point, better];
      });
      line.push([trials.length, best]);
      var shown = infomorph.thinned(data, function (d) { return d[3]; });
      var option = infomorph.frame(theme, measure + ' of the trials as they ended',
        'line: the best single trial so far'
          + (shown.length < data.length ? '; dots: '
            + infomorph.shownOf(shown.length, data.length, 'trials') : ''));
      option.grid = {left: view.narrow ? '16%' : '11%', right: '4%', top: '14%', bottom: '14%'};
      option.xAxis = infomorph.axisOption(theme, 'trials that have ended', {type: 'value', min: 0,
        minInterval: 1, splitLine: {show: false}});
      option.yAxis = infomorph.axisOption(theme, measure, {type: 'value', scale: true, nameGap: 48});
      option.series = [{type: 'scatter', data: shown, progressive: 0,
        symbolSize: data.length > 5000 ? 2 : data.length > 500 ? 4 : 7,
        itemStyle: {color: infomorph.colour(0, theme), opacity: 0.7}},
        {type: 'line', step: 'end', data: line, showSymbol: false, silent: true,
          lineStyle: {color: infomorph.colour(1, theme), width: 2}}];
      option.tooltip.formatter = function (item) {
        return infomorph.escape(measure) + ' <b>' + infomorph.number(item.value[1]) + '</b><br>'
          + infomorph.whereabouts(model, item.value[2]);
      };
      return {id: 'history', title: 'History', option: option,
        table: {columns: ['ended', 'point', measure, 'best_so_far'], rows: rows}};
    }
  });

  infomorph.figures.push({
    id: 'distribution',
    absent: function (model) {
      return model.points < 3;
    },
    draw: function (model, view, theme) {
      var measure = model.header.measure;
      var wide = infomorph.wideAxes(model);
      // Curves for the values of an axis that has few of them, such as a method.
      var by = wide.filter(function (a) {
        var axis = model.axes[a];
        return axis.values && !infomorph.isNumber(axis) && axis.values.length <= 8;
      })[0];
      var groups = [];
      for (var i = 0; i < model.points; i++) {
        var value = model.value(measure, i);
        if (!isNaN(value)) {
          var g = by === undefined ? 0 : model.place(by, i);
          (groups[g] = groups[g] || []).push(value);
        }
      }
      if (groups.length === 0) {
        return nothing('distribution', 'Distribution', 'No point has a number for ' + measure + '.');
      }
      var option = infomorph.frame(theme, 'Distribution of ' + measure,
        'share of the points with at most this mean'
          + (by === undefined ? '' : ', by ' + infomorph.axisName(model.axes[by])));
      option.grid = {left: view.narrow ? '16%' : '11%', right: '4%',
        top: by === undefined ? '14%' : '24%', bottom: '14%'};
      option.xAxis = infomorph.axisOption(theme, measure, {type: 'value', scale: true});
      option.yAxis = infomorph.axisOption(theme, 'share of points', {type: 'value', min: 0, max: 1,
        nameGap: 44});
      option.series = [];
      var names = [];
      var rows = [];
      groups.forEach(function (values, g) {
        var name = by === undefined ? 'all points' : infomorph.tick(model.axes[by].values[g]);
        names.push(name);
        values.sort(function (p, q) { return p - q; });
        var data = [[values[0], 0]];
        values.forEach(function (value, k) {
          data.push([value, (k + 1) / values.length]);
          rows.push([name, value, (k + 1) / values.length]);
        });
        option.series.push({type: 'line', step: 'end', name: name,
          data: infomorph.thinned(data, function (d) { return d === data[0]; }),
          showSymbol: false,
          lineStyle: {color: infomorph.colour(g, theme), width: 2},
          itemStyle: {color: infomorph.colour(g, theme)}});
      });
      if (by !== undefined) {
        option.legend = {data: names, top: '13%', left: 8, itemGap: 18, type: 'scroll',
          borderColor: 'transparent', itemHeight: 12,
          textStyle: {color: theme.text, fontSize: 11}, pageTextStyle: {color: theme.dim}};
      }
      option.tooltip.trigger = 'axis';
      option.tooltip.formatter = function (items) {
        return items.map(function (item) {
          return infomorph.escape(item.seriesName) + ': <b>' + Math.round(100 * item.value[1])
            + ' %</b> of the points have at most ' + infomorph.number(item.value[0]);
        }).join('<br>');
      };
      return {id: 'distribution', title: 'Distribution', option: option,
        table: {columns: ['points', measure, 'share'], rows: rows}};
    }
  });

  // What is free between two bars, as a share of a bar, and between categories, as one of a category.
  var BAR_GAP = 0.25;
  var CATEGORY_GAP = 0.25;

  var INDICES = {total: 'with all its interactions', first_order: 'alone', share: 'share of the'
    + ' divergence', interaction: 'two together', unexplained: 'not explained',
  divergence: 'divergence'};

  infomorph.figures.push({
    id: 'importance',
    absent: function (model) {
      return !model.header.importance || model.header.importance.length === 0;
    },
    draw: function (model, view, theme) {
      var all = model.header.importance || [];
      var shown = ['total', 'first_order', 'share'].filter(function (index) {
        return all.some(function (one) { return one.index === index; });
      });
      // Shares of divergences and shares of the variance are different things: one kind at a time.
      if (shown.indexOf('total') >= 0 || shown.indexOf('first_order') >= 0) {
        shown = shown.filter(function (index) { return index !== 'share'; });
      }
      if (shown.length === 0) {
        return nothing('importance', 'What matters', 'The table importance has no index by axes.');
      }
      var axes = model.axes.map(function (axis) { return axis.label; }).filter(function (label) {
        return all.some(function (one) { return one.axis === label; });
      });
      function find(label, index) {
        return all.filter(function (one) {
          return one.axis === label && one.index === index && !one.other;
        })[0];
      }
      axes.sort(function (p, q) {
        return ((find(p, shown[0]) || {}).value || 0) - ((find(q, shown[0]) || {}).value || 0);
      });
      var capacities = model.study && model.study.capacities;
      var what = capacities ? 'the largest ' + capacities.field : model.header.measure;
      var of = shown[0] === 'share' ? 'the best tenth of the points stands out by'
        : 'share of the variance of ' + what;
      var option = infomorph.frame(theme, 'What matters for ' + what, of + '; bars: 95 % confidence');
      option.grid = {left: '20%', right: '6%', top: shown.length > 1 ? '24%' : '14%', bottom: '14%'};
      option.xAxis = infomorph.axisOption(theme, 'importance', {type: 'value', min: 0});
      option.yAxis = infomorph.axisOption(theme, '', {type: 'category',
        data: axes.map(function (label) { return infomorph.nameOf(model, label); }),
        splitLine: {show: false}});
      option.yAxis.axisLabel.interval = 0;
      option.series = [];
      var rows = all.map(function (one) {
        return [one.axis, one.other, one.method, one.index, one.value, one.lower, one.upper];
      });
      shown.forEach(function (index, k) {
        option.series.push({type: 'bar', name: INDICES[index],
          barGap: 100 * BAR_GAP + '%', barCategoryGap: 100 * CATEGORY_GAP + '%',
          itemStyle: {color: infomorph.colour(k, theme)},
          data: axes.map(function (label) {
            var found = find(label, index);
            return found ? found.value : null;
          })});
        var whiskers = [];
        axes.forEach(function (label, a) {
          var found = find(label, index);
          if (found && found.lower !== null && found.upper !== null) {
            whiskers.push([Math.max(0, found.lower), found.upper, a]);
          }
        });
        option.series.push(lying(whiskers, theme, k, shown.length));
      });
      if (shown.length > 1) {
        option.legend = {data: shown.map(function (index) { return INDICES[index]; }), top: '13%',
          left: 8, itemGap: 18, borderColor: 'transparent', itemHeight: 12,
          textStyle: {color: theme.text, fontSize: 11}};
      }
      option.tooltip.formatter = function (item) {
        return infomorph.escape(item.name) + ', ' + infomorph.escape(item.seriesName) + ': <b>'
          + infomorph.number(item.value) + '</b>';
      };
      return {id: 'importance', title: 'What matters', option: option, table: {columns: ['axis',
        'other', 'method', 'index', 'value', 'lower', 'upper'], rows: rows}};
    }
  });

  // Intervals along x, of the k-th of some bars that lie side by side in one category.
  function lying(rows, theme, k, count) {
    return {type: 'custom', silent: true, z: 5, data: rows, encode: {x: [0, 1], y: 2},
      tooltip: {show: false},
      renderItem: function (params, api) {
        var low = api.coord([api.value(0), api.value(2)]);
        var high = api.coord([api.value(1), api.value(2)]);
        var bars = count + BAR_GAP * (count - 1);
        var thick = api.size([0, 1])[1] * (1 - CATEGORY_GAP) / bars;
        var y = low[1] + (k - (count - 1) / 2) * (1 + BAR_GAP) * thick; // the first one is on top
        function bar(x1, y1, x2, y2) {
          return {type: 'line', shape: {x1: x1, y1: y1, x2: x2, y2: y2},
            style: {stroke: theme.text, lineWidth: 1.2}};
        }
        return {type: 'group', children: [bar(low[0], y, high[0], y), bar(low[0], y - 4, low[0],
          y + 4), bar(high[0], y - 4, high[0], y + 4)]};
      }};
  }

  infomorph.figures.push({
    id: 'parallel',
    absent: function (model) {
      return infomorph.wideAxes(model).length < 2;
    },
    // Whoever drags along an axis keeps the points that pass there.
    ready: function (chart, model, view, page) {
      chart.on('axisareaselected', function () {
        var option = chart.getOption();
        var kept = {};
        view.brush = {};
        option.parallelAxis.forEach(function (axis) {
          var intervals = chart.getModel().getComponent('parallelAxis', axis.dim).activeIntervals;
          if (intervals && intervals.length > 0) {
            view.brush[axis.dim] = intervals.map(function (range) { return range.slice(); });
          }
        });
        var chosen = chart.getModel().getSeries()[0].getRawIndicesByActiveState('active');
        chosen.forEach(function (k) { kept[option.series[0].data[k].point] = true; });
        view.kept = Object.keys(view.brush).length > 0 ? kept : null;
        page.changed();
      });
    },
    draw: function (model, view, theme) {
      var measure = model.header.measure;
      var order = infomorph.ranking(model, model.points);
      if (order.length === 0) {
        return nothing('parallel', 'All axes', 'No point has a number for ' + measure + '.');
      }
      var step = Math.max(1, order.length / MOST_LINES);
      var shown = [];
      for (var k = 0; k < order.length; k += step) {
        shown.push(order[Math.floor(k)]);
      }
      shown.reverse(); // the best ones on top
      var wide = infomorph.wideAxes(model);
      var ranks = infomorph.ranks(model);
      var dimensions = wide.map(function (a) { return side(model, 'axis:' + a); })
        .concat([side(model, measure)]);
      var option = infomorph.frame(theme, 'All axes side by side',
        (shown.length < order.length ? shown.length + ' of ' : '') + order.length
          + ' points; coloured by rank; drag along an axis to keep what passes there');
      option.parallel = {left: view.narrow ? 30 : 60, right: view.narrow ? 30 : 110, top: '22%',
        bottom: view.narrow ? '22%' : '10%',
        parallelAxisDefault: {nameTextStyle: {color: theme.text, fontSize: 12},
          axisLabel: {color: theme.dim, fontSize: 10}, axisLine: {lineStyle: {color: theme.dim}},
          axisTick: {lineStyle: {color: theme.dim}},
          areaSelectStyle: {width: 24, borderColor: theme.text}}};
      option.parallelAxis = dimensions.map(function (one, d) {
        var axis = {dim: d, name: one.name, nameTextStyle: {color: theme.text, fontSize: 12,
          align: !view.narrow ? 'center' : d === 0 ? 'left'
            : d === dimensions.length - 1 ? 'right' : 'center'}, type: one.category ? 'category'
          : one.log ? 'log' : 'value', scale: true};
        if (one.category && one.names) {
          axis.data = one.names;
        }
        return axis;
      });
      option.visualMap = rankMap(theme, view, dimensions.length);
      option.visualMap.inRange.opacity = shown.length > 400 ? 0.35 : 0.7;
      option.series = [{type: 'parallel', progressive: 0, smooth: false,
        lineStyle: {width: shown.length > 400 ? 1 : 1.6}, inactiveOpacity: 0.03, activeOpacity: 0.9,
        data: shown.map(function (i) {
          return {point: i, value: dimensions.map(function (one) { return one.value(i); })
            .concat([ranks[i]])};
        })}];
      option.tooltip.formatter = function (item) {
        var i = shown[item.dataIndex];
        return infomorph.escape(measure) + ' <b>' + infomorph.number(model.value(measure, i))
          + '</b><br>' + infomorph.whereabouts(model, i);
      };
      return {id: 'parallel', title: 'All axes', option: option,
        table: {columns: ['point'].concat(dimensions.map(function (one) { return one.label; })),
          rows: shown.map(function (i) {
            return [i].concat(dimensions.map(function (one) { return one.value(i); }));
          })}};
    }
  });
})(typeof globalThis === 'undefined' ? this : globalThis);
