// What studies found about single changes and points: effects, capacities, and what fresh seeds say.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var MOST_ROWS = 24;

  // From the first to the second number of each row, at the row: an interval along the x axis.
  function lyingBars(rows, colour) {
    return {
      type: 'custom', silent: true, z: 5, data: rows, encode: {x: [1, 2], y: 0},
      tooltip: {show: false},
      renderItem: function (params, api) {
        var low = api.coord([api.value(1), api.value(0)]);
        var high = api.coord([api.value(2), api.value(0)]);
        var shift = (api.value(3) || 0) * api.size([0, 1])[1]; // as a share of the row's height
        low[1] += shift;
        high[1] += shift;
        var style = {stroke: colour, lineWidth: 1.2, fill: null};
        function bar(x1, y1, x2, y2) {
          return {type: 'line', shape: {x1: x1, y1: y1, x2: x2, y2: y2}, style: style};
        }
        return {type: 'group', children: [
          bar(low[0], low[1], high[0], high[1]),
          bar(low[0], low[1] - 4, low[0], low[1] + 4),
          bar(high[0], high[1] - 4, high[0], high[1] + 4)]};
      }
    };
  }

  function names(theme, list) {
    return infomorph.axisOption(theme, '', {type: 'category', data: list, inverse: true,
      splitLine: {show: false}, axisTick: {show: false},
      axisLabel: {color: theme.text, fontSize: 11, interval: 0, width: 215,
        overflow: 'truncate'}});
  }

  // The removals of a pruning that were made, and those that its last step found too dear.
  function prunedRows(rows) {
    var last = rows.reduce(function (most, row) { return Math.max(most, row.step); }, 0);
    return rows.filter(function (row) { return row.removed; }).concat(
      byCost(rows.filter(function (row) { return row.step === last && !row.removed; })).reverse());
  }

  // What costs most comes first; what failed costs more than all else.
  function byCost(rows) {
    function cost(row) { return row.cost === null ? Infinity : row.cost; }
    return rows.slice().sort(function (p, q) {
      return cost(p) === cost(q) ? 0 : cost(q) - cost(p);
    });
  }

  infomorph.figures.push({
    id: 'effects',
    absent: function (model) {
      return !model.study || !model.study.effects;
    },
    draw: function (model, view, theme) {
      var effects = model.study.effects;
      var title = effects.prune ? 'Removals, in order' : 'Effects of single changes';
      var ordered = effects.prune ? prunedRows(effects.rows) : byCost(effects.rows);
      if (ordered.length === 0) {
        return infomorph.nothing('effects', title, 'No change is measured yet.');
      }
      var shown = ordered.slice(0, MOST_ROWS);
      var option = infomorph.frame(theme, title,
        (effects.prune ? 'against the step before, 95 % interval; the value after it'
          : 'against the base point, 95 % interval')
        + (shown.length < ordered.length
          ? '; ' + (ordered.length - shown.length) + ' more in the table effects' : ''));
      option.grid = {left: 12, right: '7%', top: '16%', bottom: '13%', containLabel: true};
      option.xAxis = infomorph.axisOption(theme, 'difference of ' + model.header.measure,
        {type: 'value', nameGap: 26});
      option.yAxis = names(theme, shown.map(function (row) {
        return (effects.prune && row.removed ? row.step + '. ' : '')
          + infomorph.nameOf(model, row.axis) + ' → '
          + infomorph.tick(row.to) + (effects.prune && row.changed !== null
            ? ': ' + infomorph.number(row.changed) : '')
          + (effects.prune && !row.removed ? ' (stays)' : '');
      }));
      var bars = [];
      shown.forEach(function (row, k) {
        if (row.half !== null && row.difference !== null) {
          bars.push([k, row.difference - row.half, row.difference + row.half]);
        }
      });
      option.series = [
        {type: 'bar', barMaxWidth: 26, data: shown.map(function (row) {
          var worse = row.difference !== null && (row.difference < 0) === model.study.maximise;
          var unclear = row.half !== null && Math.abs(row.difference) <= row.half;
          return {value: row.difference === null ? 0 : row.difference,
            label: {show: row.failed, position: 'right', color: theme.text, fontSize: 11,
              formatter: 'failed'},
            itemStyle: {color: unclear ? theme.mixed
              : worse ? infomorph.colour(1) : infomorph.colour(2)}};
        })},
        lyingBars(bars, theme.text)];
      option.tooltip.formatter = function (item) {
        var row = shown[item.dataIndex];
        return '<b>' + infomorph.escape(infomorph.nameOf(model, row.axis)) + '</b> from ' + infomorph.number(row.from)
          + ' to ' + infomorph.number(row.to) + '<br>' + infomorph.escape(model.header.measure)
          + ' ' + infomorph.number(row.base) + ' → ' + infomorph.number(row.changed) + '<br>'
          + 'difference <b>' + infomorph.number(row.difference) + '</b>'
          + (row.half === null ? '' : ' ± ' + infomorph.number(row.half) + ' (95 %)')
          + (effects.prune ? '<br>cost against the base point ' + (row.cost === null ? 'infinite'
            : infomorph.number(row.cost)) + (row.removed ? ': removed' : ': stays') : '');
      };
      var columns = ['step', 'axis', 'from', 'to', 'base', 'changed', 'difference', 'half',
        'cost', 'failed', 'removed'];
      return {id: 'effects', title: title, option: option,
        table: {columns: columns.map(function (c) { return c === 'half' ? 'half_width' : c; }),
          rows: effects.rows.map(function (row) {
            return columns.map(function (c) { return row[c]; });
          })}};
    }
  });

  infomorph.figures.push({
    id: 'capacities',
    absent: function (model) {
      return !model.study || !model.study.capacities;
    },
    draw: function (model, view, theme) {
      var capacities = model.study.capacities;
      var title = 'Capacities';
      var all = capacities.list.slice();
      if (all.length > MOST_ROWS) {
        all.sort(function (p, q) {
          var own = model.value('capacity', p.point);
          var other = model.value('capacity', q.point);
          return (isNaN(other) ? -Infinity : other) - (isNaN(own) ? -Infinity : own);
        });
      }
      var shown = all.slice(0, MOST_ROWS);
      var more = all.length - shown.length + capacities.left;
      var option = infomorph.frame(theme, title, 'mean with its 95 % interval, and each seed'
        + (more > 0 ? '; ' + more + ' more points in the table thresholds' : ''));
      option.grid = {left: 12, right: '7%', top: '22%', bottom: '13%', containLabel: true};
      option.xAxis = infomorph.axisOption(theme, capacities.field, {type: 'value',
        min: capacities.from, max: capacities.to, nameGap: 26});
      option.yAxis = names(theme, shown.map(function (row) {
        return infomorph.where(model, row.point);
      }));
      var means = [];
      var seeds = [];
      var below = [];
      var bars = [];
      var rows = [];
      shown.forEach(function (row, k) {
        var mean = model.value('capacity', row.point);
        var half = model.halfWidth('capacity', row.point);
        row.seeds.forEach(function (value) {
          (value === null ? below : seeds).push([value === null ? capacities.from : value, k, 0,
            row.point]);
          rows.push(model.axes.map(function (a, n) { return model.axisValue(n, row.point); })
            .concat([value]));
        });
        if (!isNaN(mean)) {
          means.push([mean, k, 0, row.point]);
          if (!isNaN(half)) {
            bars.push([k, Math.max(capacities.from, mean - half),
              Math.min(capacities.to, mean + half)]);
          }
        }
      });
      option.series = [
        {type: 'scatter', name: 'seed', data: seeds, symbolSize: 7,
          itemStyle: {color: infomorph.colour(0), opacity: 0.6}},
        {type: 'scatter', name: 'below the range', data: below, symbolSize: 10,
          symbol: 'triangle', symbolRotate: 90, itemStyle: {color: infomorph.colour(1)}},
        {type: 'scatter', name: 'mean', data: means, symbolSize: 12, symbol: 'diamond', z: 6,
          itemStyle: {color: theme.text}},
        lyingBars(bars, theme.text)];
      option.legend = infomorph.studyLegend(theme, ['mean', 'seed'].concat(
        below.length > 0 ? ['below the range'] : []));
      option.tooltip.formatter = function (item) {
        var point = item.value[3];
        var half = model.halfWidth('capacity', point);
        return infomorph.escape(item.seriesName) + (item.seriesName === 'below the range' ? ''
          : ' <b>' + infomorph.number(item.value[0]) + '</b>') + (item.seriesName !== 'mean'
            || isNaN(half) ? '' : ' ± ' + infomorph.number(half) + ' (95 %)') + '<br>'
          + infomorph.whereabouts(model, point);
      };
      return {id: 'capacities', title: title, option: option,
        table: {columns: model.axes.map(function (a) { return a.label; }).concat(['threshold']),
          rows: rows}};
    }
  });

  infomorph.figures.push({
    id: 'confirmation',
    absent: function (model) {
      return !model.study || !model.study.confirmations || model.study.confirmations.length === 0;
    },
    draw: function (model, view, theme) {
      var all = model.study.confirmations;
      var title = 'Confirmation';
      var shown = all.slice(0, MOST_ROWS);
      var option = infomorph.frame(theme, title,
        'fresh seeds have decided nothing; what chose a point is partly luck; 95 % intervals'
        + (all.length > shown.length ? '; ' + (all.length - shown.length)
          + ' more points in the table confirmations' : ''));
      option.grid = {left: 12, right: '7%', top: '22%', bottom: '13%', containLabel: true};
      option.xAxis = infomorph.axisOption(theme, model.header.measure,
        {type: 'value', scale: true, nameGap: 26});
      option.yAxis = names(theme, shown.map(function (row) {
        return row.rank + '. ' + infomorph.where(model, row.point);
      }));
      var kinds = [
        {key: 'fresh', name: 'fresh seeds', colour: infomorph.colour(2), symbol: 'circle', shift: 0.14},
        {key: 'chosen', name: 'what chose it', colour: theme.dim, symbol: 'diamond', shift: -0.14}];
      option.series = [];
      kinds.forEach(function (kind) {
        var means = [];
        var bars = [];
        shown.forEach(function (row, k) {
          var of = row[kind.key];
          if (of.mean !== null) {
            means.push([of.mean, k, 0, row.point, of.seeds, of.half]);
            if (of.half !== null) {
              bars.push([k, of.mean - of.half, of.mean + of.half, kind.shift]);
            }
          }
        });
        option.series.push({type: 'custom', name: kind.name, data: means, z: 6,
          encode: {x: 0, y: 1}, itemStyle: {color: kind.colour},
          renderItem: function (params, api) {
            var at = api.coord([api.value(0), api.value(1)]);
            var y = at[1] + kind.shift * api.size([0, 1])[1];
            var style = {fill: kind.colour};
            return kind.symbol === 'circle'
              ? {type: 'circle', shape: {cx: at[0], cy: y, r: 5}, style: style}
              : {type: 'polygon', style: style, shape: {points: [[at[0] - 6, y], [at[0], y - 6],
                [at[0] + 6, y], [at[0], y + 6]]}};
          }});
        option.series.push(lyingBars(bars, kind.colour));
      });
      option.legend = infomorph.studyLegend(theme, kinds.map(function (kind) { return kind.name; }));
      option.tooltip.formatter = function (item) {
        return infomorph.escape(item.seriesName) + ': <b>' + infomorph.number(item.value[0]) + '</b>'
          + (item.value[5] === null ? '' : ' ± ' + infomorph.number(item.value[5]) + ' (95 %)')
          + ', ' + infomorph.count(item.value[4], 'seed') + '<br>'
          + infomorph.whereabouts(model, item.value[3]);
      };
      return {id: 'confirmation', title: title, option: option,
        table: {columns: ['rank'].concat(model.axes.map(function (a) { return a.label; }),
          ['chosen_mean', 'chosen_half_width', 'chosen_seeds', 'fresh_mean', 'fresh_half_width',
            'fresh_seeds']),
          rows: all.map(function (row) {
            return [row.rank].concat(
              model.axes.map(function (a, n) { return model.axisValue(n, row.point); }),
              [row.chosen.mean, row.chosen.half, row.chosen.seeds, row.fresh.mean, row.fresh.half,
                row.fresh.seeds]);
          })}};
    }
  });
})(typeof globalThis === 'undefined' ? this : globalThis);
