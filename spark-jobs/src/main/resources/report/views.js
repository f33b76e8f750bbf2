// What is shown at first, and a figure as a file.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;

  // Axes along which there is something to see.
  infomorph.wideAxes = function (model) {
    var wide = [];
    model.axes.forEach(function (axis, a) {
      if (!axis.values || axis.values.length > 1) {
        wide.push(a);
      }
    });
    return wide;
  };

  // Points by the measure, the highest first.
  infomorph.ranking = function (model, most) {
    var order = [];
    for (var i = 0; i < model.points; i++) {
      if (!isNaN(model.value(model.header.measure, i))) {
        order.push(i);
      }
    }
    order.sort(function (i, j) {
      return model.value(model.header.measure, j) - model.value(model.header.measure, i) || i - j;
    });
    return order.slice(0, most);
  };

  infomorph.firstView = function (model) {
    var wide = infomorph.wideAxes(model);
    var best = Math.max(model.header.best, 0);
    var quantities = model.header.quantities;
    return {
      x: wide.length > 0 ? wide[0] : -1,
      y: wide.length > 1 ? wide[1] : -1,
      panels: -1,
      at: model.axes.map(function (axis, a) {
        return axis.values && model.points > 0 ? model.place(a, best) : 0;
      }),
      quantity: model.quantity(model.header.measure) ? model.header.measure
        : quantities.length > 0 ? quantities[0].id : '',
      score: model.header.measure,
      layer: model.header.layers.length - 1,
      point: best,
      field: Math.max(0, model.header.fields.map(function (f) { return f.point; }).indexOf(best))
    };
  };

  // Every figure that a sweep has, as the view that shows it.
  infomorph.allFigures = function (model) {
    var all = [];
    function add(id, change) {
      var figure = infomorph.figures.filter(function (f) { return f.id === id; })[0];
      if (figure.absent && figure.absent(model)) {
        return;
      }
      var view = infomorph.firstView(model);
      Object.keys(change).forEach(function (key) { view[key] = change[key]; });
      all.push({figure: figure, view: view});
    }
    model.header.quantities.forEach(function (quantity) {
      add('map', {quantity: quantity.id});
    });
    model.header.layers.forEach(function (layer, k) {
      add('phases', {layer: k});
      add('profile-epochs', {layer: k});
      add('neurons', {layer: k});
    });
    add('profile', {});
    add('curves', {});
    var best = infomorph.firstView(model);
    model.header.fields.forEach(function (field, k) {
      if (field.trial === model.header.fields[best.field].trial) {
        add('fields', {field: k});
      }
    });
    add('recall', {});
    return all;
  };

  // Drawn by the same library as on the page, without a browser.
  infomorph.svg = function (echarts, drawn, width, height) {
    var chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: width,
      height: height});
    chart.setOption(drawn.option);
    var svg = chart.renderToSVGString();
    chart.dispose();
    // What answers to a mouse has no place in a file.
    return svg.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ class="[^"]*"/g, '')
      .replace(/<image /g, '<image style="image-rendering:pixelated" ');
  };

  function cell(value) {
    if (value === null || value === undefined || (typeof value === 'number' && isNaN(value))) {
      return '';
    }
    var text = String(value);
    return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  infomorph.csv = function (table) {
    return [table.columns].concat(table.rows).map(function (row) {
      return row.map(cell).join(',');
    }).join('\n') + '\n';
  };
})(typeof globalThis === 'undefined' ? this : globalThis);
