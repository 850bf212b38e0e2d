package io.spillway.cli.audit;

import io.spillway.cli.remote.CallFailed;
import io.spillway.cli.remote.QueryParameters;
import io.spillway.cli.remote.Remote;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spillway audit}. */
@Command(
    name = "audit",
    header = "Exports the audit trail of any deployment.",
    mixinStandardHelpOptions = true,
    description = "Requires the deployment's URL and a moderator's key.",
    subcommands = AuditCommand.Export.class)
public final class AuditCommand {

  /** Filter options. */
  static final class Filter {
    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "Only actions at this time or later (ISO 8601).")
    private @Nullable String from;

    @Option(
        names = "--to",
        paramLabel = "TIME",
        description = "Only actions before this time (ISO 8601).")
    private @Nullable String to;

    @Option(
        names = "--moderator",
        paramLabel = "NAME",
        description = "Only actions of this person.")
    private @Nullable String moderator;

    @Option(
        names = "--action",
        paramLabel = "ACTION",
        description = "Only this action, such as uphold.")
    private @Nullable String action;

    @Option(names = "--stream", paramLabel = "ID", description = "Only actions on this stream.")
    private @Nullable String streamId;

    Map<String, String> parts() {
      return new QueryParameters()
          .with("from", from)
          .with("to", to)
          .with("moderator", moderator)
          .with("action", action)
          .with("streamId", streamId)
          .map();
    }
  }

  /** {@code export}. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description =
          "Exports all matching actions, one JSON object on each line, or as CSV. Standard output "
              + "has control characters escaped; a file has them as received.")
  static final class Export implements Callable<Integer> {
    private static final int PAGES_PER_REPORT = 10;

    @Mixin private Remote remote = new Remote();
    @Mixin private Filter filter = new Filter();

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "json",
        description = "Format: json or csv (default: ${DEFAULT-VALUE}).")
    private String format = "";

    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "Write to FILE, which must not exist. No file is left after a failure.")
    private @Nullable Path file;

    @Override
    public Integer call() {
      return remote.run(() -> export(file));
    }

    private void export(@Nullable Path to) {
      if (to == null) {
        write(remote.out());
        return;
      }
      PrintWriter out = open(to);
      boolean complete = false;
      try (out) {
        write(out);
        complete = !out.checkError();
      } finally {
        if (!complete) {
          delete(to);
        }
      }
      if (!complete) {
        throw new CallFailed("could not write all lines to " + to);
      }
    }

    private PrintWriter open(Path to) {
      try {
        return new PrintWriter(
            Files.newBufferedWriter(
                to,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE));
      } catch (IOException e) {
        throw remote.bad("--output cannot be written, or already exists: " + to);
      }
    }

    private void delete(Path to) {
      try {
        Files.deleteIfExists(to);
      } catch (IOException e) {
        remote.warn("Incomplete, and cannot be deleted: " + to);
      }
    }

    private void write(PrintWriter out) {
      Map<String, String> query = filter.parts();
      query.put("format", format);
      int[] pages = {0};
      remote
          .deployment()
          .eachText(
              query,
              lines -> {
                out.print(lines);
                out.flush();
                if (++pages[0] % PAGES_PER_REPORT == 0) {
                  remote.warn(pages[0] + " pages exported");
                }
              });
      remote.warn("Complete: " + pages[0] + (pages[0] == 1 ? " page" : " pages") + " exported.");
    }
  }
}
