package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The server that a command plays a stream against, and how such a command ends. */
final class ServerOptions {

  private final CommandSpec spec;
  private final URI url;

  ServerOptions(@Nullable CommandSpec spec, URI url) {
    this.spec = requireNonNull(spec);
    this.url = url;
  }

  /** Tells whether everything added up. */
  interface Play {
    boolean run(PrintWriter out) throws IOException;
  }

  URI url() {
    return url;
  }

  /** A new stream. */
  String newStream() {
    return spec.name() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Plays: 0 when everything added up, 1 when it did not or the server failed, and 2, by picocli,
   * for bad options.
   */
  int play(Play play) throws IOException {
    try {
      return play.run(spec.commandLine().getOut()) ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      tell(e.getMessage() + " (" + url + ")");
      return 1;
    }
  }

  ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Says on the error stream what went wrong. */
  void tell(String problem) {
    spec.commandLine().getErr().println("spillway " + spec.name() + ": " + problem);
  }
}
