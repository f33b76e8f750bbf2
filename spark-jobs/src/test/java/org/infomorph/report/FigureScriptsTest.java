package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infomorph.drawing.Scripts;
import org.infomorph.result.TrialResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;

/** What figures are drawn by, without the library that draws them. */
class FigureScriptsTest {
  /** A sweep of the axes, of which every point has one number, its place; with two seeds. */
  private static final String MODEL =
      """
      function sweep(axes, more) {
        var points = axes.reduce(function (n, a) { return n * a.values.length; }, 1);
        var floats = new Float32Array(points);
        for (var i = 0; i < points; i++) { floats[i] = i; }
        var header = {name: 's', measure: 'm', seeds: 3, points: points, coordinates: 'grid',
          axes: axes, columns: [{type: 'f32', offset: 0, count: points}],
          quantities: [{id: 'm', label: 'm', group: 'score', unit: 'm', column: 0, least: 0,
            greatest: points - 1}],
          layers: [], phases: [], details: [], fields: [], best: points - 1, counts: {}};
        Object.keys(more || {}).forEach(function (key) { header[key] = more[key]; });
        return infomorph.openModel(header, floats.buffer);
      }
      function numbers(label, values) {
        return {label: label, type: 'number', scale: 'linear', values: values};
      }
      function texts(label, values) {
        return {label: label, type: 'text', scale: 'linear', values: values};
      }
      function draw(model, id, change) {
        var view = infomorph.firstView(model);
        Object.keys(change || {}).forEach(function (key) { view[key] = change[key]; });
        var figure = infomorph.figures.filter(function (f) { return f.id === id; })[0];
        return figure.draw(model, view, infomorph.themes.light);
      }
      """;

  private Context context;
  private Scriptable scope;

  @BeforeEach
  void load() {
    context = Context.enter();
    context.setInterpretedMode(true);
    context.setLanguageVersion(Context.VERSION_ES6);
    scope = context.initSafeStandardObjects();
    for (var name : Scripts.FIGURES) {
      context.evaluateString(scope, Scripts.read(name), name, 1, null);
    }
    context.evaluateString(scope, Scripts.read("address.js"), "address.js", 1, null);
    context.evaluateString(scope, MODEL, "model", 1, null);
  }

  @AfterEach
  void leave() {
    Context.exit();
  }

  private String js(String script) {
    return Context.toString(
        context.evaluateString(
            scope, "JSON.stringify((function () {" + script + "})())", "test", 1, null));
  }

  @Test
  void theTableOfTrialsNamesEachStatusAsTheResultsDo() {
    context.evaluateString(scope, Scripts.read("trials.js"), "trials.js", 1, null);
    assertEquals(
        Stream.of(TrialResult.Status.values())
            .map(status -> "\"" + status.name().toLowerCase(Locale.ROOT) + "\"")
            .collect(Collectors.joining(",", "[", "]")),
        js("return infomorph.statuses;"));
  }

  @Test
  void anAxisIsCalledByItsTitleInFiguresAndByItsLabelInTheirTables() {
    var model = "var a = numbers('red', [0, 1]); a.title = 'Γ redundancy'; var model = sweep([a]);";
    assertEquals(
        "[\"Γ redundancy\",\"Γ redundancy = 1\",\"red\"]",
        js(
            model
                + "var drawn = draw(model, 'map');"
                + "return [drawn.option.xAxis.name, infomorph.where(model, 1),"
                + " drawn.table.columns[0]];"));
    assertEquals(
        "[\"Γ redundancy\",\"red\"]",
        js(
            model
                + "var drawn = draw(model, 'scatter');"
                + "return [drawn.option.xAxis.name, drawn.table.columns[1]];"));
  }

  @Test
  void anAxisOfManyValuesHasRoundTicks() {
    var linear = "var v = []; for (var k = 0; k < 65; k++) { v.push(-1 + k / 32); }";
    assertEquals(
        "[-1,-0.75,-0.5,-0.25,0,0.25,0.5,0.75,1]",
        js(
            linear
                + "var t = infomorph.roundTicks(numbers('a', v));"
                + "return Object.keys(t).map(Number).sort(function (p, q) { return p - q; })"
                + ".map(function (k) { return t[k]; });"));
    assertEquals(
        "[0.001,0.002,0.005,0.01,0.02,0.05,0.1]",
        js(
            "var v = []; for (var k = 0; k < 41; k++) { v.push(Math.pow(10, -3 + k / 20)); }"
                + "var t = infomorph.roundTicks({type: 'number', scale: 'log', values: v});"
                + "return Object.keys(t).map(Number).sort(function (p, q) { return p - q; })"
                + ".map(function (k) { return t[k]; });"));
  }

  @Test
  void importanceIsThatOfTheCapacityWhereOneIsMeasured() {
    assertEquals(
        "[\"What matters for m\",\"What matters for the largest load\"]",
        js(
            "var model = sweep([numbers('red', [0, 1])], {importance: [{axis: 'red', other: '',"
                + " method: 'ped_anova', index: 'share', value: 1, lower: 1, upper: 1}]});"
                + "var plain = draw(model, 'importance').option.title.text;"
                + "model.study = {capacities: {field: 'load'}};"
                + "return [plain, draw(model, 'importance').option.title.text];"));
  }

  @Test
  void aPointIsToldByTheAxesThatHaveSeveralValues() {
    assertEquals(
        "[\"goal = local\",\"epochs = 100, rate = 0.1\"]",
        js(
            "var goal = texts('goal', ['hebb', 'local']); var epochs = numbers('epochs', [100]);"
                + "return [infomorph.where(sweep([epochs, goal]), 1),"
                + " infomorph.where(sweep([epochs, numbers('rate', [0.1])]), 0)];"));
  }

  @Test
  void anAxisOfFewNamesShowsAllOfThem() {
    var drawn =
        "function x(axes) { var option = draw(sweep(axes), 'map').option;"
            + "var x = [].concat(option.xAxis)[0]; var grid = [].concat(option.grid)[0];"
            + "return [x.axisLabel.interval, x.axisLabel.hideOverlap, x.axisLabel.rotate > 0,"
            + " x.nameGap > 28, typeof grid.bottom, typeof grid.height]; }"
            + "var few = texts('goal', ['hebb', 'local', 'mpf']);"
            + "var long = texts('goal', ['heuristic', 'authors_first', 'authors_second', 'by_hand',"
            + " 'by_hand_validation']);"
            + "var load = numbers('load', [1, 2]);";
    assertEquals("[0,false,false,false,\"string\",\"undefined\"]", js(drawn + "return x([few]);"));
    assertEquals("[0,false,true,true,\"number\",\"undefined\"]", js(drawn + "return x([long]);"));
    assertEquals(
        "[0,false,false,false,\"undefined\",\"string\"]", js(drawn + "return x([few, load]);"));
    assertEquals(
        "[0,false,true,true,\"number\",\"undefined\"]", js(drawn + "return x([long, load]);"));
  }

  @Test
  void intervalsStayWithinWhatIsPossible() {
    var model = "var model = sweep([numbers('a', [0, 1])]);";
    assertEquals(
        "[0.75,1]", js(model + "return infomorph.interval(model, 'test_accuracy', 0.9, 0.15);"));
    assertEquals(
        "[-1,-0.7]", js(model + "return infomorph.interval(model, 'recall_overlap', -0.9, 0.2);"));
    assertEquals("null", js(model + "return infomorph.interval(model, 'loss', 0.9, NaN);"));
  }

  @Test
  void twoSeedsAreShownAsTheyAre() {
    // The values 0.4 and 0.6: the half width of their interval is 12.706 times 0.1.
    assertEquals(
        "[0.4,0.6]",
        js(
            "var model = sweep([numbers('a', [0, 1])], {seeds: 2});"
                + "return infomorph.interval(model, 'x', 0.5, 1.2706204736).map(function (v) {"
                + " return Number(v.toFixed(9)); });"));
    assertEquals(
        "\"the two seeds\"",
        js("return infomorph.intervalWords(sweep([numbers('a', [0])], {seeds: 2}));"));
  }

  @Test
  void aLineRunsThroughNumbersAndNotThroughCategories() {
    assertEquals(
        "\"line\"",
        js("return draw(sweep([numbers('a', [0, 1, 4])]), 'map').option.series[0].type;"));
    assertEquals(
        "[0,1,4]",
        js(
            "return draw(sweep([numbers('a', [0, 1, 4])]), 'map').option.series[0].data"
                + ".map(function (d) { return d.value[0]; });"));
    assertEquals(
        "\"scatter\"",
        js("return draw(sweep([texts('a', ['x', 'y'])]), 'map').option.series[0].type;"));
  }

  @Test
  void whatIsSilentDoesNotConverge() {
    var model =
        "var model = sweep([numbers('a', [0, 1]), numbers('b', [0, 1])], {"
            + "quantities: [{id: 'convergence_epoch', label: 'c', group: 'score', unit: 'epochs',"
            + " column: 0, least: 0, greatest: 3}],"
            + "columns: [{type: 'f32', offset: 0, count: 4}, {type: 'u8', offset: 0, count: 4}],"
            // of the bytes of 0, 1, 2, 3 as floats the first four are 0: all silent but by name
            + "phases: [{layer: 'out', names: NAMES, column: 1}]});";
    assertEquals(
        "true",
        js(
            model.replace("NAMES", "['silent']")
                + "return 'empty' in draw(model, 'map', {quantity: 'convergence_epoch'});"));
    assertEquals(
        "4",
        js(
            model.replace("NAMES", "['{r}']")
                + "return draw(model, 'map', {quantity: 'convergence_epoch'}).option.series[0]"
                + ".data.length;"));
  }

  @Test
  void labelsSayThingsOnce() {
    assertEquals(
        "\"boundary strength\"",
        js(
            "return draw(sweep([numbers('a', [0, 1]), numbers('b', [0, 1])], {quantities: [{id:"
                + " 'boundary:out', label: 'boundary strength', unit: 'boundary strength', group:"
                + " 'phase', column: 0, least: 0, greatest: 3}]}), 'map', {quantity:"
                + " 'boundary:out'}).option.title.text;"));
  }

  @Test
  void theBestAndTheChosenPointAreMarked() {
    assertEquals(
        "[[0,0,0],[1,1,1]]",
        js(
            "var drawn = draw(sweep([numbers('a', [0, 1]), numbers('b', [0, 1])]), 'map', {point:"
                + " 0}); return drawn.option.series[1].data;"));
  }

  @Test
  void anAtomHasTheSameColourInEveryReport() {
    var of =
        "var model = sweep([], {layers: [{name: 'out', atoms: ATOMS}]});"
            + "return infomorph.kindColour(model, '{r}{c}', infomorph.themes.light);";
    var alone = js(of.replace("ATOMS", "['{r}{c}']"));
    assertEquals(alone, js(of.replace("ATOMS", "['h_res', '{rc}', '{r}', '{r}{c}']")));
    assertEquals(
        alone,
        js(
            "var model = sweep([], {layers: [{name: 'h', atoms: ['{f}{c}{l}', '{f}{c}']}]});"
                + "return infomorph.kindColour(model, '{f}{c}', infomorph.themes.light);"));
    assertEquals(
        "14",
        js(
            "var names = []; for (var k = 0; k < 14; k++) { names.push('{a' + k + '}'); }"
                + "var model = sweep([], {layers: [{name: 'h', atoms: names}]}); var seen = {};"
                + "names.forEach(function (n) {"
                + " seen[infomorph.kindColour(model, n, infomorph.themes.light)] = 1; });"
                + "return Object.keys(seen).length;"));
  }

  @Test
  void manyAtomsLieSortedWithTheSumOfTheRest() {
    var model =
        "var atoms = []; var profile = {}; for (var k = 0; k < 18; k++) {"
            + " atoms.push('{a' + k + '}'); profile['{a' + k + '}'] = {epoch: [1], mean: [k / 100],"
            + " half: [null]}; }"
            + "var model = sweep([numbers('a', [0, 1])], {layers: [{name: 'h', atoms: atoms}],"
            + " details: [{point: 1, profiles: {h: profile}, curves: {}, neurons: {}}]});"
            + "var drawn = draw(model, 'profile');";
    assertEquals("\"{a17}\"", js(model + "return drawn.option.yAxis.data[0];"));
    assertEquals("\"sum of 2 others\"", js(model + "return drawn.option.yAxis.data[16];"));
    assertEquals(
        "0.01", js(model + "return drawn.option.series[0].data[16].value;")); // 0.00 and 0.01
    assertEquals("18", js(model + "return drawn.table.rows.length;"));
  }

  @Test
  void theBestPointIsTheLowestWhereTheMeasureIsMinimised() {
    assertEquals(
        "[0,1]",
        js("return infomorph.ranking(sweep([numbers('a', [0, 1])], {maximise: false}), 9);"));
    assertEquals("[1,0]", js("return infomorph.ranking(sweep([numbers('a', [0, 1])]), 9);"));
  }

  @Test
  void theAddressOpensTheSamePicture() {
    var model =
        "var model = sweep([numbers('a', [0, 0.5]), numbers('b', [1, 2, 3]), texts('m', ['x&y',"
            + " 'z'])]);";
    assertEquals(
        "true",
        js(
            model
                + "var view = infomorph.firstView(model); view.x = 1; view.y = 2; view.panels = 0;"
                + "view.point = 4; view.at = [0, 2, 0];"
                + "var address = infomorph.addressOf(model, view);"
                + "var other = infomorph.firstView(model); infomorph.goTo(model, other, address);"
                + "return other.x === 1 && other.y === 2 && other.panels === 0 && other.point === 4"
                + " && String(other.at) === '0,2,0' && infomorph.addressOf(model, other) ==="
                + " address;"));
    assertEquals(
        "\"\"", js(model + "return infomorph.addressOf(model, infomorph.firstView(model));"));
    assertEquals(
        "\"\"",
        js(
            model
                + "var view = infomorph.firstView(model);"
                + "infomorph.goTo(model, view, '#x=nothing&point=[1]&at.a=9&layer=q&%E0%A4%A=1');"
                + "return infomorph.addressOf(model, view);"));
  }

  @Test
  void whatIsChosenStaysChosenWhenTheSweepGoesOn() {
    assertEquals(
        "[[0.5,2],[0.5,3]]",
        js(
            "var old = sweep([numbers('a', [0, 0.5]), numbers('b', [2, 3])]);"
                + "var view = infomorph.firstView(old); view.point = 2; view.at = [1, 1];"
                + "var now = sweep([numbers('a', [0, 0.25, 0.5]), numbers('b', [1, 2, 3])]);"
                + "var kept = infomorph.carried(old, view, now);"
                + "return [[now.axisValue(0, kept.point), now.axisValue(1, kept.point)],"
                + " [now.axes[0].values[kept.at[0]], now.axes[1].values[kept.at[1]]]];"));
  }

  @Test
  void theHebbianTheoryIsThatOfSettledStates() {
    // Amit, Gutfreund and Sompolinsky: m is about 0.97 at the capacity, and nothing is beyond.
    var curve =
        "var model = sweep([{label: 'load', path: 'dataset.patterns.load', type: 'number', scale:"
            + " 'linear', values: [0.05, 0.1, 0.3]}], {quantities: [{id: 'recall_overlap', label:"
            + " 'recall_overlap', group: 'score', unit: 'recall_overlap', column: 0, least: 0,"
            + " greatest: 1}]});"
            + "var series = draw(model, 'recall').option.series;"
            + "var theory = series[series.length - 1].data;";
    assertEquals(
        "[0.137,0.98]",
        js(
            curve
                + "var last = theory[theory.length - 1];"
                + "return [last[0], Number(last[1].toFixed(2))];"));
  }

  private static final String SPACE =
      "var model = sweep([numbers('red', [0, 0.5, 1]), numbers('unq', [-1, 1]),"
          + " texts('method', ['local', 'backprop'])]);"
          + "function wished(only, at, slices) { return infomorph.wished(model,"
          + " {only: only, at: at, slices: slices, narrow: false}); }"
          + "function places(found) { return found.figures.map(function (e) {"
          + " return e.figure.id + e.slice + ':' + e.view.at.join(); }); }";

  @Test
  void ofVeryManyMarksSomeAreDrawnAndThoseThatMatter() {
    var list = "var list = []; for (var k = 0; k < 100000; k++) { list.push(k); }";
    assertEquals(
        "[7693,99999,true,true]",
        js(
            list
                + "var some = infomorph.thinned(list, function (k) { return k === 5; });"
                + "return [some.length - 1, some[some.length - 1], some.indexOf(5) >= 0,"
                + " infomorph.thinned(list.slice(0, 8000)).length === 8000];"));
    assertEquals(
        "[\"7693 of 100000 points\",\"every point\"]",
        js(
            "return [infomorph.shownOf(7693, 100000, 'points'),"
                + " infomorph.shownOf(12, 12, 'points')];"));
  }

  @Test
  void figuresCanBeChosenAndHeldWhereOneWishes() {
    assertEquals("[\"map:2,1,1\"]", js(SPACE + "return places(wished(['map'], {}, ''));"));
    assertEquals(
        "[\"map:1,0,0\"]",
        js(
            SPACE
                + "return places(wished(['map'], {red: '0.5', unq: '-1', method: 'local'}, ''));"));
    assertEquals(
        "[1,0,0]",
        js(
            SPACE
                + "var view = wished(['profile'], {red: '0.5', unq: '-1.0', method: 'local'}, '')"
                + ".figures[0].view;"
                + "return model.axes.map(function (a, k) { return model.place(k, view.point); });"));
  }

  @Test
  void everySliceOfAnAxisHasItsOwnFigure() {
    assertEquals(
        "[\"map--method-local:2,1,0\",\"map--method-backprop:2,1,1\"]",
        js(SPACE + "return places(wished(['map'], {}, 'method'));"));
    assertEquals(
        "[[1,2],[1,2],[1,2]]",
        js(
            SPACE
                + "return wished(['map'], {}, 'red').figures.map(function (e) {"
                + " return [e.view.x, e.view.y]; });"));
    assertEquals(
        "[\"distribution:2,1,1\"]",
        js(SPACE + "return places(wished(['distribution'], {}, 'method'));"),
        "what holds no axis is drawn once");
  }

  @Test
  void wishesThatNothingFulfilsAreRefusedInOneLine() {
    for (var wrong :
        Map.of(
                "wished(['maps'], {}, '')",
                "--only: there is no figure maps; allowed are map, phases, ",
                "wished([], {blue: '1'}, '')",
                "--at: there is no axis blue; allowed are red, unq, method",
                "wished([], {red: '0.7'}, '')",
                "--at: the axis red has no value 0.7; allowed are 0, 0.5, 1",
                "wished([], {}, 'load')",
                "--slices: there is no axis load; allowed are red, unq, method")
            .entrySet()) {
      var error = js(SPACE + "return " + wrong.getKey() + ".error;");
      assertTrue(error.startsWith("\"" + wrong.getValue()), error);
    }
  }

  @Test
  void theLatticeOfTwoAndThreeSourcesIsThatOfWilliamsAndBeer() {
    assertEquals(
        "{\"nodes\":[{\"atom\":\"{r}{c}\",\"level\":0,\"x\":0.5},{\"atom\":\"{r}\",\"level\":1,\"x\":0.75},"
            + "{\"atom\":\"{c}\",\"level\":1,\"x\":0.25},{\"atom\":\"{rc}\",\"level\":2,\"x\":0.5}],"
            + "\"lines\":[[\"{r}{c}\",\"{r}\"],[\"{r}{c}\",\"{c}\"],[\"{r}\",\"{rc}\"],[\"{c}\",\"{rc}\"]],"
            + "\"levels\":3}",
        js("return infomorph.latticeOf(['{r}{c}', '{r}', '{c}', '{rc}', 'h_res']);"));
    var three =
        "['{f}{c}{l}', '{f}{c}', '{f}{l}', '{c}{l}', '{f}{cl}', '{c}{fl}', '{l}{fc}', '{f}', '{c}',"
            + " '{l}', '{fc}{fl}{cl}', '{fc}{fl}', '{fc}{cl}', '{fl}{cl}', '{fc}', '{fl}', '{cl}',"
            + " '{fcl}']";
    assertEquals(
        "[1,3,3,4,3,3,1]",
        js(
            "var rows = [];"
                + "infomorph.latticeOf("
                + three
                + ").nodes.forEach(function (n) { rows[n.level] = (rows[n.level] || 0) + 1; });"
                + "return rows;"));
    // Williams and Beer 2010, figure 2: from level to level 3 + 6 + 6 + 6 + 6 + 3 lines.
    assertEquals("30", js("return infomorph.latticeOf(" + three + ").lines.length;"));
  }
}
