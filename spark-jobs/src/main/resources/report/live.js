// The page of a running sweep: data come from the server that the page came from, again and again.
(function (root) {
  'use strict';
  var infomorph = root.infomorph;

  infomorph.fetchData = async function () {
    async function ask() {
      try {
        return await fetch('data', {cache: 'no-store'});
      } catch (error) {
        throw new Error('the server cannot be reached');
      }
    }
    var answer = await ask();
    while (answer.status === 503) { // the sweep is being read, or has just begun
      await new Promise(function (done) { setTimeout(done, 1000); });
      answer = await ask();
    }
    if (!answer.ok) {
      throw new Error('the server answered ' + answer.status);
    }
    return answer.arrayBuffer();
  };

  infomorph.startLive = function (page) {
    var words = document.getElementById('live');
    var busy = false;
    var again = false;
    var ended = false;
    words.hidden = false;

    function say(text) {
      words.textContent = text;
    }

    async function renew() {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      try {
        do {
          again = false;
          var data = await infomorph.fetchData();
          var top = window.scrollY;
          var focused = document.activeElement;
          page.show(data);
          if (!focused || !focused.closest('nav')) {
            page.drawAll(); // makes the controls anew, which would take a slider out of a hand
          } else {
            page.redraw();
          }
          page.refill();
          window.scrollTo(0, top);
          detail();
          say(ended ? 'every trial that was asked for has ended'
            : 'live: ' + new Date().toLocaleTimeString());
        } while (again);
      } catch (error) {
        say(error.message + ': what is shown is no longer renewed');
      } finally {
        busy = false;
      }
    }

    // The history of the chosen point, which the data leave out.
    var asked = null;
    async function detail() {
      var model = page.model();
      var point = page.view().point;
      if (model.points === 0 || model.detail(point) || (asked && asked.model === model
          && asked.point === point)) {
        return;
      }
      asked = {model: model, point: point};
      var wanted = [point].concat(model.header.best >= 0 ? [model.header.best] : []);
      for (var k = 0; k < wanted.length; k++) {
        if (!model.detail(wanted[k])) {
          var answer = await fetch('point?number=' + wanted[k], {cache: 'no-store'});
          if (answer.ok) {
            model.addDetail(wanted[k], await answer.json());
          }
        }
      }
      if (page.model() === model && page.view().point === point) {
        page.drawPoint();
      }
    }

    page.listeners.push(function () { detail().catch(function () {}); });
    detail().catch(function () {});
    var events = new EventSource('events');
    var version = '';
    var lost;
    events.addEventListener('change', function (event) {
      if (event.data !== version) { // the stream begins again every half a minute
        version = event.data;
        ended = false; // the server says again if it has
        renew();
      }
    });
    events.addEventListener('end', function () {
      ended = true;
      say('every trial that was asked for has ended');
    });
    events.onopen = function () {
      clearTimeout(lost);
      lost = undefined;
      if (!ended) {
        say('live');
      }
    };
    events.onerror = function () {
      var refused = events.readyState === EventSource.CLOSED;
      lost = lost || setTimeout(function () {
        say((refused ? 'the server has too many open pages' : 'the server cannot be reached')
          + ': what is shown is no longer renewed');
      }, 3000);
    };
  };
})(typeof globalThis === 'undefined' ? this : globalThis);
