// Colours, numbers and words that all figures share.
(function (root) {
  'use strict';
  var infomorph = root.infomorph = root.infomorph || {};

  // Perceptually uniform and safe for colour blindness: viridis (van der Walt, Smith) for amounts,
  // vik (Crameri) for what has a sign.
  var SEQUENTIAL = ['#440154', '#482878', '#3e4989', '#31688e', '#26828e',
    '#1f9e89', '#35b779', '#6ece58', '#b5de2b', '#fde725'];
  var DIVERGING = ['#001261', '#033e7d', '#1e6f9d', '#71a8c4', '#c9dde7',
    '#eacebd', '#d39774', '#be6533', '#8b2706', '#590008'];
  // Tol's bright and muted schemes, for kinds.
  var KINDS = ['#4477aa', '#ee6677', '#228833', '#ccbb44', '#66ccee', '#aa3377', '#44aa99',
    '#ddcc77', '#882255', '#88ccee', '#117733', '#999933', '#cc6677', '#332288'];

  infomorph.themes = {
    light: {name: 'light', text: '#222', dim: '#666', line: '#ddd', paper: '#ffffff', edge: '#111',
      silent: '#e4e4e4', mixed: '#a8a8a8', none: '#f6f6f6'},
    dark: {name: 'dark', text: '#e8e8e8', dim: '#a0a0a0', line: '#3a3a3a', paper: '#16181d',
      edge: '#fff', silent: '#2b2e35', mixed: '#777', none: '#1d2026'}
  };

  function number(value) {
    if (value === null || value === undefined || (typeof value === 'number' && isNaN(value))) {
      return 'none';
    }
    if (typeof value !== 'number') {
      return String(value);
    }
    if (value === 0) {
      return '0';
    }
    var size = Math.abs(value);
    if (size >= 1e5 || size < 1e-3) {
      return value.toExponential(2).replace('e+', 'e');
    }
    return String(Number(value.toPrecision(4)));
  }

  // A value of an axis, short enough for a tick; whole objects lose their brackets.
  function tick(value) {
    var text = number(value);
    return text.length > 18 ? text.slice(0, 17) + '…' : text;
  }

  // What a range is shown in: [colours, least, greatest].
  function scaleOf(least, greatest) {
    if (!(greatest > least)) {
      greatest = least + (Math.abs(least) || 1) * 1e-6;
    }
    var most = Math.max(Math.abs(least), Math.abs(greatest));
    if (least < -0.02 * most) {
      return {colours: DIVERGING, least: -most, greatest: most};
    }
    return {colours: SEQUENTIAL, least: least, greatest: greatest};
  }

  function escape(text) {
    return String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;');
  }

  // The atoms of a network keep their colour in all figures.
  function kindColour(model, name, theme) {
    if (name === 'silent' || name === 'mixed') {
      return theme[name];
    }
    var names = [];
    model.header.layers.forEach(function (layer) {
      layer.atoms.forEach(function (atom) {
        if (names.indexOf(atom) < 0) {
          names.push(atom);
        }
      });
    });
    var place = names.indexOf(name);
    return KINDS[(place < 0 ? names.length : place) % KINDS.length];
  }

  function colour(k) {
    return KINDS[k % KINDS.length];
  }

  // The parts that every figure's option has.
  function frame(theme, title, subtitle) {
    return {
      animation: false,
      backgroundColor: theme.paper,
      textStyle: {color: theme.text, fontFamily: 'sans-serif'},
      title: {
        text: title, subtext: subtitle || '', left: 8, top: 6, itemGap: 9, borderColor: 'transparent',
        textStyle: {fontSize: 14, fontWeight: 600, color: theme.text},
        subtextStyle: {fontSize: 11, color: theme.dim}
      },
      tooltip: {
        confine: true, backgroundColor: theme.paper, borderColor: theme.line,
        textStyle: {color: theme.text, fontSize: 12}, extraCssText: 'white-space:normal'
      }
    };
  }

  function axis(theme, name, more) {
    var made = {
      name: name, nameLocation: 'middle', nameGap: 28,
      nameTextStyle: {color: theme.text, fontSize: 12},
      axisLabel: {color: theme.dim, fontSize: 11, hideOverlap: true},
      axisLine: {onZero: false, lineStyle: {color: theme.dim}},
      axisTick: {lineStyle: {color: theme.dim}},
      splitLine: {lineStyle: {color: theme.line}}
    };
    Object.keys(more || {}).forEach(function (key) {
      made[key] = more[key];
    });
    return made;
  }

  // What a point is: its axes, and what is known of it.
  function where(model, i) {
    if (model.axes.length === 0) {
      return 'the only point';
    }
    return model.axes.map(function (a, k) {
      return a.label + ' = ' + number(model.axisValue(k, i));
    }).join(', ');
  }

  function whereabouts(model, i) {
    var lines = model.axes.map(function (a, k) {
      return escape(a.label) + ' <b>' + escape(number(model.axisValue(k, i))) + '</b>';
    });
    var ids = model.ids(i);
    if (ids.trials && ids.trials.length > 0) {
      var shown = ids.trials.slice(0, 6);
      lines.push('trials <code>' + shown.join('</code> <code>') + '</code>'
        + (ids.trials.length > shown.length ? ' …' : ''));
    } else if (ids.point) {
      lines.push('point <code>' + ids.point + '</code>');
    }
    return lines.join('<br>');
  }

  // A number of things, in words.
  infomorph.count = function (number, thing) {
    return number + ' ' + thing + (number === 1 ? '' : 's');
  };

  infomorph.number = number;
  infomorph.tick = tick;
  infomorph.scaleOf = scaleOf;
  infomorph.escape = escape;
  infomorph.kindColour = kindColour;
  infomorph.colour = colour;
  infomorph.frame = frame;
  infomorph.axisOption = axis;
  infomorph.where = where;
  infomorph.whereabouts = whereabouts;
  infomorph.figures = [];
})(typeof globalThis === 'undefined' ? this : globalThis);
