// Many atoms: bars that lie, the largest at the top, and the rest as one sum.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var MOST = 16;

  function last(list) {
    return list[list.length - 1];
  }

  // How many sources an atom's sets have in all, and how many sets: the order in which the lattice
  // is read from redundancy to synergy.
  function level(atom) {
    if (atom.charAt(0) !== '{') {
      return [1e6, 0]; // h_res comes last
    }
    var sets = atom.slice(1, -1).split('}{');
    var size = sets.reduce(function (sum, set) { return Math.max(sum, set.length); }, 0);
    return [size, -sets.length];
  }

  function byLattice(p, q) {
    var a = level(p.atom);
    var b = level(q.atom);
    return a[0] - b[0] || a[1] - b[1] || (p.atom < q.atom ? -1 : 1);
  }

  function bySize(p, q) {
    return Math.abs(q.mean) - Math.abs(p.mean) || (p.atom < q.atom ? -1 : 1);
  }

  infomorph.atomOrders = [['size', 'largest first'], ['lattice', 'as in the lattice']];

  // The profile of the layer that the view shows.
  infomorph.ranked = function (model, view, theme, detail, atomsOf) {
    var names = Object.keys(detail.profiles);
    var chosen = model.header.layers[view.layer];
    var layer = chosen && detail.profiles[chosen.name] ? chosen.name : last(names);
    var all = atomsOf(model, detail, layer).map(function (atom) {
      var profile = detail.profiles[layer][atom];
      return {atom: atom, mean: last(profile.mean), half: last(profile.half)};
    });
    var most = view.atoms === 'lattice' ? 40 : MOST;
    var large = all.slice().sort(bySize).slice(0, most);
    var kept = large.slice().sort(view.atoms === 'lattice' ? byLattice : bySize);
    var others = all.filter(function (one) { return large.indexOf(one) < 0; });
    var rest = others.reduce(function (sum, one) { return sum + one.mean; }, 0);
    var whiskers = infomorph.intervalWords(model);
    var option = infomorph.frame(theme, 'PID profile of layer ' + layer + ' at the end',
      infomorph.where(model, view.point) + (whiskers ? '; bars: ' + whiskers : ''));
    var shown = kept.map(function (one) { return one.atom; });
    if (others.length > 0) {
      shown.push('sum of ' + others.length + ' others');
    }
    var bars = [];
    kept.forEach(function (one, k) {
      var ends = infomorph.interval(model, one.atom, one.mean, one.half);
      if (ends) {
        bars.push([ends[0], ends[1], k]);
      }
    });
    option.grid = {left: '24%', right: '5%', top: '14%', bottom: '13%'};
    option.xAxis = infomorph.axisOption(theme, 'bits', {type: 'value'});
    option.yAxis = infomorph.axisOption(theme, '', {type: 'category', inverse: true, data: shown,
      splitLine: {show: false}});
    option.yAxis.axisLabel.interval = 0;
    option.yAxis.axisLabel.fontSize = shown.length > 24 ? 8 : 10;
    option.series = [{type: 'bar', barCategoryGap: '25%',
      data: kept.map(function (one) {
        return {value: one.mean, itemStyle: {color: infomorph.kindColour(model, one.atom, theme)}};
      }).concat(others.length > 0 ? [{value: rest, itemStyle: {color: theme.mixed}}] : [])
    }, {
      type: 'custom', silent: true, z: 5, data: bars, encode: {x: [0, 1], y: 2},
      renderItem: function (params, api) {
        var low = api.coord([api.value(0), api.value(2)]);
        var high = api.coord([api.value(1), api.value(2)]);
        function bar(x1, y1, x2, y2) {
          return {type: 'line', shape: {x1: x1, y1: y1, x2: x2, y2: y2},
            style: {stroke: theme.text, lineWidth: 1.2}};
        }
        return {type: 'group', children: [bar(low[0], low[1], high[0], high[1]),
          bar(low[0], low[1] - 3, low[0], low[1] + 3),
          bar(high[0], high[1] - 3, high[0], high[1] + 3)]};
      }
    }];
    option.tooltip.formatter = function (item) {
      return infomorph.escape(item.name) + ' <b>' + infomorph.number(item.value) + '</b> bits<br>'
        + infomorph.whereabouts(model, view.point);
    };
    var rows = all.slice().sort(bySize).map(function (one) {
      return [layer, one.atom, one.mean, one.half];
    });
    return {id: 'profile', title: 'PID profile', option: option,
      table: {columns: ['layer', 'atom', 'bits_mean', 'bits_half_width'], rows: rows}};
  };
})(typeof globalThis === 'undefined' ? this : globalThis);
