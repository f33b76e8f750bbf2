// The table of trials: filtered by words, sorted by a column, one row a trial or one a point.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var PAGE = 50;
  var STATUS = infomorph.statuses = ['ok', 'diverged', 'failed']; // the order of TrialResult.Status

  infomorph.startTable = function (page) {
    var place = document.getElementById('trials');
    var state = {words: '', by: 'trials', column: -1, down: true, from: 0};
    var body = document.createElement('div');
    var form = document.createElement('div');
    form.className = 'filter';

    function field(label, element) {
      var box = document.createElement('label');
      box.append(label + ' ', element);
      form.appendChild(box);
      return element;
    }

    var words = field('filter', document.createElement('input'));
    words.type = 'search';
    words.placeholder = 'such as red=1 ok, or rate<0.1';
    words.oninput = function () {
      state.words = words.value;
      state.from = 0;
      fill();
    };
    var by = field('rows', document.createElement('select'));
    [['trials', 'single trials'], ['points', 'points (seeds together)']].forEach(function (one) {
      var option = document.createElement('option');
      option.value = one[0];
      option.textContent = one[1];
      by.appendChild(option);
    });
    by.onchange = function () {
      state.by = by.value;
      state.column = -1;
      state.from = 0;
      fill();
    };

    function columns(model) {
      var axes = model.axes.map(function (axis) { return axis.label; });
      var measure = model.header.measure;
      return state.by === 'trials'
        ? ['point'].concat(axes, ['seed', 'status', measure, 'seconds', 'trial'])
        : ['point'].concat(axes, ['trials', 'failed', measure, 'half width', 'best seed',
          'worst seed']);
    }

    // Rows as arrays, with the point's number first.
    function rows(model) {
      var each = model.header.trials ? model.header.trials.each : 0;
      var found = [];
      for (var i = 0; i < model.points; i++) {
        var axes = model.axes.map(function (axis, a) { return model.axisValue(a, i); });
        var ids = each > 0 && model.header.ids && model.header.ids.trials !== undefined
          ? model.idsBySeed(i) : [];
        if (state.by === 'trials') {
          for (var s = 0; s < each; s++) {
            var status = model.ofTrial('status', i, s);
            if (status !== 255) {
              found.push([i].concat(axes, [model.header.trials.first + s, STATUS[status],
                model.ofTrial('value', i, s), model.ofTrial('seconds', i, s), ids[s] || '']));
            }
          }
        } else {
          var count = 0;
          var failed = 0;
          var values = [];
          for (var k = 0; k < each; k++) {
            var code = model.ofTrial('status', i, k);
            count += code === 255 ? 0 : 1;
            failed += code === 255 || code === 0 ? 0 : 1;
            if (!isNaN(model.ofTrial('value', i, k))) {
              values.push(model.ofTrial('value', i, k));
            }
          }
          values.sort(function (p, q) { return p - q; });
          if (model.header.maximise === false) {
            values.reverse();
          }
          var measure = model.header.measure;
          found.push([i].concat(axes, [count, failed, model.value(measure, i),
            model.halfWidth(measure, i), values.length > 0 ? values[values.length - 1] : NaN,
            values.length > 0 ? values[0] : NaN]));
        }
      }
      return found;
    }

    // Words apart by blanks; each one must be in the row, or be a comparison that holds in it.
    function passes(names) {
      var tests = state.words.split(/\s+/).filter(Boolean).map(function (word) {
        var parts = /^([^<>=]+)(<=|>=|=|<|>)(.+)$/.exec(word);
        var column = parts ? names.indexOf(parts[1]) : -1;
        if (column < 0) {
          return function (row) {
            return row.some(function (cell) {
              return String(cell).toLowerCase().indexOf(word.toLowerCase()) >= 0;
            });
          };
        }
        var wanted = Number(parts[3]);
        return function (row) {
          var cell = row[column];
          if (parts[2] === '=') {
            return String(cell) === parts[3] || (typeof cell === 'number'
              && infomorph.number(cell) === infomorph.number(wanted));
          }
          return {'<': cell < wanted, '>': cell > wanted, '<=': cell <= wanted,
            '>=': cell >= wanted}[parts[2]];
        };
      });
      return function (row) { return tests.every(function (test) { return test(row); }); };
    }

    function compare(p, q) {
      var a = p[state.column];
      var b = q[state.column];
      var none = [a, b].map(function (v) { return typeof v === 'number' && isNaN(v); });
      if (none[0] || none[1]) {
        return none[0] - none[1]; // what has no number comes last, whichever way
      }
      var order = typeof a === 'number' && typeof b === 'number' ? a - b
        : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
      return (state.down ? -order : order) || p[0] - q[0];
    }

    function fill() {
      var model = page.model();
      body.textContent = '';
      if (!model.header.trials) {
        body.innerHTML = '<p class="note">No room in this file for single trials; the table trials'
          + ' has them.</p>';
        return;
      }
      var names = columns(model);
      var kept = page.view().kept;
      var all = rows(model);
      var test = passes(names);
      var found = all.filter(function (row) { return test(row) && (!kept || kept[row[0]]); });
      if (state.column >= 0) {
        found.sort(compare);
      }
      state.from = Math.min(state.from, Math.max(0, found.length - 1));
      state.from -= state.from % PAGE;
      var part = found.slice(state.from, state.from + PAGE);
      var words = document.createElement('p');
      words.setAttribute('role', 'status');
      words.textContent = infomorph.count(found.length, 'row') + ' of ' + all.length
        + (kept ? ', among the points that are kept in "All axes side by side"' : '')
        + (found.length > PAGE ? '; rows ' + (state.from + 1) + ' to '
          + (state.from + part.length) : '');
      var box = document.createElement('div');
      box.className = 'scroll';
      box.tabIndex = 0;
      box.setAttribute('role', 'region');
      box.setAttribute('aria-label', 'trials');
      box.innerHTML = page.table(names, part, true);
      box.querySelectorAll('th').forEach(function (head, c) {
        var button = document.createElement('button');
        button.type = 'button';
        button.textContent = names[c] + (state.column === c ? state.down ? ' ▼' : ' ▲' : '');
        head.textContent = '';
        head.appendChild(button);
        head.setAttribute('aria-sort', state.column !== c ? 'none'
          : state.down ? 'descending' : 'ascending');
        button.onclick = function () {
          state.down = state.column === c ? !state.down : true;
          state.column = c;
          fill();
          body.querySelectorAll('th button')[c].focus();
        };
      });
      box.querySelectorAll('tr.pick').forEach(function (row) {
        row.onclick = function () {
          page.choose(part[Number(row.dataset.row)][0]);
          document.getElementById('point-title').scrollIntoView();
        };
      });
      body.append(words, box);
      if (found.length > PAGE) {
        [['before', -PAGE], ['next', PAGE]].forEach(function (step) {
          var button = document.createElement('button');
          button.type = 'button';
          button.textContent = step[0];
          button.disabled = state.from + step[1] < 0 || state.from + step[1] >= found.length;
          button.onclick = function () {
            state.from += step[1];
            fill();
          };
          body.appendChild(button);
        });
      }
    }

    place.append(form, body);
    page.refill = fill;
    var kept = null;
    page.listeners.push(function () { // the brush has changed
      if (page.view().kept !== kept) {
        kept = page.view().kept;
        fill();
      }
    });
    fill();
  };
})(typeof globalThis === 'undefined' ? this : globalThis);
