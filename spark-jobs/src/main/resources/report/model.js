// What a report shows, read from its two parts: a header (JSON) and a block of columns, one number
// per point. Runs in browsers and, for figures as files, in Rhino: ECMAScript 2015 without classes.
(function (root) {
  'use strict';

  // Bytes of a column, as numbers; NaN where there is none.
  function reader(column, bytes) {
    var start = column.offset;
    var count = column.count;
    if (column.type === 'f32') {
      var view = new DataView(bytes, start, 4 * count);
      // The shortest decimal that single precision tells apart, as people expect 0.9 for 0.9.
      return function (i) { return Number(view.getFloat32(4 * i, true).toPrecision(7)); };
    }
    if (column.type === 'u32') {
      var words = new DataView(bytes, start, 4 * count);
      return function (i) { return words.getUint32(4 * i, true); };
    }
    var wide = column.type === 'u16';
    var small = wide ? new DataView(bytes, start, 2 * count) : new Uint8Array(bytes, start, count);
    var raw = wide
      ? function (i) { return small.getUint16(2 * i, true); }
      : function (i) { return small[i]; };
    if (column.min === undefined) {
      return raw;
    }
    // Steps of equal width between the ends; the last code says that there is no number.
    var none = wide ? 65535 : 255;
    var step = (column.max - column.min) / (none - 1);
    return function (i) {
      var code = raw(i);
      return code === none ? NaN : column.min + code * step;
    };
  }

  function hex(bytes, from, count) {
    var text = '';
    for (var i = 0; i < count; i++) {
      text += (bytes[from + i] + 256).toString(16).slice(1);
    }
    return text;
  }

  // Where each point lies along an axis: a number of the axis's list of values, or -1.
  function places(header, read) {
    if (header.coordinates === 'grid') {
      var strides = [];
      var stride = 1;
      for (var a = header.axes.length - 1; a >= 0; a--) {
        strides[a] = stride;
        stride *= header.axes[a].values.length;
      }
      return function (axis, i) {
        return Math.floor(i / strides[axis]) % header.axes[axis].values.length;
      };
    }
    var readers = header.axes.map(function (axis) {
      return axis.values ? read(axis.column) : function () { return -1; };
    });
    return function (axis, i) { return readers[axis](i); };
  }

  function open(header, bytes) {
    var readers = {};
    function read(k) {
      if (!readers[k]) {
        readers[k] = reader(header.columns[k], bytes);
      }
      return readers[k];
    }
    var place = places(header, read);
    var all = new Uint8Array(bytes);
    var quantities = {};
    header.quantities.forEach(function (quantity) { quantities[quantity.id] = quantity; });
    var details = {};
    header.details.forEach(function (detail) { details[detail.point] = detail; });
    var cells = null;

    function stride(axis) {
      var product = 1;
      for (var b = axis + 1; b < header.axes.length; b++) {
        product *= header.axes[b].values.length;
      }
      return product;
    }

    // Which point has these places along all axes; -1 if none has.
    function pointAt(at) {
      var key = 0;
      at.forEach(function (p, a) { key += p * stride(a); });
      if (header.coordinates === 'grid') {
        return key;
      }
      if (!cells) {
        cells = {};
        for (var i = 0; i < header.points; i++) {
          var own = 0;
          for (var a = 0; a < header.axes.length; a++) {
            own += place(a, i) * stride(a);
          }
          cells[own] = i;
        }
      }
      return cells[key] === undefined ? -1 : cells[key];
    }

    // What a study has besides, with its columns as functions of a point; null without one.
    function study() {
      if (!header.study) {
        return null;
      }
      var own = {};
      Object.keys(header.study).forEach(function (key) { own[key] = header.study[key]; });
      if (own.path) {
        own.path = {round: read(own.path.round), trials: read(own.path.trials)};
      }
      if (own.rungs) {
        var scores = own.rungs.list.map(function (rung) { return read(rung.score); });
        own.rungs = {field: own.rungs.field, list: own.rungs.list,
          reached: read(own.rungs.reached), score: function (k, i) { return scores[k](i); }};
      }
      return own;
    }

    return {
      header: header,
      study: study(),
      cells: root.infomorph.openCells ? root.infomorph.openCells(header, read) : null,
      points: header.points,
      axes: header.axes,
      isGrid: header.coordinates !== 'free',
      place: place,
      pointAt: pointAt,
      axisValue: function (axis, i) {
        var values = header.axes[axis].values;
        return values ? values[place(axis, i)] : read(header.axes[axis].column)(i);
      },
      quantity: function (id) { return quantities[id]; },
      value: function (id, i) {
        var quantity = quantities[id];
        return quantity ? read(quantity.column)(i) : NaN;
      },
      halfWidth: function (id, i) {
        var quantity = quantities[id];
        return quantity && quantity.half !== undefined ? read(quantity.half)(i) : NaN;
      },
      // The phase of a layer at a point; null where no trial has finished.
      phase: function (phases, i) {
        var code = read(phases.column)(i);
        return code === 255 ? null : phases.names[code];
      },
      detail: function (i) { return details[i]; },
      // The history of a point that was not in the header.
      addDetail: function (i, detail) { details[i] = detail; },
      // One number of a trial: seconds, started, status or value (the measure); NaN for none.
      ofTrial: function (what, i, seed) {
        var trials = header.trials;
        return trials && trials[what] !== undefined ? read(trials[what])(i * trials.each + seed) : NaN;
      },
      // Ids of a point's trials by seed, empty where a trial is missing.
      idsBySeed: function (i) {
        var found = [];
        var from = header.columns[header.ids.trials].offset + 8 * header.ids.each * i;
        for (var t = 0; t < header.ids.each; t++) {
          var id = hex(all, from + 8 * t, 8);
          found.push(id === '0000000000000000' ? '' : id);
        }
        return found;
      },
      // Ids of a point's trials as far as they are in the file; the point's own without them.
      ids: function (i) {
        var ids = header.ids;
        if (!ids) {
          return {};
        }
        var found = {};
        if (ids.points !== undefined) {
          found.point = hex(all, header.columns[ids.points].offset + 8 * i, 8);
        }
        if (ids.trials !== undefined) {
          found.trials = [];
          var from = header.columns[ids.trials].offset + 8 * ids.each * i;
          for (var t = 0; t < ids.each; t++) {
            var id = hex(all, from + 8 * t, 8);
            if (id !== '0000000000000000') {
              found.trials.push(id);
            }
          }
        }
        return found;
      },
      // Weights of a kept layer, one byte each: 128 is zero, 255 the largest magnitude.
      bytes: function (k) {
        var column = header.columns[k];
        return new Uint8Array(bytes, column.offset, column.count);
      }
    };
  }

  root.infomorph = root.infomorph || {};
  root.infomorph.openModel = open;
})(typeof globalThis === 'undefined' ? this : globalThis);
