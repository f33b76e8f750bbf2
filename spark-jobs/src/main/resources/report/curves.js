// Figures of one point: its PID profile, what it learned when, its neurons; and recall over the load.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var nothing = infomorph.nothing;

  var BOX = {left: '10%', right: '4%', top: '17%', bottom: '15%'};

  function absent(model, i) {
    return 'The history of this point is not in the file, which has room for '
      + model.header.details.length + ' of ' + model.points
      + ' points; the tables curves, profiles and neurons have it.';
  }

  function detailOr(model, view, id, title, draw) {
    var detail = model.detail(view.point);
    if (!detail) {
      return nothing(id, title, model.header.details.length === 0
        ? 'No trial has finished yet.' : absent(model, view.point));
    }
    return draw(detail);
  }

  function last(list) {
    return list[list.length - 1];
  }

  // More atoms than this get bars that lie, with their names beside them.
  var FEW = 10;

  function atomsOf(model, detail, layer) {
    return model.header.layers.filter(function (l) { return l.name === layer; })[0].atoms
      .filter(function (atom) { return detail.profiles[layer][atom]; });
  }

  function layerName(model, view) {
    var layer = model.header.layers[view.layer];
    return layer ? layer.name : '';
  }

  infomorph.figures.push({
    id: 'profile',
    draw: function (model, view, theme) {
      return detailOr(model, view, 'profile', 'PID profile', function (detail) {
        var layers = Object.keys(detail.profiles);
        if (layers.length === 0) {
          return nothing('profile', 'PID profile', 'No trial of this point has atoms.');
        }
        if (layers.some(function (layer) { return atomsOf(model, detail, layer).length > FEW; })) {
          return infomorph.ranked(model, view, theme, detail, atomsOf);
        }
        var whiskers = infomorph.intervalWords(model);
        var option = infomorph.frame(theme, 'PID profile at the end',
          infomorph.where(model, view.point) + (whiskers ? '; bars: ' + whiskers : ''));
        var least = 0;
        var greatest = 0;
        option.grid = [];
        option.xAxis = [];
        option.yAxis = [];
        option.series = [];
        var rows = [];
        layers.forEach(function (layer, k) {
          var atoms = atomsOf(model, detail, layer);
          var width = 88 / layers.length;
          option.grid.push({left: 9 + k * width + '%', width: width - 5 + '%', top: '20%',
            bottom: '18%'});
          option.xAxis.push(infomorph.axisOption(theme, 'atom of layer ' + layer, {type: 'category', gridIndex: k,
            data: atoms, nameGap: 34, splitLine: {show: false},
            axisLabel: {color: theme.dim, fontSize: 11, interval: 0,
              rotate: atoms.length * layers.length > 8 ? 45 : 0}}));
          option.yAxis.push(infomorph.axisOption(theme, k === 0 ? 'bits' : '',
            {type: 'value', gridIndex: k, nameGap: 44}));
          option.yAxis[k].axisLabel.show = k === 0; // all layers have one scale
          option.series.push({type: 'bar', xAxisIndex: k, yAxisIndex: k,
            data: atoms.map(function (atom) {
              return {value: last(detail.profiles[layer][atom].mean),
                itemStyle: {color: infomorph.kindColour(model, atom, theme)}};
            })});
          var bars = [];
          atoms.forEach(function (atom, a) {
            var profile = detail.profiles[layer][atom];
            var mean = last(profile.mean);
            var half = last(profile.half);
            var ends = infomorph.interval(model, atom, mean, half);
            if (ends) {
              bars.push([a, ends[0], ends[1]]);
            }
            least = Math.min(least, ends ? ends[0] : mean);
            greatest = Math.max(greatest, ends ? ends[1] : mean);
            rows.push([layer, atom, mean, half]);
          });
          option.series.push(infomorph.errorBars(bars, theme.text, k));
        });
        if (layers.length > 1) {
          option.yAxis.forEach(function (axis) {
            axis.min = least < 0 ? 1.05 * least : 0;
            axis.max = greatest > 0 ? 1.05 * greatest : 0;
            axis.axisLabel.formatter = function (value) { return infomorph.number(
              Number(value.toPrecision(2))); };
          });
        }
        option.tooltip.formatter = function (item) {
          return infomorph.escape(item.name) + ' <b>' + infomorph.number(item.value)
            + '</b> bits<br>' + infomorph.whereabouts(model, view.point);
        };
        return {id: 'profile', title: 'PID profile', option: option,
          table: {columns: ['layer', 'atom', 'bits_mean', 'bits_half_width'], rows: rows}};
      });
    }
  });

  // A line over epochs, and the band around it, where its width is known.
  function withBand(series, name, colour, curve, ends, dashed) {
    var lower = [];
    var upper = [];
    curve.epoch.forEach(function (epoch, k) {
      var both = ends ? ends(curve.mean[k], k) : null;
      if (both) {
        lower.push([epoch, both[0]]);
        upper.push([epoch, both[1]]);
      }
    });
    if (lower.length > 1) {
      series.push({
        type: 'custom', silent: true, name: name, data: upper.concat(lower), z: 1,
        tooltip: {show: false}, itemStyle: {color: colour},
        renderItem: function (params, api) {
          if (params.dataIndex > 0) { // one outline through all
            return null;
          }
          var outline = upper.concat(lower.slice().reverse()).map(function (p) {
            return api.coord(p);
          });
          return {type: 'polygon', shape: {points: outline},
            style: {fill: colour, opacity: 0.18}};
        }
      });
    }
    series.push({
      type: 'line', name: name, showSymbol: curve.epoch.length < 30, symbolSize: 5,
      lineStyle: {color: colour, width: 2, type: dashed ? 'dashed' : 'solid'},
      itemStyle: {color: colour}, z: 3,
      data: curve.epoch.map(function (epoch, k) { return [epoch, curve.mean[k]]; })
    });
  }

  function overEpochs(theme, title, subtitle, unit, names) {
    var option = infomorph.frame(theme, title, subtitle);
    option.grid = {left: '10%', right: '4%', top: '24%', bottom: '15%'};
    option.legend = {data: names, top: '13%', left: 8, itemGap: 18, borderColor: 'transparent', type: 'scroll', itemHeight: 12,
      textStyle: {color: theme.text, fontSize: 11}, pageTextStyle: {color: theme.dim}};
    option.xAxis = infomorph.axisOption(theme, 'epoch', {type: 'value', min: 'dataMin',
      minInterval: 1, splitLine: {show: false}});
    option.yAxis = infomorph.axisOption(theme, unit, {type: 'value', scale: true, nameGap: 44});
    option.tooltip.formatter = function (item) {
      return infomorph.escape(item.seriesName) + '<br>epoch ' + item.value[0] + ': <b>'
        + infomorph.number(item.value[1]) + '</b>';
    };
    option.series = [];
    return option;
  }

  function ends(model, name, curve) {
    return function (mean, k) { return infomorph.interval(model, name, mean, curve.half[k]); };
  }

  function band(model) {
    var words = infomorph.intervalWords(model);
    return words ? '; band: ' + words : '';
  }

  infomorph.figures.push({
    id: 'curves',
    draw: function (model, view, theme) {
      return detailOr(model, view, 'curves', 'Learning curves', function (detail) {
        var score = detail.curves[view.score] ? view.score : Object.keys(detail.curves)[0];
        if (!score) {
          return nothing('curves', 'Learning curves', 'No trial of this point has a score.');
        }
        var name = (model.axes.length > 0 ? 'this point: ' : '')
          + infomorph.where(model, view.point);
        var names = [name];
        var curves = [{name: name, point: view.point, curve: detail.curves[score]}];
        var best = model.header.best;
        var other = best === view.point || best < 0 ? null : model.detail(best);
        if (other && other.curves[score]) {
          names.push('best point: ' + infomorph.where(model, best));
          curves.push({name: names[1], point: best, curve: other.curves[score]});
        }
        var option = overEpochs(theme, score + ' over epochs',
          'mean of the seeds' + band(model), score, names);
        var rows = [];
        curves.forEach(function (entry, k) {
          withBand(option.series, entry.name, infomorph.colour(k, theme), entry.curve,
            ends(model, score, entry.curve), k > 0);
          entry.curve.epoch.forEach(function (epoch, e) {
            rows.push([infomorph.where(model, entry.point), epoch, entry.curve.mean[e],
              entry.curve.half[e]]);
          });
        });
        return {id: 'curves-' + score, title: 'Learning curves', option: option,
          table: {columns: ['point', 'epoch', score + '_mean', score + '_half_width'],
            rows: rows}};
      });
    }
  });

  infomorph.figures.push({
    id: 'profile-epochs',
    draw: function (model, view, theme) {
      var layer = layerName(model, view);
      var id = 'profile-epochs-' + layer;
      return detailOr(model, view, id, 'PID profile over epochs', function (detail) {
        var profiles = detail.profiles[layer];
        if (!profiles) {
          return nothing(id, 'PID profile over epochs', 'No trial of this point has atoms.');
        }
        var atoms = Object.keys(profiles);
        var option = overEpochs(theme, 'PID profile of layer ' + layer + ' over epochs',
          infomorph.where(model, view.point) + band(model), 'bits', atoms);
        var rows = [];
        atoms.forEach(function (atom) {
          var profile = profiles[atom];
          withBand(option.series, atom, infomorph.kindColour(model, atom, theme), profile,
            ends(model, atom, profile), false);
          profile.epoch.forEach(function (epoch, e) {
            rows.push([atom, epoch, profile.mean[e], profile.half[e]]);
          });
        });
        return {id: id, title: 'PID profile over epochs', option: option,
          table: {columns: ['atom', 'epoch', 'bits_mean', 'bits_half_width'], rows: rows}};
      });
    }
  });

  // A number between -1 and 1 that looks random and is the same every time.
  function jitter(k) {
    var x = Math.sin(12.9898 * (k + 1)) * 43758.5453;
    return 2 * (x - Math.floor(x)) - 1;
  }

  function quantile(sorted, q) {
    var at = q * (sorted.length - 1);
    var low = Math.floor(at);
    var high = Math.ceil(at);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  infomorph.figures.push({
    id: 'neurons',
    draw: function (model, view, theme) {
      var layer = layerName(model, view);
      var id = 'neurons-' + layer;
      return detailOr(model, view, id, 'Distribution over neurons', function (detail) {
        var atoms = detail.neurons[layer];
        if (!atoms) {
          return nothing(id, 'Distribution over neurons', 'No trial of this point has neurons with '
            + 'atoms, or they did not fit into the file; the table neurons has them.');
        }
        var names = Object.keys(atoms);
        var count = atoms[names[0]].length;
        var option = infomorph.frame(theme, 'Neurons of layer ' + layer,
          infomorph.where(model, view.point) + '; ' + count
            + ' neurons of all seeds, quartiles as boxes');
        option.grid = BOX;
        option.xAxis = infomorph.axisOption(theme, 'atom', {type: 'value', min: -0.5,
          max: names.length - 0.5, interval: 1, splitLine: {show: false}, nameGap: 34,
          axisTick: {show: false},
          axisLabel: {color: theme.dim, fontSize: 11, showMinLabel: false, showMaxLabel: false,
            rotate: names.length > 8 ? 45 : 0, formatter: function () { return ''; }}});
        var crowded = names.length > FEW;
        if (crowded) { // room for names that stand
          option.grid = {left: '10%', right: '4%', top: '17%', bottom: '24%'};
          option.xAxis.nameGap = 68;
        }
        option.yAxis = infomorph.axisOption(theme, 'bits', {type: 'value', nameGap: 44});
        option.series = [];
        var rows = [];
        names.forEach(function (atom, a) {
          var colour = infomorph.kindColour(model, atom, theme);
          option.series.push({type: 'scatter', name: atom, symbolSize: count > 300 ? 3 : 5,
            itemStyle: {color: colour, opacity: 0.6}, progressive: 0,
            data: atoms[atom].map(function (bits, n) {
              rows.push([layer, atom, bits]);
              return [a + 0.28 * jitter(n), bits];
            })});
          var sorted = atoms[atom].slice().sort(function (p, q) { return p - q; });
          option.series.push(box(a, [0.25, 0.5, 0.75].map(function (q) {
            return quantile(sorted, q);
          }), atom, theme, crowded));
        });
        option.tooltip.formatter = function (item) {
          return infomorph.escape(item.seriesName) + ' <b>' + infomorph.number(item.value[1])
            + '</b> bits<br>' + infomorph.whereabouts(model, view.point);
        };
        return {id: id, title: 'Distribution over neurons', option: option,
          table: {columns: ['layer', 'atom', 'bits'], rows: rows}};
      });
    }
  });

  // Quartiles, and the atom's name below the axis.
  function box(a, quartiles, name, theme, crowded) {
    return {
      type: 'custom', silent: true, data: [[a].concat(quartiles)], z: 4, tooltip: {show: false},
      encode: {x: 0, y: [1, 2, 3]},
      renderItem: function (params, api) {
        var low = api.coord([a - 0.32, quartiles[0]]);
        var mid = api.coord([a + 0.32, quartiles[1]]);
        var high = api.coord([a + 0.32, quartiles[2]]);
        var floor = params.coordSys.y + params.coordSys.height;
        return {type: 'group', children: [
          {type: 'rect', shape: {x: low[0], y: high[1], width: high[0] - low[0],
            height: Math.max(low[1] - high[1], 1)},
            style: {fill: null, stroke: theme.text, lineWidth: 1.2}},
          {type: 'line', shape: {x1: low[0], y1: mid[1], x2: mid[0], y2: mid[1]},
            style: {stroke: theme.text, lineWidth: 2}},
          crowded
            ? {type: 'text', x: (low[0] + high[0]) / 2 + 4, y: floor + 6, rotation: Math.PI / 2,
              style: {text: name, textAlign: 'right', textVerticalAlign: 'middle', fill: theme.dim,
                fontSize: 9}}
            : {type: 'text', style: {text: name, x: (low[0] + high[0]) / 2, y: floor + 8,
              textAlign: 'center', textVerticalAlign: 'top', fill: theme.dim, fontSize: 11}}]};
      }
    };
  }

  // The error function (Abramowitz and Stegun 7.1.26; exact to 1.5e-7).
  function erf(x) {
    var t = 1 / (1 + 0.3275911 * x);
    return 1 - t * Math.exp(-x * x) * (0.254829592 + t * (-0.284496736 + t * (1.421413741
      + t * (-1.453152027 + t * 1.061405429))));
  }

  // Overlap of the settled state of a large Hebbian network with the pattern that it began at, over
  // the load (Amit, Gutfreund and Sompolinsky 1985, Phys. Rev. Lett. 55, 1530, without noise): with
  // y = m / sqrt(2 a r), the largest root of y (sqrt(2 a) + 2 / sqrt(pi) exp(-y y)) = erf(y), and
  // m = erf(y). Beyond the load 0.138 there is none: nothing is recalled.
  function hebb(most) {
    var theory = {epoch: [], mean: []};
    for (var k = 1; k <= 138; k++) {
      var load = k / 1000;
      if (load > most) {
        break;
      }
      for (var y = 6; y > 0.5; y -= 0.002) {
        if (y * (Math.sqrt(2 * load) + 2 / Math.sqrt(Math.PI) * Math.exp(-y * y)) <= erf(y)) {
          theory.epoch.push(load);
          theory.mean.push(erf(y));
          break;
        }
      }
    }
    return theory;
  }

  function loadAxis(model) {
    for (var a = 0; a < model.axes.length; a++) {
      if (model.isGrid && model.axes[a].path === 'dataset.patterns.load') {
        return a;
      }
    }
    return -1;
  }

  infomorph.figures.push({
    id: 'recall',
    // Only memory sweeps have it.
    absent: function (model) {
      return loadAxis(model) < 0;
    },
    draw: function (model, view, theme) {
      var load = loadAxis(model);
      var recalls = model.header.quantities.filter(function (q) {
        return q.group === 'score' && (q.id.indexOf('recall') === 0 || q.id === 'stable_fraction');
      }).map(function (q) { return q.id; });
      if (load < 0 || recalls.length === 0) {
        return nothing('recall', 'Recall over load', 'This sweep has no axis '
          + 'dataset.patterns.load, or no score of recall.');
      }
      var id = recalls.indexOf(view.quantity) >= 0 ? view.quantity : recalls[0];
      var lines = lineAxis(model, load);
      var option = infomorph.frame(theme, 'Recall over load',
        infomorph.held(model, view, [load, lines]) + band(model).replace('; ', ' '));
      option.grid = {left: '10%', right: '4%', top: '26%', bottom: '15%'};
      option.xAxis = infomorph.axisOption(theme, 'patterns for each neuron (' +
        infomorph.axisName(model.axes[load]) + ')', {type: 'value', min: 0});
      option.yAxis = infomorph.axisOption(theme, model.quantity(id).label, {type: 'value',
        nameGap: 44});
      option.series = [];
      var rows = [];
      var names = [];
      (lines < 0 ? [''] : model.axes[lines].values).forEach(function (value, k) {
        var at = view.at.slice();
        if (lines >= 0) {
          at[lines] = k;
        }
        var curve = {epoch: [], mean: [], half: []};
        model.axes[load].values.forEach(function (x, place) {
          at[load] = place;
          var point = model.pointAt(at);
          var mean = point < 0 ? NaN : model.value(id, point);
          if (!isNaN(mean)) {
            var half = model.halfWidth(id, point);
            curve.epoch.push(x);
            curve.mean.push(mean);
            curve.half.push(isNaN(half) ? null : half);
            rows.push([lines < 0 ? '' : value, x, mean, isNaN(half) ? null : half]);
          }
        });
        var name = lines < 0 ? 'this sweep' : infomorph.axisName(model.axes[lines]) + ' ' + infomorph.tick(value);
        names.push(name);
        withBand(option.series, name, infomorph.colour(k, theme), curve, ends(model, id, curve),
          false);
      });
      if (id === 'recall_overlap') {
        names.push('Hebb in theory, settled');
        withBand(option.series, names[names.length - 1], theme.dim,
          hebb(Math.max.apply(null, model.axes[load].values)), null, true);
      }
      option.series[option.series.length - 1].markLine = {
        symbol: 'none', silent: true, data: [{xAxis: 0.138}],
        lineStyle: {color: theme.dim, type: 'dotted'},
        label: {formatter: 'Hebb’s capacity 0.138', color: theme.dim, fontSize: 10,
          position: 'insideEndTop'}};
      option.legend = {data: names, top: '13%', left: 8, itemGap: 18, borderColor: 'transparent', type: 'scroll', itemHeight: 12,
        textStyle: {color: theme.text, fontSize: 11}, pageTextStyle: {color: theme.dim}};
      option.tooltip.formatter = function (item) {
        return infomorph.escape(item.seriesName) + '<br>load ' + infomorph.number(item.value[0])
          + ': <b>' + infomorph.number(item.value[1]) + '</b>';
      };
      return {id: id.replace(/_/g, '-'), title: 'Recall over load', option: option,
        table: {columns: [lines < 0 ? 'line' : model.axes[lines].label, model.axes[load].label,
          id + '_mean', id + '_half_width'], rows: rows}};
    }
  });

  // The axis whose values become lines: the method that learns, else the first with few values.
  function lineAxis(model, load) {
    var few = -1;
    for (var a = 0; a < model.axes.length; a++) {
      var values = model.axes[a].values;
      if (a !== load && values && values.length > 1) {
        if (model.axes[a].path === 'training.method') {
          return a;
        }
        if (few < 0 && values.length <= 8) {
          few = a;
        }
      }
    }
    return few;
  }
})(typeof globalThis === 'undefined' ? this : globalThis);
