package org.infomorph.drawing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.form.SpecException;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.typedarrays.NativeArrayBuffer;

/**
 * Draws the figures of a report without a browser: the page's scripts and library run in an
 * isolated JavaScript engine.
 */
public final class Drawing implements AutoCloseable {
  private static final ContextFactory ENGINE = new ContextFactory();

  /** The browser objects that the library uses for still figures. */
  private static final String SURROUNDINGS =
      """
      var console = {log: function () {}, warn: function () {}, error: function () {}};
      function setTimeout() { return 0; }
      function clearTimeout() {}
      """;

  private static final String DRAW =
      """
      (function (entry, theme, width, height) {
        var drawn = entry.figure.draw(model, entry.view, infomorph.themes[theme]);
        return drawn.empty
          ? {id: drawn.id + entry.slice, title: drawn.title, empty: drawn.empty}
          : {id: drawn.id + entry.slice, title: drawn.title, svg: infomorph.svg(echarts, drawn, width, height),
             csv: infomorph.csv(drawn.table)};
      })
      """;

  /** The compiled library, shared because compilation takes seconds. */
  private static final class Compiled {
    static final List<Script> SCRIPTS = compile();

    private static List<Script> compile() {
      var names = new ArrayList<String>(List.of(Scripts.LIBRARY));
      names.addAll(Scripts.FIGURES);
      var context = Context.getCurrentContext();
      return names.stream()
          .map(name -> context.compileString(Scripts.read(name), name, 1, null))
          .toList();
    }
  }

  private final Context context;
  private final Scriptable scope;
  private final NativeArray figures;
  private final Function draw;

  /**
   * One figure.
   *
   * @param name the file name without extension
   * @param title the title in words
   * @param svg the figure; null if it is empty
   * @param csv the figure's data; null if it is empty
   * @param empty why the figure is empty, else null
   */
  public record Figure(String name, String title, String svg, String csv, String empty) {}

  /**
   * Draws what the page shows.
   *
   * @param header of the report's data, JSON
   * @param block the report's numbers, which the header describes
   */
  public Drawing(String header, byte[] block) {
    this(header, block, FigureWish.all(FigureWish.Format.SVG));
  }

  /**
   * Draws what is wished for.
   *
   * @param wish which figures, and where they hold the axes that they do not draw
   * @throws SpecException if there is no such figure, axis or value
   */
  public Drawing(String header, byte[] block, FigureWish wish) {
    context = ENGINE.enterContext();
    try {
      scope = surroundings(context);
      ScriptableObject.putProperty(scope, "bytes", bytes(block, scope));
      ScriptableObject.putProperty(scope, "header", header);
      run("model", "var model = infomorph.openModel(JSON.parse(header), bytes);");
      ScriptableObject.putProperty(scope, "wishes", json(wish));
      var found = (NativeObject) run("figures", "infomorph.wished(model, JSON.parse(wishes))");
      if (found.has("error", found)) {
        throw new SpecException(text(found, "error"));
      }
      figures = (NativeArray) found.get("figures", found);
      draw = (Function) run("draw", DRAW);
    } catch (RuntimeException | Error e) {
      Context.exit(); // the context belongs to this thread, and only this thread can leave it
      throw e;
    }
  }

  private static String json(FigureWish wish) {
    var json = JsonNodeFactory.instance.objectNode();
    wish.only().forEach(json.putArray("only")::add);
    wish.at().forEach(json.putObject("at")::put);
    json.put("slices", wish.slices()).put("narrow", wish.isNarrow());
    return json.toString();
  }

  /** The global objects for the page's scripts, and the scripts themselves. */
  private static Scriptable surroundings(Context context) {
    context.setLanguageVersion(Context.VERSION_ES6);
    var scope = context.initSafeStandardObjects();
    run(context, scope, "surroundings", SURROUNDINGS);
    for (var script : Compiled.SCRIPTS) {
      script.exec(context, scope, scope);
    }
    return scope;
  }

  private static NativeArrayBuffer bytes(byte[] block, Scriptable scope) {
    var bytes = new NativeArrayBuffer(block.length);
    bytes.setPrototype(ScriptableObject.getClassPrototype(scope, NativeArrayBuffer.CLASS_NAME));
    bytes.setParentScope(scope);
    System.arraycopy(block, 0, bytes.getBuffer(), 0, block.length);
    return bytes;
  }

  public int count() {
    return (int) figures.getLength();
  }

  /** The kind of figure, such as {@code map}. */
  public String kind(int index) {
    var entry = (NativeObject) figures.get(index);
    return text((NativeObject) entry.get("figure", entry), "id");
  }

  /**
   * Draws a figure.
   *
   * @param index index of the figure, from 0
   * @param theme {@code light} or {@code dark}
   */
  public Figure draw(int index, String theme, int width, int height) {
    var drawn =
        (NativeObject)
            draw.call(
                context, scope, scope, new Object[] {figures.get(index), theme, width, height});
    return new Figure(
        fileName(text(drawn, "id")),
        text(drawn, "title"),
        text(drawn, "svg"),
        text(drawn, "csv"),
        text(drawn, "empty"));
  }

  private static String text(NativeObject object, String key) {
    return object.has(key, object) ? Context.toString(object.get(key, object)) : null;
  }

  /** A file name without the braces of atoms. */
  public static String fileName(String id) {
    return id.replace("}{", "-").replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9_.-]+", "-");
  }

  private Object run(String name, String script) {
    return run(context, scope, name, script);
  }

  private static Object run(Context context, Scriptable scope, String name, String script) {
    try {
      return context.evaluateString(scope, script, name, 1, null);
    } catch (RhinoException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    Context.exit();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
