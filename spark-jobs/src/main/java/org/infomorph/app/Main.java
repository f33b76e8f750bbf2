package org.infomorph.app;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.infomorph.files.FolderLostException;
import org.infomorph.files.HadoopUser;
import org.infomorph.files.MachineException;
import org.infomorph.form.SpecException;
import org.infomorph.result.CodeVersion;
import org.infomorph.session.LogFile;
import org.infomorph.session.Machine;
import org.infomorph.session.Sessions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The program: its verbs, with the exit codes that scripts rely on. */
@Command(
    name = "infomorph",
    description = "Infomorphic networks and their phase diagrams, on Apache Spark.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:anything else, such as too little memory or disk space; a message says what",
      "2:wrong input: a file, a key, an argument",
      "3:finished, but some trials failed or diverged"
    },
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      TrialCommand.class,
      StatusCommand.class,
      WatchCommand.class,
      ReportCommand.class,
      BestCommand.class,
      VerifyCommand.class,
      PidCommand.class
    })
public final class Main {
  static final int DONE = 0;
  static final int UNEXPECTED = 1;
  static final int WRONG_INPUT = 2;
  static final int SOME_FAILED = 3;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "On an unexpected error, show where in the program it happened.")
  private boolean verbose;

  /**
   * Runs the program and ends the JVM. After success under spark-submit, Spark ends the JVM,
   * because YARN treats a driver that ends its own JVM as failed, whatever its exit code.
   */
  public static void main(String[] args) {
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var console = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
    boolean serves = args.length > 0 && args[0].equals(WatchCommand.NAME);
    var out = new PrintWriter(serves ? console : Pulse.start(console, err), true); // a server waits
    LogFile.configure();
    HadoopUser.ensureName();
    int code = execute(out, err, args);
    out.flush();
    if (code != DONE || !Sessions.underSparkSubmit()) {
      System.exit(code);
    }
  }

  /** Runs the program with other streams; returns the exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    var main = new Main();
    var line = new CommandLine(main).setOut(out).setErr(err);
    line.setExpandAtFiles(false); // a folder may be named @runs
    line.setColorScheme(
        Help.defaultColorScheme(Terminal.isThere() ? Help.Ansi.AUTO : Help.Ansi.OFF));
    line.setParameterExceptionHandler(Main::wrongArguments);
    line.setExecutionExceptionHandler((problem, verb, parsed) -> main.failed(problem, err));
    try {
      return line.execute(args.length == 0 ? new String[] {"--help"} : args);
    } catch (Error problem) {
      return main.failed(problem, err);
    }
  }

  private static int wrongArguments(ParameterException problem, String[] args) {
    var line = problem.getCommandLine();
    var name = line.getCommandSpec().qualifiedName();
    line.getErr().println(name + ": " + problem.getMessage() + "; try " + name + " --help");
    return WRONG_INPUT;
  }

  private int failed(Throwable problem, PrintWriter err) {
    if (problem instanceof SpecException) {
      err.println(problem.getMessage());
      return WRONG_INPUT;
    }
    if (verbose) {
      problem.printStackTrace(err);
    } else if (tellsAll(problem)) {
      err.println(problem.getMessage());
    } else {
      err.println(
          line(problem) + " (where it happened: " + LogFile.write(problem) + ", or --verbose)");
    }
    return UNEXPECTED;
  }

  /** Whether the message is sufficient, so the user needs no log. */
  static boolean tellsAll(Throwable problem) {
    return problem instanceof MachineException || problem instanceof FolderLostException;
  }

  /** The error message, one line. */
  static String line(Throwable problem) {
    for (var cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return Machine.outOfMemory();
      }
    }
    return problem.toString().lines().findFirst().orElseThrow();
  }

  /** The version, the same as in results. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"infomorph " + CodeVersion.get()};
    }
  }
}
