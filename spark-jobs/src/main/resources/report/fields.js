// Receptive fields: the weights of a kept layer as images, one for each neuron.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;
  var GAP = 1;
  var MOST = 144;

  // The figure is so much wider than high.
  var WIDE = 1.5;

  // Pixels are repeated up to so many, as some programs blur what they enlarge.
  var PIXELS = 120000;

  var table = null;

  function crc(bytes) {
    if (!table) {
      table = [];
      for (var n = 0; n < 256; n++) {
        var c = n;
        for (var k = 0; k < 8; k++) {
          c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
        }
        table.push(c >>> 0);
      }
    }
    var sum = 0xffffffff;
    for (var i = 0; i < bytes.length; i++) {
      sum = table[(sum ^ bytes[i]) & 255] ^ (sum >>> 8);
    }
    return (sum ^ 0xffffffff) >>> 0;
  }

  function word(value) {
    return [value >>> 24 & 255, value >>> 16 & 255, value >>> 8 & 255, value & 255];
  }

  function chunk(out, name, data) {
    var body = [];
    for (var i = 0; i < 4; i++) {
      body.push(name.charCodeAt(i));
    }
    body = body.concat(data);
    word(data.length).concat(body, word(crc(body))).forEach(function (b) { out.push(b); });
  }

  // A PNG with a palette, not compressed: rows of one byte a pixel.
  function png(width, height, pixels, palette) {
    var out = [137, 80, 78, 71, 13, 10, 26, 10];
    chunk(out, 'IHDR', word(width).concat(word(height), [8, 3, 0, 0, 0]));
    chunk(out, 'PLTE', palette);
    var raw = [];
    for (var y = 0; y < height; y++) {
      raw.push(0);
      for (var x = 0; x < width; x++) {
        raw.push(pixels[y * width + x]);
      }
    }
    var data = [120, 1];
    var a = 1;
    var b = 0;
    for (var from = 0; from < raw.length; from += 65535) {
      var part = raw.slice(from, from + 65535);
      data.push(from + 65535 >= raw.length ? 1 : 0, part.length & 255, part.length >>> 8,
        ~part.length & 255, ~part.length >>> 8 & 255);
      part.forEach(function (v) {
        data.push(v);
        a = (a + v) % 65521;
        b = (b + a) % 65521;
      });
    }
    chunk(out, 'IDAT', data.concat(word((b << 16 | a) >>> 0)));
    chunk(out, 'IEND', []);
    return 'data:image/png;base64,' + base64(out);
  }

  function enlarged(width, height, pixels, colours) {
    var by = Math.max(1, Math.floor(Math.sqrt(PIXELS / (width * height))));
    var large = [];
    for (var y = 0; y < by * height; y++) {
      var row = Math.floor(y / by) * width;
      for (var x = 0; x < by * width; x++) {
        large.push(pixels[row + Math.floor(x / by)]);
      }
    }
    return png(by * width, by * height, large, colours);
  }

  var LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

  function base64(bytes) {
    var text = [];
    for (var i = 0; i < bytes.length; i += 3) {
      var some = bytes[i] << 16 | (bytes[i + 1] || 0) << 8 | (bytes[i + 2] || 0);
      text.push(LETTERS[some >>> 18] + LETTERS[some >>> 12 & 63]
        + (i + 1 < bytes.length ? LETTERS[some >>> 6 & 63] : '=')
        + (i + 2 < bytes.length ? LETTERS[some & 63] : '='));
    }
    return text.join('');
  }

  function part(colour, from) {
    return parseInt(colour.slice(from, from + 2), 16);
  }

  // 256 steps of a scale; step 0, which no weight has, is the paper.
  function palette(colours, paper) {
    var made = [part(paper, 1), part(paper, 3), part(paper, 5)];
    for (var k = 1; k < 256; k++) {
      var at = (k - 1) / 254 * (colours.length - 1);
      var low = Math.min(Math.floor(at), colours.length - 2);
      for (var c = 1; c < 7; c += 2) {
        var from = part(colours[low], c);
        made.push(Math.round(from + (at - low) * (part(colours[low + 1], c) - from)));
      }
    }
    return made;
  }

  function weight(field, code) {
    return Number(((code - 128) / 127 * field.most).toPrecision(3));
  }

  infomorph.figures.push({
    id: 'fields',
    absent: function (model) {
      return model.header.fields.length === 0;
    },
    draw: function (model, view, theme) {
      var fields = model.header.fields;
      if (fields.length === 0) {
        return infomorph.nothing('fields', 'Receptive fields',
          'No trial has kept its weights; keep: {weights: final} in the trial file keeps them.');
      }
      var field = fields[Math.min(Math.max(view.field, 0), fields.length - 1)];
      var weights = model.bytes(field.column);
      var shown = Math.min(field.neurons, MOST);
      var across = Math.min(shown,
        Math.ceil(Math.sqrt(shown * WIDE * field.height / field.width)));
      var down = Math.ceil(shown / across);
      var width = across * (field.width + GAP) - GAP;
      var height = down * (field.height + GAP) - GAP;
      var pixels = [];
      for (var p = 0; p < width * height; p++) {
        pixels.push(0);
      }
      var inputs = field.width * field.height;
      var rows = [];
      var tiles = [];
      for (var n = 0; n < shown; n++) {
        var left = (n % across) * (field.width + GAP);
        var top = Math.floor(n / across) * (field.height + GAP);
        var least = 255;
        var most = 1;
        for (var i = 0; i < inputs; i++) {
          var x = i % field.width;
          var y = Math.floor(i / field.width);
          var code = weights[n * inputs + i];
          least = Math.min(least, code);
          most = Math.max(most, code);
          pixels[(top + y) * width + left + x] = code;
          rows.push([n, y, x, weight(field, code)]);
        }
        tiles.push([left, top, n, weight(field, least), weight(field, most)]);
      }
      var scale = infomorph.scaleOf(-1, 1);
      var source = enlarged(width, height, pixels, palette(scale.colours, theme.paper));
      var option = infomorph.frame(theme, 'Receptive fields of layer ' + field.layer
        + ', source ' + field.source, 'weights of trial ' + field.trial + ', epoch ' + field.epoch + ', '
        + (shown < field.neurons ? shown + ' of ' : '') + field.neurons + ' neurons; '
        + infomorph.where(model, field.point));
      option.grid = {left: '3%', right: '16%', top: '16%', bottom: '4%'};
      option.xAxis = {type: 'value', min: 0, max: across, show: false};
      option.yAxis = {type: 'value', min: 0, max: down, inverse: true, show: false};
      option.visualMap = {min: -field.most, max: field.most, right: 4, top: 'middle', borderColor: 'transparent',
        align: 'left', itemWidth: 14, itemHeight: 160, inRange: {color: scale.colours}, calculable: false,
        text: [infomorph.number(field.most), infomorph.number(-field.most)],
        textStyle: {color: theme.dim, fontSize: 11}, seriesIndex: [], hoverLink: false};
      function zoom(box) {
        return Math.min(box.width / width, box.height / height);
      }
      option.series = [{
        type: 'custom', silent: true, data: [[0, 0]], tooltip: {show: false},
        renderItem: function (params) {
          var box = params.coordSys;
          return {type: 'image', style: {image: source, x: box.x, y: box.y,
            width: width * zoom(box), height: height * zoom(box)}};
        }
      }, {
        type: 'custom', data: tiles, encode: {x: -1, y: -1},
        renderItem: function (params, api) {
          var box = params.coordSys;
          var by = zoom(box);
          var x = box.x + api.value(0) * by;
          var y = box.y + api.value(1) * by;
          var parts = [{type: 'rect', style: {fill: 'transparent'},
            shape: {x: x, y: y, width: field.width * by, height: field.height * by}}];
          if (field.width * by >= 22) { // the neuron's number, where there is room for it
            parts.push({type: 'text', silent: true, style: {text: String(api.value(2)), x: x + 2,
              y: y + 1, fill: '#222', stroke: '#fff', lineWidth: 2, fontSize: 9,
              textAlign: 'left', textVerticalAlign: 'top'}});
          }
          return {type: 'group', children: parts};
        }
      }];
      option.tooltip.formatter = function (item) {
        return 'neuron ' + item.value[2] + ' (the first one is 0)<br>weights from <b>' + infomorph.number(item.value[3])
          + '</b> to <b>' + infomorph.number(item.value[4]) + '</b>';
      };
      return {id: 'fields-' + field.layer + '-' + field.source, title: 'Receptive fields',
        option: option, pixels: true,
        table: {columns: ['neuron', 'row', 'column', 'weight'], rows: rows}};
    }
  });
})(typeof globalThis === 'undefined' ? this : globalThis);
