// What is shown is in the page's address, after #: a link opens the same picture.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;

  // By names and values, not by numbers: these change when a sweep goes on.
  infomorph.addressOf = function (model, view) {
    var first = infomorph.firstView(model);
    var parts = [];
    function put(key, value) {
      parts.push(encodeURIComponent(key) + '=' + encodeURIComponent(value));
    }
    ['quantity', 'scatterX', 'scatterY', 'atoms'].forEach(function (key) {
      if (view[key] !== first[key]) {
        put(key, view[key]);
      }
    });
    ['x', 'y', 'panels'].forEach(function (key) {
      if (view[key] !== first[key] && view[key] >= 0) {
        put(key, model.axes[view[key]].label);
      }
    });
    if (view.layer !== first.layer && model.header.layers[view.layer]) {
      put('layer', model.header.layers[view.layer].name);
    }
    if (view.point !== first.point && model.points > 0) {
      put('point', JSON.stringify(model.axes.map(function (axis, a) {
        return model.axisValue(a, view.point);
      })));
    }
    model.axes.forEach(function (axis, a) {
      if (axis.values && model.points > 0 && view.at[a] !== model.place(a, view.point)) {
        put('at.' + axis.label, JSON.stringify(axis.values[view.at[a]]));
      }
    });
    return parts.length > 0 ? '#' + parts.join('&') : '';
  };

  // Changes the view as the address says; what the sweep does not have is left as it is.
  infomorph.goTo = function (model, view, address) {
    function axisBy(label) {
      return model.axes.findIndex(function (axis) { return axis.label === label; });
    }
    var wide = infomorph.wideAxes(model);
    var pairs = [];
    address.replace(/^#/, '').split('&').forEach(function (part) {
      var cut = part.indexOf('=');
      if (cut > 0) {
        try {
          pairs.push([decodeURIComponent(part.slice(0, cut)),
            decodeURIComponent(part.slice(cut + 1))]);
        } catch (e) {
          // half a link
        }
      }
    });
    function parsed(text) {
      try {
        return JSON.parse(text);
      } catch (e) {
        return undefined;
      }
    }
    pairs.sort(function (p, q) { return (p[0] === 'point' ? 0 : 1) - (q[0] === 'point' ? 0 : 1); });
    pairs.forEach(function (pair) {
      var key = pair[0];
      var value = pair[1];
      if (key === 'quantity' && model.quantity(value)) {
        view.quantity = value;
        view.score = model.quantity(value).group === 'score' ? value : view.score;
      } else if (key === 'scatterX' || key === 'scatterY') {
        view[key] = value;
      } else if (key === 'atoms' && value === 'lattice') {
        view.atoms = value;
      } else if ((key === 'x' || key === 'y' || key === 'panels')
          && wide.indexOf(axisBy(value)) >= 0) {
        view[key] = axisBy(value);
      } else if (key === 'layer') {
        var layer = model.header.layers.findIndex(function (l) { return l.name === value; });
        view.layer = layer < 0 ? view.layer : layer;
      } else if (key === 'point' && Array.isArray(parsed(value))
          && parsed(value).length === model.axes.length) {
        var point = infomorph.pointOf(model, parsed(value));
        if (point >= 0) {
          view.point = point;
          model.axes.forEach(function (axis, a) {
            view.at[a] = axis.values ? model.place(a, point) : 0;
          });
        }
      } else if (key.indexOf('at.') === 0) {
        var a = axisBy(key.slice(3));
        var at = a >= 0 && model.axes[a].values ? model.axes[a].values.indexOf(parsed(value)) : -1;
        view.at[a] = at < 0 ? view.at[a] : at;
      }
    });
    if (view.x === view.y && view.y >= 0) {
      view.y = wide.filter(function (a) { return a !== view.x; })[0];
    }
    if (view.panels === view.x || view.panels === view.y) {
      view.panels = -1;
    }
    if (!model.isGrid) {
      view.panels = -1;
    }
  };

  infomorph.startAddress = function (page) {
    function read() {
      infomorph.goTo(page.model(), page.view(), location.hash);
    }
    read();
    var written = location.hash;
    page.listeners.push(function () {
      var address = infomorph.addressOf(page.model(), page.view());
      if (address !== written) {
        written = address;
        history.replaceState(null, '', address || location.pathname + location.search);
      }
    });
    window.addEventListener('hashchange', function () {
      if (location.hash !== written) {
        written = location.hash;
        page.reset();
        read();
        page.drawAll();
      }
    });
  };
})(typeof globalThis === 'undefined' ? this : globalThis);
