package io.spillway.cli.streams;

import static io.spillway.cli.terminal.Table.fixed;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.remote.Listing;
import io.spillway.cli.remote.QueryParameters;
import io.spillway.cli.remote.Remote;
import io.spillway.cli.remote.Times;
import io.spillway.cli.terminal.Table;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spillway streams}. */
@Command(
    name = "streams",
    header = "Lists the streams of any deployment.",
    mixinStandardHelpOptions = true,
    description = "Requires the deployment's URL and a function key.",
    subcommands = StreamsCommand.ListAll.class)
public final class StreamsCommand {

  /** {@code list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Lists streams with messages or events, latest activity first, to the hour. Requires a "
              + "function key, not a moderator's or operator's.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Listing listing = new Listing();

    @Option(
        names = "--prefix",
        paramLabel = "TEXT",
        description = "Only streams whose id begins with this.")
    private @Nullable String prefix;

    @Override
    public Integer call() {
      return remote.run(
          () ->
              listing.print(
                  remote,
                  "",
                  new QueryParameters().with("prefix", prefix).map(),
                  new Table(fixed("STREAM"), fixed("LAST ACTIVITY")),
                  ListAll::row));
    }

    private static String[] row(JsonNode stream) {
      return new String[] {
        stream.path("streamId").asText(), Times.seconds(stream.path("lastActivityAt"))
      };
    }
  }
}
