package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options for a command's server, and the command's exit code. */
final class ServerOptions {

  private final CommandSpec spec;
  private final URI url;

  ServerOptions(@Nullable CommandSpec spec, URI url) {
    this.spec = requireNonNull(spec);
    this.url = url;
  }

  /** Playing of a stream; returns whether the figures are consistent. */
  interface Play {
    boolean run(PrintWriter out) throws IOException;
  }

  URI url() {
    return url;
  }

  /** Returns a new stream id. */
  String newStream() {
    return spec.name() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Plays a stream. Returns 0 if the figures are consistent, 1 if not or if the server failed;
   * picocli returns 2 for invalid options.
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

  /** Prints a problem to the error stream. */
  void tell(String problem) {
    spec.commandLine().getErr().println("spillway " + spec.name() + ": " + problem);
  }
}
