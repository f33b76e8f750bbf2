// What studies decided and found: the path of a search, rungs, effects of changes, capacities.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var MOST_LINES = 1500;

  infomorph.studyLegend = function (theme, names) {
    return {data: names, top: '12%', left: 8, itemGap: 18, borderColor: 'transparent',
      type: 'scroll', itemHeight: 8, itemWidth: 14, textStyle: {color: theme.text, fontSize: 11},
      pageTextStyle: {color: theme.dim}};
  };

  // The rung that a point has reached, from 0; 0 without rungs.
  function reached(model, i) {
    return model.study.rungs ? model.study.rungs.reached(i) : 0;
  }

  // Whether a point is better than another one: first by its rung, and then by its value.
  function isBetter(model, i, j) {
    if (reached(model, i) !== reached(model, j)) {
      return reached(model, i) > reached(model, j);
    }
    var own = model.value(model.header.ranks, i);
    var other = model.value(model.header.ranks, j);
    return model.study.maximise ? own > other : own < other;
  }

  // Points with a value, in the order in which their last trials were asked for.
  function valued(model) {
    var points = [];
    for (var i = 0; i < model.points; i++) {
      if (!isNaN(model.value(model.header.ranks, i))) {
        points.push(i);
      }
    }
    return points.sort(function (i, j) {
      return model.study.path.trials(i) - model.study.path.trials(j) || i - j;
    });
  }

  // The points that were the best so far when they were measured, in order.
  function bests(model) {
    var found = [];
    valued(model).forEach(function (i) {
      if (found.length === 0 || isBetter(model, i, found[found.length - 1])) {
        found.push(i);
      }
    });
    return found;
  }

  function described(model, i) {
    var half = model.halfWidth(model.header.ranks, i);
    var rungs = model.study.rungs;
    return infomorph.escape(model.header.ranks) + ' <b>'
      + infomorph.number(model.value(model.header.ranks, i)) + '</b>'
      + (isNaN(half) ? '' : ' ± ' + infomorph.number(half) + ' (95 %)')
      + (rungs && reached(model, i) < 255
        ? ' at ' + infomorph.escape(rungs.field) + ' ' + rungs.list[reached(model, i)].value : '')
      + '<br>round ' + (model.study.path.round(i) + 1) + '<br>' + infomorph.whereabouts(model, i);
  }

  function pathTable(model, points) {
    var rungs = model.study.rungs;
    var best = bests(model);
    return {
      columns: ['round', 'trials'].concat(model.axes.map(function (a) { return a.label; }),
        rungs ? [rungs.field] : [], [model.header.ranks, 'best_so_far']),
      rows: points.map(function (i) {
        return [model.study.path.round(i), model.study.path.trials(i)].concat(
          model.axes.map(function (a, k) { return model.axisValue(k, i); }),
          rungs ? [reached(model, i) === 255 ? null : rungs.list[reached(model, i)].value] : [],
          [model.value(model.header.ranks, i), best.indexOf(i) >= 0]);
      })
    };
  }

  infomorph.figures.push({
    id: 'path',
    absent: function (model) {
      return !model.study || !model.study.path;
    },
    draw: function (model, view, theme) {
      var title = 'Path of the search';
      var points = valued(model);
      if (points.length === 0) {
        return infomorph.nothing('path', title, 'No point is measured yet.');
      }
      var rungs = model.study.rungs;
      var option = infomorph.frame(theme, title,
        rungs ? 'a point that has reached a higher rung is better' : '');
      var names = rungs
        ? rungs.list.map(function (rung) { return rungs.field + ' ' + rung.value; })
        : ['candidates'];
      option.grid = {left: '11%', right: '5%', top: '22%', bottom: '14%'};
      option.xAxis = infomorph.axisOption(theme, 'trials', {type: 'value', min: 0,
        splitLine: {show: false}});
      option.yAxis = infomorph.axisOption(theme, model.header.ranks, {type: 'value', scale: true,
        nameGap: 44});
      option.series = names.map(function (name, k) {
        return {type: 'scatter', name: name, progressive: 0,
          symbolSize: points.length > 2000 ? 3 : 6,
          itemStyle: {color: infomorph.colour(k), opacity: 0.75},
          data: points.filter(function (i) { return !rungs || reached(model, i) === k; })
            .map(function (i) {
              return [model.study.path.trials(i), model.value(model.header.ranks, i), 0, i];
            })};
      });
      var line = bests(model).map(function (i) {
        return [model.study.path.trials(i), model.value(model.header.ranks, i), 0, i];
      });
      var end = line[line.length - 1];
      var last = points.reduce(function (most, i) {
        return Math.max(most, model.study.path.trials(i));
      }, 0);
      line.push([last, end[1], 0, end[3]]);
      option.series.push({type: 'line', name: 'best so far', step: 'end', data: line, z: 4,
        showSymbol: false, lineStyle: {color: theme.text, width: 2},
        itemStyle: {color: theme.text}});
      option.legend = infomorph.studyLegend(theme, names.concat(['best so far']));
      option.tooltip.formatter = function (item) {
        return described(model, item.value[3]);
      };
      return {id: 'path', title: title, option: option, table: pathTable(model, points)};
    }
  });

  infomorph.figures.push({
    id: 'candidates',
    absent: function (model) {
      return !model.study || !model.study.path || infomorph.wideAxes(model).length < 2;
    },
    draw: function (model, view, theme) {
      var title = 'Candidates of the generations';
      if (model.points === 0 || valued(model).length === 0) {
        return infomorph.nothing('candidates', title, 'No point is measured yet.');
      }
      var option = infomorph.frame(theme, title, 'line: from one best point to the next');
      option.grid = {left: '11%', right: '17%', top: '14%', bottom: '13%'};
      option.xAxis = infomorph.freeAxis(model, view.x, theme);
      option.yAxis = infomorph.freeAxis(model, view.y, theme);
      option.yAxis.nameGap = 44;
      var good = [];
      var failed = [];
      var rounds = 0;
      var points = [];
      for (var i = 0; i < model.points; i++) {
        points.push(i);
        var round = model.study.path.round(i);
        rounds = Math.max(rounds, round);
        (isNaN(model.value(model.header.ranks, i)) ? failed : good).push([
          infomorph.coordinate(model, view.x, i), infomorph.coordinate(model, view.y, i),
          round + 1, i]);
      }
      var best = bests(model).map(function (i) {
        return [infomorph.coordinate(model, view.x, i), infomorph.coordinate(model, view.y, i),
          model.study.path.round(i) + 1, i];
      });
      option.series = [
        {type: 'scatter', name: 'candidates', data: good, progressive: 0,
          itemStyle: infomorph.rim(theme, good.length),
          symbolSize: good.length > 5000 ? 3 : 8},
        {type: 'scatter', name: 'without a value', data: failed, symbolSize: 7,
          symbol: 'path://M0,0L10,10M10,0L0,10',
          itemStyle: {color: 'transparent', borderColor: theme.dim, borderWidth: 1}},
        {type: 'line', name: 'best so far', data: best, showSymbol: false, z: 4, silent: true,
          lineStyle: {color: theme.text, width: 1.5}},
        {type: 'scatter', name: 'best', data: best.slice(-1), symbolSize: 16, z: 5,
          symbol: 'diamond',
          itemStyle: {color: 'transparent', borderColor: theme.edge, borderWidth: 2}}];
      option.visualMap = {min: 1, max: Math.max(2, rounds + 1), calculable: true, right: 4,
        top: 'middle', dimension: 2, seriesIndex: 0, align: 'left', itemWidth: 14,
        itemHeight: 180, precision: 0, borderColor: 'transparent',
        inRange: {color: infomorph.scaleOf(0, 1).colours}, text: ['round', ''],
        textStyle: {color: theme.dim, fontSize: 11}};
      option.tooltip.formatter = function (item) {
        return described(model, item.value[3]);
      };
      return {id: 'candidates', title: title, option: option, table: pathTable(model, points)};
    }
  });

  // A number between -1 and 1 that looks random and is the same every time.
  function jitter(k) {
    var x = Math.sin(12.9898 * (k + 1)) * 43758.5453;
    return 2 * (x - Math.floor(x)) - 1;
  }

  infomorph.figures.push({
    id: 'rungs',
    absent: function (model) {
      return !model.study || !model.study.rungs;
    },
    draw: function (model, view, theme) {
      var rungs = model.study.rungs;
      var title = 'Rungs';
      var groups = {promoted: [], 'goes no further': [], 'last rung': []};
      var lines = [];
      var rows = [];
      var failed = rungs.list.map(function () { return 0; });
      for (var i = 0; i < model.points; i++) {
        var last = rungs.reached(i);
        for (var k = 0; last < 255 && k <= last; k++) {
          var score = rungs.score(k, i);
          var name = k < last ? 'promoted'
            : k === rungs.list.length - 1 ? 'last rung' : 'goes no further';
          rows.push([i, rungs.list[k].value, score, name]);
          if (isNaN(score)) {
            failed[k]++;
            continue;
          }
          groups[name].push([k + 0.3 * jitter(i), score, k, i]);
          if (k < last && !isNaN(rungs.score(k + 1, i)) && lines.length < MOST_LINES) {
            lines.push([k + 0.3 * jitter(i), score, k + 1 + 0.3 * jitter(i),
              rungs.score(k + 1, i)]);
          }
        }
      }
      if (rows.length === 0) {
        return infomorph.nothing('rungs', title, 'No trial has finished yet.');
      }
      var option = infomorph.frame(theme, title, 'each point on the rungs that it has reached, '
        + 'joined by a line');
      option.grid = {left: '11%', right: '5%', top: '22%', bottom: '20%'};
      option.xAxis = infomorph.axisOption(theme, rungs.field, {type: 'value', min: -0.5,
        max: rungs.list.length - 0.5, interval: 0.5, splitLine: {show: false},
        axisTick: {show: false}, nameGap: 46,
        axisLabel: {color: theme.dim, fontSize: 11, lineHeight: 14, showMinLabel: false,
          showMaxLabel: false, formatter: function (value) {
            var rung = rungs.list[value];
            return rung ? rung.value + '\n' + infomorph.count(rung.points, 'point')
              + (failed[value] > 0 ? '\n' + failed[value] + ' failed' : '') : '';
          }}});
      option.yAxis = infomorph.axisOption(theme, model.header.measure, {type: 'value',
        scale: true, nameGap: 44});
      var names = Object.keys(groups).filter(function (name) { return groups[name].length > 0; });
      var colours = {promoted: infomorph.colour(0), 'goes no further': theme.mixed,
        'last rung': infomorph.colour(2)};
      option.series = names.map(function (name) {
        return {type: 'scatter', name: name, data: groups[name], progressive: 0, z: 4,
          symbolSize: rows.length > 2000 ? 3 : 6,
          itemStyle: {color: colours[name], opacity: 0.85}};
      });
      option.series.push({type: 'custom', silent: true, tooltip: {show: false}, data: lines, z: 1,
        encode: {x: [0, 2], y: [1, 3]}, progressive: 0,
        renderItem: function (params, api) {
          var from = api.coord([api.value(0), api.value(1)]);
          var to = api.coord([api.value(2), api.value(3)]);
          return {type: 'line', shape: {x1: from[0], y1: from[1], x2: to[0], y2: to[1]},
            style: {stroke: theme.dim, lineWidth: 1, opacity: 0.35, fill: null}};
        }});
      option.legend = infomorph.studyLegend(theme, names);
      option.tooltip.formatter = function (item) {
        return infomorph.escape(rungs.field) + ' ' + rungs.list[item.value[2]].value + ': <b>'
          + infomorph.number(item.value[1]) + '</b>, ' + infomorph.escape(item.seriesName) + '<br>'
          + infomorph.whereabouts(model, item.value[3]);
      };
      return {id: 'rungs', title: title, option: option,
        table: {columns: ['point', rungs.field, model.header.measure, 'then'], rows: rows}};
    }
  });
})(typeof globalThis === 'undefined' ? this : globalThis);
