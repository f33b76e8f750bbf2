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

  // On dark paper the darkest of them would be invisible.
  var KINDS_ON_DARK = ['#6699cc', '#ee6677', '#44aa55', '#ccbb44', '#66ccee', '#cc66aa', '#44aa99',
    '#ddcc77', '#bb5588', '#88ccee', '#33aa66', '#999933', '#cc6677', '#7766cc'];

  // The usual atoms have the same colour in every report. The letter r, of readouts, means what f
  // means in hidden layers: the input.
  var USUAL = ['{f}{c}', '{f}', '{c}', '{fc}', '{f}{l}', '{l}', '{f}{c}{l}', '{fl}', 'h_res'];

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
    if (names.indexOf(name) < 0) {
      names.push(name);
    }
    return kinds(theme)[kindPlaces(names)[name]];
  }

  // Which colour each atom has: a usual one its own, another one the colour that its name gives, or
  // the next that is free in this network while there are any.
  function kindPlaces(names) {
    var places = {};
    var taken = {};
    names.forEach(function (name) {
      var usual = USUAL.indexOf(name.replace(/r/g, name === 'h_res' ? 'r' : 'f'));
      if (usual >= 0) {
        places[name] = usual;
        taken[usual] = true;
      }
    });
    names.slice().sort().forEach(function (name) {
      if (places[name] !== undefined) {
        return;
      }
      var place = 7;
      for (var i = 0; i < name.length; i++) {
        place = (31 * place + name.charCodeAt(i)) % 100003;
      }
      for (var tried = 0; tried < KINDS.length && taken[place % KINDS.length]; tried++) {
        place++;
      }
      places[name] = place % KINDS.length;
      taken[place % KINDS.length] = true;
    });
    return places;
  }

  function kinds(theme) {
    return theme && theme.name === 'dark' ? KINDS_ON_DARK : KINDS;
  }

  function colour(k, theme) {
    return kinds(theme)[k % KINDS.length];
  }

  // A step between ticks that people would choose, of which some values are whole multiples: 1, 2,
  // 2.5 or 5 times a power of ten.
  function roundStep(values, most) {
    var span = values[values.length - 1] - values[0];
    var power = Math.pow(10, Math.floor(Math.log(span / most) / Math.LN10));
    var steps = [1, 2, 2.5, 5, 10, 20, 25, 50].map(function (step) { return step * power; })
      .filter(function (step) { return span / step <= most && span / step >= 2; });
    var exact = steps.filter(function (step) {
      var whole = values.filter(function (value) {
        return Math.abs(value / step - Math.round(value / step)) < 1e-6;
      });
      return span / step >= 4 && whole.length >= Math.floor(span / step);
    });
    return exact.concat(steps)[0] || span;
  }

  // The cells that round numbers lie in, each with its number: ticks of an axis of many values.
  function roundTicks(axis) {
    var values = axis.values;
    var least = values[0];
    var greatest = values[values.length - 1];
    var log = axis.scale === 'log' && least > 0;
    var wanted = [];
    if (log) {
      var low = Math.floor(Math.log(least) / Math.LN10);
      var high = Math.ceil(Math.log(greatest) / Math.LN10);
      for (var power = low; power <= high; power++) {
        (high - low > 4 ? [1] : [1, 2, 5]).forEach(function (digit) {
          wanted.push(Number((digit * Math.pow(10, power)).toPrecision(6)));
        });
      }
    } else {
      var step = roundStep(values, 10);
      for (var k = Math.ceil(least / step - 1e-9); k * step <= greatest + 1e-9 * step; k++) {
        wanted.push(Number((k * step).toPrecision(6)));
      }
    }
    function position(value) {
      return log ? Math.log(value) : value;
    }
    var ticks = {};
    wanted.forEach(function (tick) {
      var nearest = 0;
      values.forEach(function (value, i) {
        if (Math.abs(position(value) - position(tick))
            < Math.abs(position(values[nearest]) - position(tick))) {
          nearest = i;
        }
      });
      var other = nearest > 0 ? nearest - 1 : 1;
      var half = Math.abs(position(values[nearest]) - position(values[other])) / 2;
      if (Math.abs(position(values[nearest]) - position(tick)) <= half * (1 + 1e-9)) {
        ticks[nearest] = tick;
      }
    });
    return ticks;
  }

  function isNumber(axis) {
    return axis.type === 'number' || axis.type === 'integer';
  }

  // The axis of cells along one of the sweep's axes.
  function cellAxis(theme, axis, name, more) {
    var numbers = isNumber(axis);
    var made = axisOption(theme, name, more);
    made.type = 'category';
    made.data = axis.values.map(tick);
    made.splitLine = {show: false};
    if (numbers && axis.values.length > 12) {
      var ticks = roundTicks(axis);
      made.axisLabel.interval = function (index) { return ticks[index] !== undefined; };
      made.axisLabel.formatter = function (text, index) {
        return ticks[index] === undefined ? text : number(ticks[index]);
      };
      made.axisTick.interval = made.axisLabel.interval;
    }
    return made;
  }

  // More names than this do not fit along an axis, and some are left out.
  var MOST_NAMES = 24;
  var LETTER = 6.2; // pixels, of a label's font
  var MOST_LETTERS = 20;
  var SLANT = 35;

  // Shows all names along an x axis of few categories, slanted where they do not fit side by side.
  // `below` is the room in pixels for what lies below the axis; where there is none, room stays as it is.
  function allNames(option, view, below) {
    var axis = option.xAxis;
    var longest = axis.data.reduce(function (most, name) {
      return Math.max(most, String(name).length);
    }, 0);
    if (axis.data.length > MOST_NAMES) {
      return;
    }
    axis.axisLabel.interval = 0;
    axis.axisLabel.hideOverlap = false;
    if (longest * LETTER * axis.data.length <= (view.narrow ? 270 : 480)) {
      return;
    }
    axis.axisLabel.rotate = SLANT;
    axis.axisLabel.width = MOST_LETTERS * LETTER;
    axis.axisLabel.overflow = 'truncate';
    var height = Math.round(Math.min(longest, MOST_LETTERS) * LETTER * Math.sin(SLANT * Math.PI / 180)) + 8;
    axis.nameGap = height + 16;
    if (below !== undefined) {
      option.grid.bottom = height + 42 + below;
    }
  }

  // What a score cannot be below or above, as far as its name tells.
  function bounds(name) {
    if (/accuracy|fraction|share/.test(name)) {
      return [0, 1];
    }
    if (/overlap/.test(name)) {
      return [-1, 1];
    }
    if (/^(loss|causes|convergence|entropy:|boundary:)|epoch$|loss$/.test(name)) {
      return [0, Infinity];
    }
    if (/(^|:)h_res$/.test(name)) {
      return [0, 1];
    }
    return [-Infinity, Infinity];
  }

  // Both ends of an interval around a mean, within what is possible; null if there is none. Half the
  // width of the interval of two seeds is 12.7 times the distance of both from their mean, which
  // says nothing; so the ends are the two values themselves.
  function interval(model, name, mean, half) {
    if (half === null || half === undefined || isNaN(half)) {
      return null;
    }
    var own = model.header.seeds === 2 ? half / T_OF_TWO : half;
    var most = bounds(name);
    return [Math.min(mean, Math.max(most[0], mean - own)),
      Math.max(mean, Math.min(most[1], mean + own))];
  }

  // Quantile 0.975 of Student's t with one degree of freedom.
  var T_OF_TWO = 12.706204736;

  function intervalWords(model) {
    return model.header.seeds === 2 ? 'the two seeds'
      : model.header.seeds > 2 ? '95 % confidence' : '';
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

  var axisOption = axis;

  // More marks than this take seconds to draw, and lie on each other.
  var MOST_MARKS = 8000;

  // Every k-th of a long list, its last one, and those that must be there.
  infomorph.thinned = function (list, must) {
    var step = Math.ceil(list.length / MOST_MARKS);
    return step <= 1 ? list : list.filter(function (one, k) {
      return (list.length - 1 - k) % step === 0 || (must && must(one));
    });
  };

  // How many of some things are drawn, in words.
  infomorph.shownOf = function (shown, all, things) {
    return shown < all ? shown + ' of ' + all + ' ' + things : 'every ' + things.replace(/s$/, '');
  };

  // What lets the darkest colours of a scale be seen on a dark page.
  infomorph.rim = function (theme, count) {
    return theme.name === 'dark' && count <= 5000 ? {borderColor: theme.dim, borderWidth: 0.7} : {};
  };

  // How figures call an axis; tables and filters have its label.
  infomorph.axisName = function (axis) {
    return axis.title || axis.label;
  };

  infomorph.nameOf = function (model, label) {
    var found = model.axes.filter(function (axis) { return axis.label === label; })[0];
    return found ? infomorph.axisName(found) : label;
  };

  // What a point is: its axes, and what is known of it.
  function where(model, i) {
    if (model.axes.length === 0) {
      return 'the only point';
    }
    var all = model.axes.map(function (a, k) { return k; });
    var told = all.filter(function (k) {
      var values = model.axes[k].values;
      return !values || values.length > 1; // an axis of one value tells no point from another
    });
    return (told.length > 0 ? told : all).map(function (k) {
      return infomorph.axisName(model.axes[k]) + ' = ' + number(model.axisValue(k, i));
    }).join(', ');
  }

  function whereabouts(model, i) {
    var lines = model.axes.map(function (a, k) {
      return escape(infomorph.axisName(a)) + ' <b>' + escape(number(model.axisValue(k, i))) + '</b>';
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
  infomorph.roundTicks = roundTicks;
  infomorph.isNumber = isNumber;
  infomorph.cellAxis = cellAxis;
  infomorph.allNames = allNames;
  infomorph.interval = interval;
  infomorph.intervalWords = intervalWords;
  infomorph.frame = frame;
  infomorph.axisOption = axis;
  infomorph.where = where;
  infomorph.whereabouts = whereabouts;
  infomorph.figures = [];
})(typeof globalThis === 'undefined' ? this : globalThis);
