// The lattice of a layer's atoms as a picture, redundancy at the bottom, coloured by bits.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var MOST_SOURCES = 3; // four have 166 atoms: see atoms.js

  // The sets of sources of an atom; none of what lies outside the lattice, such as h_res.
  function sets(atom) {
    return /^(\{[^{}]+\})+$/.test(atom) ? atom.slice(1, -1).split('}{') : [];
  }

  function sources(atoms) {
    var found = {};
    atoms.forEach(function (atom) {
      sets(atom).forEach(function (set) {
        set.split('').forEach(function (source) { found[source] = true; });
      });
    });
    return Object.keys(found).length;
  }

  function within(small, large) {
    return small.split('').every(function (source) { return large.indexOf(source) >= 0; });
  }

  // Whether an atom is below another one: each set of the upper one has a set of the lower one in it
  // (Williams and Beer 2010).
  function isBelow(lower, upper) {
    return lower !== upper && sets(upper).every(function (large) {
      return sets(lower).some(function (small) { return within(small, large); });
    });
  }

  // The atoms with their level (the longest way from the bottom), their place in it, and the lines
  // from each to those right above it.
  infomorph.latticeOf = function (atoms) {
    var nodes = atoms.filter(function (atom) { return sets(atom).length > 0; });
    var below = {};
    nodes.forEach(function (atom) {
      below[atom] = nodes.filter(function (other) { return isBelow(other, atom); });
    });
    var level = {};
    function levelOf(atom) {
      if (level[atom] === undefined) {
        level[atom] = below[atom].reduce(function (most, other) {
          return Math.max(most, levelOf(other) + 1);
        }, 0);
      }
      return level[atom];
    }
    var lines = [];
    nodes.forEach(function (atom) {
      levelOf(atom);
      below[atom].forEach(function (other) {
        var between = below[atom].some(function (third) {
          return below[third].indexOf(other) >= 0;
        });
        if (!between) {
          lines.push([other, atom]);
        }
      });
    });
    var levels = [];
    nodes.forEach(function (atom) {
      (levels[level[atom]] = levels[level[atom]] || []).push(atom);
    });
    // An atom stands over the middle of those below it, so that few lines cross.
    var at = {};
    levels.forEach(function (row) {
      function middle(atom) {
        var under = lines.filter(function (line) { return line[1] === atom; });
        return under.reduce(function (sum, line) { return sum + at[line[0]]; }, 0)
          / Math.max(1, under.length);
      }
      var wish = {};
      row.forEach(function (atom) { wish[atom] = middle(atom); });
      row.sort(function (p, q) {
        return Math.abs(wish[p] - wish[q]) > 1e-9 ? wish[p] - wish[q]
          : p.length - q.length || (p < q ? -1 : 1);
      });
      row.forEach(function (atom, k) { at[atom] = (k + 0.5) / row.length; });
    });
    return {nodes: nodes.map(function (atom) {
      return {atom: atom, level: level[atom], x: at[atom]};
    }), lines: lines, levels: levels.length};
  };

  function mixed(colours, share) {
    var place = Math.max(0, Math.min(1, share)) * (colours.length - 1);
    var k = Math.min(Math.floor(place), colours.length - 2);
    return [1, 3, 5].map(function (from) {
      var low = parseInt(colours[k].slice(from, from + 2), 16);
      var high = parseInt(colours[k + 1].slice(from, from + 2), 16);
      return Math.round(low + (place - k) * (high - low));
    });
  }

  // Black or white, whichever is easier to read on a colour: by its relative luminance.
  function ink(rgb) {
    var light = rgb.map(function (part) {
      var share = part / 255;
      return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] > 0.179 ? '#000' : '#fff';
  }

  function profile(model, view) {
    var detail = model.detail(view.point);
    var layer = model.header.layers[view.layer];
    return detail && layer ? detail.profiles[layer.name] : undefined;
  }

  infomorph.figures.push({
    id: 'lattice',
    // Of two or three sources.
    absent: function (model, view) {
      var layers = model.header.layers;
      var shown = view ? [layers[view.layer]] : layers;
      return !shown.some(function (layer) {
        var count = layer ? sources(layer.atoms) : 0;
        return count >= 2 && count <= MOST_SOURCES;
      });
    },
    draw: function (model, view, theme) {
      var layer = model.header.layers[view.layer];
      var id = 'lattice-' + (layer ? layer.name : '');
      var title = 'Lattice of atoms' + (layer ? ' of layer ' + layer.name : '');
      var count = layer ? sources(layer.atoms) : 0;
      if (count < 2 || count > MOST_SOURCES) {
        return infomorph.nothing(id, title, 'This layer has ' + infomorph.count(count, 'source')
          + '; the picture is of two or three.');
      }
      var curves = profile(model, view);
      if (!curves) {
        return infomorph.nothing(id, title, 'This point has no atoms in the file.');
      }
      function bits(atom) {
        var mean = curves[atom] ? curves[atom].mean : [];
        return mean.length > 0 ? mean[mean.length - 1] : null;
      }
      var lattice = infomorph.latticeOf(layer.atoms);
      var values = lattice.nodes.map(function (node) { return bits(node.atom) || 0; });
      var scale = infomorph.scaleOf(Math.min.apply(null, [0].concat(values)),
        Math.max.apply(null, [0].concat(values)));
      var rest = bits('h_res');
      var option = infomorph.frame(theme, title, infomorph.where(model, view.point) + '; at the end'
        + (rest === null ? '' : '; h_res, outside: ' + infomorph.number(rest) + ' bits'));
      option.grid = {left: 8, right: view.narrow ? 8 : '14%', top: '16%',
        bottom: view.narrow ? 46 : '5%'};
      option.xAxis = {type: 'value', min: 0, max: 1, show: false};
      option.yAxis = {type: 'value', min: -0.5, max: lattice.levels - 0.5, show: false};
      option.visualMap = {min: scale.least, max: scale.greatest, calculable: false,
        borderColor: 'transparent', align: view.narrow ? 'bottom' : 'left', itemWidth: 14,
        itemHeight: view.narrow ? 140 : 180, precision: 6, inRange: {color: scale.colours},
        seriesIndex: [], hoverLink: false, formatter: infomorph.number,
        orient: view.narrow ? 'horizontal' : 'vertical',
        left: view.narrow ? 'center' : undefined, right: view.narrow ? undefined : 6,
        top: view.narrow ? undefined : 'middle', bottom: view.narrow ? 4 : undefined,
        text: [infomorph.number(scale.greatest) + ' bits', infomorph.number(scale.least)],
        textStyle: {color: theme.dim, fontSize: 11}};
      var of = {};
      lattice.nodes.forEach(function (node) { of[node.atom] = node; });
      option.series = [{
        type: 'custom', silent: true, z: 1, tooltip: {show: false}, encode: {x: [0, 2], y: [1, 3]},
        data: lattice.lines.map(function (line) {
          return [of[line[0]].x, of[line[0]].level, of[line[1]].x, of[line[1]].level];
        }),
        renderItem: function (params, api) {
          var from = api.coord([api.value(0), api.value(1)]);
          var to = api.coord([api.value(2), api.value(3)]);
          return {type: 'line', shape: {x1: from[0], y1: from[1], x2: to[0], y2: to[1]},
            style: {stroke: theme.dim, lineWidth: 1, fill: null}};
        }
      }, {
        type: 'custom', z: 4, encode: {x: 0, y: 1},
        data: lattice.nodes.map(function (node, k) { return [node.x, node.level, k]; }),
        renderItem: function (params, api) {
          var node = lattice.nodes[api.value(2)];
          var value = bits(node.atom);
          var at = api.coord([node.x, node.level]);
          var room = api.size([0, 1])[1];
          var width = Math.min(api.size([1, 0])[0] / (count === 2 ? 2 : 4) - 6, 96);
          var height = Math.min(room * 0.66, 40);
          var size = Math.max(7, Math.min(12, height / 2.6, width / (0.56 * node.atom.length + 1)));
          var rgb = value === null ? null
            : mixed(scale.colours, (value - scale.least) / (scale.greatest - scale.least));
          var colour = rgb ? 'rgb(' + rgb.join(',') + ')' : theme.mixed;
          var text = rgb ? ink(rgb) : theme.text;
          return {type: 'group', children: [
            {type: 'rect', shape: {x: at[0] - width / 2, y: at[1] - height / 2, width: width,
              height: height, r: 4}, style: {fill: colour, stroke: theme.dim, lineWidth: 1}},
            {type: 'text', style: {text: node.atom, x: at[0], y: at[1] - 0.6 * size, fill: text,
              fontSize: size, fontWeight: 600, textAlign: 'center', textVerticalAlign: 'middle'}},
            {type: 'text', style: {text: value === null ? 'none' : infomorph.number(value),
              x: at[0], y: at[1] + 0.7 * size, fill: text, fontSize: size, textAlign: 'center',
              textVerticalAlign: 'middle'}}]};
        }
      }];
      option.tooltip.formatter = function (item) {
        var node = lattice.nodes[item.value[2]];
        var half = curves[node.atom] ? curves[node.atom].half : [];
        var width = half.length > 0 ? half[half.length - 1] : null;
        return '<b>' + infomorph.escape(node.atom) + '</b> ' + infomorph.number(bits(node.atom))
          + (width === null || width === undefined ? '' : ' ± ' + infomorph.number(width)
            + ' (95 %)') + ' bits';
      };
      return {id: id, title: title, option: option, table: {columns: ['atom', 'level', 'bits_mean'],
        rows: lattice.nodes.map(function (node) {
          return [node.atom, node.level, bits(node.atom)];
        })}};
    }
  });
})(typeof globalThis === 'undefined' ? this : globalThis);
