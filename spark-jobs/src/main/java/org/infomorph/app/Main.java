package org.infomorph.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.infomorph.trial.CodeVersion;
import org.infomorph.trial.SpecException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The program: one verb after another, with the exit codes that scripts rely on. */
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
      "1:anything unexpected",
      "2:wrong input: a file, a key, an argument",
      "3:finished, but some trials failed or diverged"
    },
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      TrialCommand.class,
      StatusCommand.class,
      ReportCommand.class,
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
   * Runs the program and ends the JVM; if all went well under spark-submit, that is left to Spark:
   * to YARN a driver that ends its JVM itself has failed, whatever its exit code.
   */
  public static void main(String[] args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    LogFile.configure();
    int code = execute(out, err, args);
    out.flush();
    if (code != DONE || !Sessions.underSparkSubmit()) {
      System.exit(code);
    }
  }

  /** Runs the program with other streams; returns the exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    var line = new CommandLine(new Main()).setOut(out).setErr(err);
    line.setParameterExceptionHandler(Main::wrongArguments);
    line.setExecutionExceptionHandler(Main::failed);
    return line.execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  private static int wrongArguments(ParameterException problem, String[] args) {
    var line = problem.getCommandLine();
    var name = line.getCommandSpec().qualifiedName();
    line.getErr().println(name + ": " + problem.getMessage() + "; try " + name + " --help");
    return WRONG_INPUT;
  }

  private static int failed(Exception problem, CommandLine line, ParseResult parsed) {
    if (problem instanceof SpecException) {
      line.getErr().println(problem.getMessage());
      return WRONG_INPUT;
    }
    Main main = (Main) line.getCommandSpec().root().userObject();
    if (main.verbose) {
      problem.printStackTrace(line.getErr());
    } else {
      var text = problem.toString().lines().findFirst().orElseThrow();
      line.getErr()
          .println(text + " (where it happened: " + LogFile.describe() + ", or --verbose)");
      LoggerFactory.getLogger(Main.class).error("unexpected", problem);
    }
    return UNEXPECTED;
  }

  /** The version that results carry, too. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"infomorph " + CodeVersion.get()};
    }
  }
}
